import subprocess
from pathlib import Path

import pytest

from devmentor_protocol import typescript
from devmentor_protocol.schema import contract_schema
from devmentor_protocol.typescript import ROOM, GeneratorMissing

USE = """
import { ErrorCode, type Answer, type BridgeMethods, type EditorMethods } from "./protocol.ts";
const params: EditorMethods["devmentor/explain"]["params"] = {
  target: { uri: "file:///a.py", position: { line: 0, character: 0 } },
};
const item: BridgeMethods["mentor/chat"]["item"] = { text: String(params.target.uri) };
const answer: Answer = { text: item.text, receipt: { rung: "local" } };
console.log(answer.receipt.rung, ErrorCode.OFFLINE);
"""


def test_typescript_takes_the_types_and_node_runs_what_uses_them(tmp_path: Path) -> None:
    (tmp_path / "protocol.ts").write_text(typescript.typescript(contract_schema()))
    (tmp_path / "use.ts").write_text(USE)

    made = subprocess.run(
        [typescript.node(), tmp_path / "use.ts"], capture_output=True, text=True, check=True
    )

    assert made.stdout == "local -32061\n"


def test_the_types_of_a_method_are_named_in_the_table() -> None:
    text = typescript.typescript(contract_schema())

    line = '"mentor/explain": { params: ExplainParams; result: Answer; item: Chunk };'
    assert line in text
    assert "editor/status" not in text


def test_without_the_generator_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(typescript, "_TOOL", tmp_path / "absent.js")

    with pytest.raises(GeneratorMissing, match="make editors"):
        typescript.typescript(contract_schema())


def test_the_lock_file_names_no_registry() -> None:
    assert "://registry" not in (ROOM / "package-lock.json").read_text()
