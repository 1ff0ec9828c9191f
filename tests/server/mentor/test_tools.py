from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import Editor
from tests.server.scripted_tier import scripted_tier

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.methods import DIAGNOSE, READ
from devmentor_protocol.tools import DiagnoseParams, ReadParams
from devmentor_server.mentor.tools import MAX_READ_BYTES

SECRET = "ghp_" + "a1B2" * 9


async def read(editor: Editor, folder: Path, **params: Any) -> Any:
    """Call the tool from the tier's side of the bridge."""
    async with scripted_tier({}) as tier:
        await editor.initialize(folder)
        editor.open(folder / "a.py", "one\ntwo\nthree\n")
        await editor.of("documentSymbol", (folder / "a.py").as_uri())
        await tier.connected.wait()
        return await tier.peers[0].call(READ, ReadParams(**params), timeout=30)


async def test_a_tier_reads_what_the_editor_sees(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("saved\n")
    result = await read(editor, tmp_path, path="a.py", start_line=2, end_line=3)

    assert result.text == "two\nthree\n"
    assert (result.start_line, result.end_line, result.total_lines) == (2, 3, 4)
    assert result.unsaved


async def test_a_tier_reads_files_that_are_not_open(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("b = 1\n")
    result = await read(editor, tmp_path, path="b.py")

    assert result.text == "b = 1\n"
    assert not result.unsaved


async def test_secrets_do_not_leave(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text(f'key = "{SECRET}"\n')
    result = await read(editor, tmp_path, path="b.py")

    assert SECRET not in result.text
    assert result.redactions == 1


async def test_a_long_file_ends_early_and_says_where(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("x" * 99 + "\n" + ("y" * 99 + "\n") * 5_000)
    result = await read(editor, tmp_path, path="b.txt")

    assert result.end_line == MAX_READ_BYTES // 100
    assert result.total_lines == 5_002


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../outside.py", ErrorCode.DENIED),
        ("/etc/passwd", ErrorCode.DENIED),
        ("absent.py", ErrorCode.NOT_FOUND),
        ("binary", ErrorCode.NOT_FOUND),
        (".", ErrorCode.NOT_FOUND),
    ],
)
async def test_what_is_not_a_text_of_the_workspace_is_refused(
    editor: Editor, tmp_path: Path, path: str, code: ErrorCode
) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\x00")
    with pytest.raises(RpcError) as refused:
        await read(editor, tmp_path, path=path)

    assert refused.value.code == code


async def test_a_tier_asks_what_is_wrong_with_a_file(editor: Editor, tmp_path: Path) -> None:
    async with scripted_tier({}) as tier:
        await editor.initialize(tmp_path)
        await editor.of("documentSymbol", editor.open(tmp_path / "a.py", "import os\n"))
        await tier.connected.wait()
        result = await tier.peers[0].call(DIAGNOSE, DiagnoseParams(path="a.py"), timeout=30)

    [finding] = result.findings
    assert (finding.path, finding.line, finding.code) == ("a.py", 1, "F401")
