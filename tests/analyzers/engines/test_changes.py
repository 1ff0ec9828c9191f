from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyzers.documents import document

from devmentor_analyzers.engines.changes import change, changed, takes_edits
from devmentor_analyzers.engines.ruff import Ruff

TEXTS = st.text("ab\n\r😀\f\u2028", max_size=30)


@given(TEXTS, TEXTS)
def test_the_edit_turns_the_old_text_into_the_new_one(before: str, after: str) -> None:
    assert changed(before, change(before, after)) == after


def test_an_edit_says_no_more_than_what_changed() -> None:
    assert change("one\ntwo 😀 three\n", "one\ntwo 😀 four three\n") == {
        "range": {"start": {"line": 1, "character": 6}, "end": {"line": 1, "character": 6}},
        "text": "four ",
    }


@pytest.mark.parametrize(
    ("sync", "taken"),
    [(2, True), ({"change": 2}, True), (1, False), ({"change": 1}, False), (None, False)],
)
def test_engines_say_whether_they_take_edits(sync: object, taken: bool) -> None:
    assert takes_edits({"textDocumentSync": sync}) is taken


async def test_an_engine_that_takes_edits_keeps_the_text_we_have(tmp_path: Path) -> None:
    path, ruff = tmp_path / "a.py", Ruff([tmp_path])
    texts = [
        "import os\n",
        "x = 'é😀'\nimport os\n",
        "x = 'é😀'\nimport os, sys\r\n",
        "import sys\n",
    ]
    ruff.engine.start()
    try:
        found: list[list[str]] = []
        for version, text in enumerate(texts):
            snapshot = document(path, text, version=version)
            ruff.engine.opened(snapshot)
            items = await ruff.findings(snapshot) or []
            unused = [each for each in items if each.code == "F401"]
            found.append(sorted(f"{each.line} {each.message}" for each in unused))
    finally:
        await ruff.engine.close()

    assert found == [
        ["1 `os` imported but unused"],
        ["2 `os` imported but unused"],
        ["2 `os` imported but unused", "2 `sys` imported but unused"],
        ["1 `sys` imported but unused"],
    ]
