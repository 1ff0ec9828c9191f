from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, Refused, started

in_module_loop = pytest.mark.asyncio(loop_scope="module")


def lines(first: int, last: int) -> dict[str, Any]:
    return {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 80}}


async def actions(
    editor: Editor, uri: str, where: dict[str, Any], only: list[str] | None = None
) -> list[dict[str, Any]]:
    context = {"diagnostics": await editor.diagnostics(uri), "only": only}
    return await editor.of("codeAction", uri, range=where, context=context)


async def edits(editor: Editor, action: dict[str, Any], uri: str) -> list[dict[str, Any]]:
    """What an action does to a document, once it is chosen."""
    if "edit" not in action:
        action = await editor.request("codeAction/resolve", action)
    edit = action["edit"]
    if "changes" in edit:
        return edit["changes"][uri]
    return [each for document in edit["documentChanges"] for each in document["edits"]]


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
    assert len(await edits(editor, fix, uri)) == 2


@in_module_loop
async def test_what_is_ignored_is_not_fixed(editor: Editor, project: Path) -> None:
    text = "import os  # devmentor: ignore[F401]\nimport re\n"
    uri = editor.open(project / "ignoring.py", text)
    [fix] = await actions(editor, uri, lines(0, 0), ["source.fixAll"])

    assert [edit["range"]["start"]["line"] for edit in await edits(editor, fix, uri)] == [1]


@in_module_loop
async def test_every_place_can_be_explained(editor: Editor, shop: str) -> None:
    found = await actions(editor, shop, lines(18, 18))

    explain = next(each for each in found if each["title"] == "Explain with DevMentor")
    assert explain["command"]["command"] == "devmentor.explain"
    assert explain["command"]["arguments"][0]["position"] == {"line": 18, "character": 0}


@in_module_loop
async def test_a_rule_can_be_disabled_on_its_line(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "silent.py", "import os\n")
    found = await actions(editor, uri, lines(0, 0), ["quickfix"])

    disable = next(each for each in found if each["title"] == "Disable F401 on this line")
    assert "# noqa: F401" in disable["edit"]["changes"][uri][0]["newText"]
    assert not disable["isPreferred"]


@in_module_loop
async def test_imports_are_sorted_on_request(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "order.py", "import sys\nimport os\n\nprint(os, sys)\n")
    found = await actions(editor, uri, lines(0, 0), ["source.organizeImports"])

    [sort] = found
    assert sort["kind"] == "source.organizeImports.devmentor"
    assert (await edits(editor, sort, uri))[0]["newText"] == "import os\n"


@in_module_loop
async def test_sub_kinds_of_what_was_asked_for_are_listed(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "kinds.py", "import sys\nimport os\nprint(os)\n")

    source = await actions(editor, uri, lines(0, 0), ["source"])
    one = await actions(editor, uri, lines(0, 0), ["source.fixAll.devmentor"])
    other = await actions(editor, uri, lines(0, 0), ["source.fixAll.other"])

    assert {each["kind"] for each in source} == {
        "source.fixAll.devmentor",
        "source.organizeImports.devmentor",
    }
    assert [each["kind"] for each in one] == ["source.fixAll.devmentor"]
    assert other == []


async def test_nothing_unsafe_is_fixed_at_once_even_if_the_project_would(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("unsafe-fixes = true\n")
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "a.py", "import os\n\n\ndef f():\n    x = 1\n")
        [fix] = await actions(editor, uri, lines(0, 0), ["source.fixAll"])
        made = await edits(editor, fix, uri)

    assert [each["range"]["start"]["line"] for each in made] == [0]


ABLE: dict[str, Any] = {
    **FULL,
    "workspace": {"workspaceEdit": {"documentChanges": True, "changeAnnotationSupport": {}}},
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
            "honorsChangeAnnotations": True,
        },
    },
}


async def test_a_client_that_resolves_gets_the_edit_when_it_asks(tmp_path: Path) -> None:
    async with started() as editor:
        offered = await editor.initialize(tmp_path, capabilities=ABLE)
        uri = editor.open(tmp_path / "a.py", "import sys\nimport os\n\nprint(os, sys)\n")
        [sort] = await actions(editor, uri, lines(0, 0), ["source.organizeImports"])
        resolved = await editor.request("codeAction/resolve", sort)
        editor.change(uri, {"text": "import sys\n"})
        with pytest.raises(Refused) as refused:
            await editor.request("codeAction/resolve", sort)

    assert offered["capabilities"]["codeActionProvider"]["resolveProvider"]
    assert "edit" not in sort
    [document] = resolved["edit"]["documentChanges"]
    assert document["textDocument"] == {"uri": uri, "version": 1}
    assert document["edits"][0]["newText"] == "import os\n"
    assert refused.value.code == -32801


async def test_an_unsafe_fix_is_to_be_confirmed_where_the_client_can_ask(tmp_path: Path) -> None:
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=ABLE)
        uri = editor.open(tmp_path / "a.py", "def f():\n    x = 1\n    return 2\n")
        found = await actions(editor, uri, lines(1, 2), ["quickfix"])

    edit = next(each for each in found if "may change" in each["title"])["edit"]
    [document] = edit["documentChanges"]
    mark = document["edits"][0]["annotationId"]
    assert document["textDocument"] == {"uri": uri, "version": 1}
    assert edit["changeAnnotations"][mark]["needsConfirmation"]


@in_module_loop
async def test_only_what_was_asked_for_is_listed(editor: Editor, shop: str) -> None:
    found = await actions(editor, shop, lines(0, 0), ["refactor"])

    assert found == []
