from pathlib import Path

import pytest
from tests.analyzers.history.repositories import BOB, commit, repository
from tests.server.editor import Editor, started

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_functions_and_classes_have_a_lens(editor: Editor, shop: str) -> None:
    lenses = await editor.of("codeLens", shop)

    lines = [lens["range"]["start"]["line"] for lens in lenses]
    assert lines == [6, 9, 13, 18]


async def test_a_lens_explains_what_it_stands_on(editor: Editor, shop: str) -> None:
    lens = (await editor.of("codeLens", shop))[-1]

    assert lens["command"] == {
        "title": "Explain",
        "command": "devmentor.explain",
        "arguments": [{"uri": shop, "position": {"line": 18, "character": 4}}],
    }


async def test_lenses_can_be_turned_off(editor: Editor, shop: str) -> None:
    off = {"settings": {"devmentor": {"codeLens": {"enabled": False}}}}
    on = {"settings": {"devmentor": {"codeLens": {"enabled": True}}}}
    editor.notify("workspace/didChangeConfiguration", off)
    without = await editor.of("codeLens", shop)
    editor.notify("workspace/didChangeConfiguration", on)

    assert without is None
    assert await editor.of("codeLens", shop)


async def test_history_is_above_what_is_committed_when_asked_for(tmp_path: Path) -> None:
    project = repository(tmp_path / "project")
    (project / "a.py").write_text("def one():\n    return 1\n")
    commit(project)
    text = "def one():\n    return 11\n"
    (project / "a.py").write_text(text)
    commit(project, author=BOB)
    chosen = {"settings": {"codeLens": {"enabled": False, "history": True}}}
    async with started() as editor:
        await editor.initialize(project, options=chosen)
        uri = editor.open(project / "a.py", f"{text}\n\ndef new():\n    pass\n")
        lenses = await editor.of("codeLens", uri)
        await editor.leave()

    (lens,) = lenses
    assert lens["range"]["start"] == {"line": 0, "character": 4}
    assert lens["command"]["title"].startswith("2 authors, changed ")
    assert lens["command"]["command"] == ""
