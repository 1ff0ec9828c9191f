"""Engines a user attaches, through the real server: pyrefly, basedpyright, and one for another language."""

import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from tests.analyzers.engines import small_server
from tests.server.editor import Editor, started

from devmentor_protocol.runtime import HOME_VARIABLE

SMALL = {
    "command": [sys.executable, small_server.__file__],
    "languages": ["small"],
    "rootMarkers": ["small.project"],
}
WORDS = "word apple\n😀 apple bad\n"


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncGenerator[Editor]:
    async with started(environment={HOME_VARIABLE: str(tmp_path / "home")}) as editor:
        yield editor


async def begin(editor: Editor, folder: Path, **settings: Any) -> None:
    await editor.initialize(folder, options={"settings": settings})


async def shown(editor: Editor, uri: str, *codes: str) -> list[dict[str, Any]]:
    """The findings of a document once they are of at least these rules."""
    given = await editor.wait_for(
        "textDocument/publishDiagnostics",
        lambda given: (
            given["uri"] == uri and set(codes) <= {d["code"] for d in given["diagnostics"]}
        ),
    )
    return given["diagnostics"]


async def test_a_language_of_ones_own_is_served_by_its_engine(
    editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "small.project").touch()
    await begin(editor, tmp_path, engines={"small": SMALL})
    uri = editor.open(tmp_path / "a.small", WORDS, "small")

    (bad,) = await shown(editor, uri, "bad")
    hover = await editor.at("hover", uri, 1, 4)
    (defined,) = await editor.at("definition", uri, 1, 4)
    used = await editor.at("references", uri, 0, 6, context={"includeDeclaration": True})
    listed = await editor.at("completion", uri, 1, 0)
    (symbol,) = await editor.of("documentSymbol", uri)

    assert (bad["source"], bad["range"]["start"]) == ("small", {"line": 1, "character": 9})
    assert "The word *apple*" in str(hover)
    assert defined["range"]["start"] == {"line": 0, "character": 5}
    assert [each["range"]["start"]["character"] for each in used] == [5, 3]
    assert {"word", "bad"} <= {each["label"] for each in listed["items"]}
    assert symbol["name"] == "apple"


async def test_a_language_of_ones_own_is_edited_by_its_engine(
    editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "small.project").touch()
    await begin(editor, tmp_path, engines={"small": SMALL})
    uri = editor.open(tmp_path / "a.small", "word apple\n      😀 apple bad\n", "small")
    (bad,) = await shown(editor, uri, "bad")

    word = await editor.at("prepareRename", uri, 1, 12)
    renamed = await editor.at("rename", uri, 1, 12, newName="pear")
    options = {"tabSize": 2, "insertSpaces": True}
    (indented,) = await editor.of("formatting", uri, options=options)
    context = {"diagnostics": [bad]}
    actions = await editor.of("codeAction", uri, range=bad["range"], context=context)

    span = {"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 14}}
    assert word == span
    (edited,) = renamed["documentChanges"]
    assert edited["edits"][1] == {"range": span, "newText": "pear"}
    assert indented["newText"] == "  "
    good = next(each for each in actions if each["title"] == "Make it good (small)")
    assert good["edit"]["changes"][uri] == [{"range": bad["range"], "newText": "good"}]
    assert good["isPreferred"]
    assert not [each for each in actions if each["title"].startswith("Run it")]


async def test_what_is_typed_is_seen_by_the_engine(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "small.project").touch()
    await begin(editor, tmp_path, engines={"small": SMALL})
    uri = editor.open(tmp_path / "a.small", WORDS, "small")
    await shown(editor, uri, "bad")
    editor.heard.clear()
    editor.change(uri, {"text": "word bad\n"})

    (bad,) = await shown(editor, uri, "bad")

    assert bad["range"]["start"] == {"line": 0, "character": 5}


@pytest.mark.parametrize(
    ("engine", "same", "more"),
    [
        ("pyrefly", "bad-assignment", "unbound-name"),
        ("basedpyright", "reportAssignmentType", "reportPossiblyUnboundVariable"),
    ],
)
async def test_what_two_engines_say_is_told_once_and_what_one_knows_more_too(
    editor: Editor, tmp_path: Path, engine: str, same: str, more: str
) -> None:
    await begin(editor, tmp_path, engines={engine: True})
    uri = editor.open(tmp_path / "a.py", "x: int = ''\nif x:\n    q = 1\n'😀'; print(q)\n")
    found = await shown(editor, uri, "invalid-assignment", more)

    starts = [each["range"]["start"] for each in found if each["code"] == more]
    assert starts == [{"line": 3, "character": 12}]  # in UTF-16, as this editor counts
    assert same not in {each["code"] for each in found}
    assert {each["source"] for each in found} == {"ty", engine}


@pytest.mark.parametrize(
    ("engine", "code"), [("pyrefly", "bad-assignment"), ("basedpyright", "reportAssignmentType")]
)
async def test_another_engine_can_check_types_in_the_place_of_ty(
    editor: Editor, tmp_path: Path, engine: str, code: str
) -> None:
    await begin(editor, tmp_path, types={"engine": engine})
    uri = editor.open(tmp_path / "a.py", "x: int = ''\n\n\ndef price() -> int: ...\nprice()\n")
    found = await shown(editor, uri, code)
    hover = await editor.at("hover", uri, 4, 1)

    assert {each["source"] for each in found} == {engine}
    assert "int" in str(hover)


async def test_a_project_starts_nothing_the_user_has_not_allowed(
    editor: Editor, tmp_path: Path
) -> None:
    started_file = tmp_path / "started"
    code = f"open({str(started_file)!r}, 'w')"
    (tmp_path / "devmentor.toml").write_text(
        f'[engines.evil]\ncommand = ["{sys.executable}", "-c", "{code}"]\nlanguages = ["python"]\n'
        f"[engines.pyrefly]\n"
    )
    await begin(editor, tmp_path)
    uri = editor.open(tmp_path / "a.py", "x: int = ''\n")
    found = await shown(editor, uri, "invalid-assignment")

    assert {each["source"] for each in found} == {"ty"}
    assert not started_file.exists()
