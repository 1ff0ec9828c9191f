from pathlib import Path

import psutil
import pytest
from tests.server.editor import Editor, Refused, started

pytestmark = pytest.mark.asyncio(loop_scope="module")
OPTIONS = {"options": {"tabSize": 2, "insertSpaces": False}}


async def test_only_the_lines_that_change_are_edited(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "form.py", "x=1\n\ny = 2\n\nz = '😀' ;  w=3\n")
    edits = await editor.of("formatting", uri, **OPTIONS)

    assert [edit["range"]["start"]["line"] for edit in edits] == [0, 4]
    assert [edit["newText"] for edit in edits] == ["x = 1\n", 'z = "😀"\nw = 3\n']


async def test_the_projects_configuration_decides(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text('format.quote-style = "single"\n')
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "a.py", 'x = "a"\n')
        [edit] = await editor.of("formatting", uri, **OPTIONS)

    assert edit["newText"] == "x = 'a'\n"


async def test_a_range_is_formatted_alone(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "part.py", "x=1\ny=2\nz=3\n")
    where = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 3}}
    edits = await editor.of("rangeFormatting", uri, range=where, **OPTIONS)

    assert {edit["range"]["start"]["line"] for edit in edits} == {1}
    assert edits[0]["newText"].startswith("y = 2")


async def test_broken_code_is_left_alone_without_a_message(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "broken.py", "def f(:\n  return  1\n")
    editor.heard.clear()

    assert await editor.of("formatting", uri, **OPTIONS) == []
    assert not [each for each in editor.heard if each["method"].startswith("window/")]


async def test_an_engine_that_hangs_is_no_reason_to_say_that_all_is_well(tmp_path: Path) -> None:
    """It is stopped: a fault. The next time a new one answers."""
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "a.py", "x=1\n")
        assert await editor.of("formatting", uri, **OPTIONS)
        children = psutil.Process(editor.process.pid).children()
        next(each for each in children if "ruff" in each.name()).suspend()

        with pytest.raises(Refused, match="went away"):
            await editor.of("formatting", uri, **OPTIONS)
        again = await editor.of("formatting", uri, **OPTIONS)

    assert [edit["newText"] for edit in again] == ["x = 1\n"]
