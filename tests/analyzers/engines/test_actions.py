from pathlib import Path
from typing import Any

import pytest

from devmentor_analyzers.engines.actions import action_of, is_action

START = {"line": 0, "character": 0}
SPAN = {"start": START, "end": {"line": 0, "character": 3}}


@pytest.mark.parametrize(
    ("json", "yes"),
    [
        ({"title": "Fix"}, True),
        ({"title": "Run", "command": {"title": "Run", "command": "run"}}, False),
        ({"title": "Run", "command": "run"}, False),
        ({"title": "Fix", "disabled": {"reason": "No."}}, False),
        ({"kind": "quickfix"}, False),
        ("Fix", False),
    ],
)
def test_an_action_is_done_by_an_edit(json: Any, yes: bool) -> None:
    assert is_action(json) is yes


def test_an_action_says_whose_it_is_and_what_it_settles(tmp_path: Path) -> None:
    path = tmp_path / "a.go"
    edit = {"changes": {path.as_uri(): [{"range": SPAN, "newText": "b"}]}}
    about = {"range": SPAN, "message": "Bad.", "code": "bad"}
    fix = action_of(
        {"title": "Fix", "edit": edit, "diagnostics": [about], "isPreferred": True}, path, "gopls"
    )

    assert fix.title == "Fix (gopls)"
    assert [(each.path, each.text) for each in fix.edits] == [(path, "b")]
    assert [each.code for each in fix.findings] == ["bad"]
    assert fix.preferred
    assert not action_of({"title": "Fix", "edit": edit}, path, "gopls").preferred


def test_an_action_that_makes_files_is_none_of_ours(tmp_path: Path) -> None:
    edit = {"documentChanges": [{"kind": "create", "uri": (tmp_path / "b.go").as_uri()}]}

    with pytest.raises(KeyError):
        action_of({"title": "Move", "edit": edit}, tmp_path / "a.go", "gopls")
