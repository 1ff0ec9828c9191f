import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_analyzers.checking.parsing import Skipped
from devmentor_cli.formats.json import render


def test_findings_files_and_what_was_skipped_are_told() -> None:
    body = json.loads(render(outcome(finding(message=AWKWARD))))

    assert body["files"] == 3
    assert body["skipped"] == [{"path": "b.py", "reason": "binary"}]
    assert (
        body["findings"][0]
        | {
            "path": "/project/src/a b.py",
            "line": 1,
            "column": 16,
            "code": "F821",
            "message": AWKWARD,
            "severity": "error",
            "source": "ruff",
        }
        == body["findings"][0]
    )


@pytest.mark.parametrize("name", ["é.py", "caf\udce9.py"], ids=["utf-8", "other bytes"])
def test_it_is_what_pythons_own_json_would_be_whatever_a_file_is_called(name: str) -> None:
    given = replace(outcome(finding(message=AWKWARD)), skipped=[Skipped(Path(name), "odd")])

    shown = render(given)

    assert shown == json.dumps(json.loads(shown), indent=2, ensure_ascii=False) + "\n"
    assert json.loads(shown)["skipped"] == [{"path": name, "reason": "odd"}]
