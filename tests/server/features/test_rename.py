from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, Refused, started

pytestmark = pytest.mark.asyncio(loop_scope="module")


def places(edit: Mapping[str, Any]) -> set[tuple[str, int, int]]:
    return {
        (document["textDocument"]["uri"], start["line"], start["character"])
        for document in edit["documentChanges"]
        for start in (change["range"]["start"] for change in document["edits"])
    }


async def test_a_name_is_renamed_in_all_files(editor: Editor, app: str, shop: str) -> None:
    edit = await editor.at("rename", app, 3, 9, newName="best_offer")

    assert places(edit) == {(shop, 18, 4), (app, 0, 24), (app, 3, 7)}
    assert {
        each["newText"] for document in edit["documentChanges"] for each in document["edits"]
    } == {"best_offer"}
    assert {each["textDocument"]["version"] for each in edit["documentChanges"]} == {1}


async def test_what_would_be_renamed_is_shown_first(editor: Editor, app: str) -> None:
    assert await editor.at("prepareRename", app, 3, 9) == {
        "start": {"line": 3, "character": 7},
        "end": {"line": 3, "character": 15},
    }


async def test_columns_are_counted_in_the_clients_units(editor: Editor, app: str) -> None:
    edit = await editor.at("rename", app, 2, 32, newName="peach")

    assert (app, 2, 31) in places(edit)


async def test_unsaved_text_is_renamed_too(editor: Editor, project: Path, shop: str) -> None:
    new = editor.open(project / "new.py", "import shop\n\nshop.cheapest([])\n")

    edit = await editor.at("rename", shop, 18, 6, newName="lowest")

    assert (new, 2, 5) in places(edit)


@pytest.mark.parametrize(
    ("line", "character", "reason"),
    [(0, 1, "no name here"), (4, 18, "no name here"), (4, 1, "`print` is built into Python")],
)
async def test_what_cannot_be_renamed_is_refused_with_a_reason(
    editor: Editor, app: str, line: int, character: int, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        await editor.at("prepareRename", app, line, character)


@pytest.mark.parametrize(
    ("name", "reason"), [("class", "keyword"), ("2nd", "no name"), ("a b", "no name")]
)
async def test_a_new_name_must_be_one(editor: Editor, app: str, name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        await editor.at("rename", app, 3, 1, newName=name)


async def test_names_of_others_are_left_alone(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "others.py", "from os import getcwd\nimport click\n\ngetcwd()\n")

    with pytest.raises(Refused, match="outside of this workspace"):
        await editor.at("prepareRename", uri, 3, 2)


async def test_an_alias_of_something_from_outside_is_ones_own(
    editor: Editor, project: Path
) -> None:
    uri = editor.open(project / "alias.py", "import collections as c\n\nc.deque\n")

    edit = await editor.at("rename", uri, 2, 0, newName="col")

    assert places(edit) == {(uri, 0, 22), (uri, 2, 0)}


async def test_a_module_is_not_renamed_behind_its_file(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "whole.py", "import shop\n\nshop.HOME\n")

    with pytest.raises(Refused, match="rename its file"):
        await editor.at("prepareRename", uri, 2, 1)


async def test_the_same_name_changes_nothing(editor: Editor, app: str) -> None:
    edit = await editor.at("rename", app, 3, 9, newName="cheapest")

    assert edit == {"documentChanges": []}


async def test_ignored_files_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("made/\n")
    (tmp_path / "made").mkdir()
    made = tmp_path / "made" / "part.py"
    made.write_text("from own import name\n\nname()\n")
    own = tmp_path / "own.py"
    own.write_text("def name(): ...\n")
    async with started() as editor:
        await editor.initialize(tmp_path)
        part, uri = editor.open(made), editor.open(own)

        edit = await editor.at("rename", uri, 0, 5, newName="other")
        with pytest.raises(Refused, match="ignored by git"):
            await editor.at("prepareRename", part, 2, 1)

    assert places(edit) == {(uri, 0, 4)}


async def test_without_ty_jedi_finds_the_places(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def make(): ...\n\nimport os\nos.sep\n")
    capabilities: dict[str, Any] = {**FULL, "workspace": {}}
    async with started() as editor:
        options = {"settings": {"types": False}}
        await editor.initialize(tmp_path, capabilities=capabilities, options=options)
        a = editor.open(tmp_path / "a.py")
        b = editor.open(tmp_path / "b.py", "from a import make\n\nmake()\n")

        edit = await editor.at("rename", b, 2, 1, newName="build")
        with pytest.raises(Refused, match="outside of this workspace"):
            await editor.at("prepareRename", a, 3, 1)

    assert {uri: len(edits) for uri, edits in edit["changes"].items()} == {a: 1, b: 2}
