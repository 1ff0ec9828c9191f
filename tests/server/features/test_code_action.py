from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import Editor

from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range
from devmentor_server.features.code_action import compatible

in_module_loop = pytest.mark.asyncio(loop_scope="module")


def lines(first: int, last: int) -> dict[str, Any]:
    return {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 80}}


async def actions(
    editor: Editor, uri: str, where: dict[str, Any], only: list[str] | None = None
) -> list[dict[str, Any]]:
    context = {"diagnostics": await editor.diagnostics(uri), "only": only}
    return await editor.of("codeAction", uri, range=where, context=context)


@in_module_loop
async def test_a_safe_fix_is_preferred_and_names_what_it_settles(editor: Editor, shop: str) -> None:
    found = await actions(editor, shop, lines(3, 3), ["quickfix"])

    preferred = [each for each in found if each["isPreferred"] and each.get("diagnostics")]
    fix = next(each for each in preferred if each["diagnostics"][0]["code"] == "F401")
    assert [edit["range"]["start"]["line"] for edit in fix["edit"]["changes"][shop]] == [3]


@in_module_loop
async def test_an_unsafe_fix_is_offered_apart_and_says_so(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "unsafe.py", "def f():\n    x = 1\n    return 2\n")
    found = await actions(editor, uri, lines(1, 2), ["quickfix"])

    unsafe = next(each for each in found if "may change what the program does" in each["title"])
    assert not unsafe["isPreferred"]


@in_module_loop
async def test_everything_safe_is_fixed_at_once(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "all.py", "import os\nimport sys\n")
    found = await actions(editor, uri, lines(0, 0), ["source.fixAll"])

    [fix] = found
    assert fix["kind"] == "source.fixAll.devmentor"
    assert len(fix["edit"]["changes"][uri]) == 2


@in_module_loop
async def test_every_place_can_be_explained(editor: Editor, shop: str) -> None:
    found = await actions(editor, shop, lines(18, 18))

    explain = next(each for each in found if each["title"] == "Explain with DevMentor")
    assert explain["command"]["command"] == "devmentor.explain"
    assert explain["command"]["arguments"][0]["position"] == {"line": 18, "character": 0}


@in_module_loop
async def test_only_what_was_asked_for_is_listed(editor: Editor, shop: str) -> None:
    found = await actions(editor, shop, lines(0, 0), ["refactor"])

    assert found == []


def test_of_two_fixes_that_touch_the_first_is_taken_whole() -> None:
    path = Path("/a")
    first, twin = Edit(path, Range.of(0, 0, 0, 5), "a"), Edit(path, Range.of(9, 0, 9, 1), "b")
    clash, free = Edit(path, Range.of(0, 4, 0, 6), "c"), Edit(path, Range.of(2, 0, 2, 1), "d")

    assert compatible([[clash], [first, twin], [free]]) == [first, twin, free]
