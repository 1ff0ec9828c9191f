"""The server answers at once, whatever else it is doing."""

import asyncio
import importlib.util
import shutil
from pathlib import Path

from tests.server.editor import Editor


async def test_hover_is_answered_before_references_over_a_large_project(
    editor: Editor, tmp_path: Path
) -> None:
    spec = importlib.util.find_spec("sqlalchemy")
    assert spec is not None and spec.origin is not None
    project = tmp_path / "sqlalchemy"
    # Installed packages lie in a folder that git ignores, and what git ignores is not searched.
    ignored = shutil.ignore_patterns("__pycache__", "*.so")
    await asyncio.to_thread(shutil.copytree, Path(spec.origin).parent, project, ignore=ignored)
    await editor.initialize(project)
    uri = editor.open(project / "engine" / "result.py")
    lines = (project / "engine" / "result.py").read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if text.startswith("class Result("))
    small = editor.open(project / "small.py", "def small():\n    '''Little.'''\n")
    await editor.at("hover", small, 0, 5)

    place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 7}}
    params = {**place, "context": {"includeDeclaration": True}}
    number, references = editor.call("textDocument/references", params)
    hovers = list[int]()
    for column in range(5, 9):
        await editor.at("hover", small, 0, column)
        hovers.append(editor.answers[-1]["id"])
    found = await references

    order = [answer["id"] for answer in editor.answers]
    assert order.index(number) > order.index(hovers[0])
    assert len({each["uri"] for each in found}) > 1
