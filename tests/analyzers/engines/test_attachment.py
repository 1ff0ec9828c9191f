from typing import Any

import pytest

from devmentor_analyzers.engines.attachment import (
    PRESETS,
    AttachmentError,
    attachment,
    nested,
)


def test_a_preset_needs_only_its_name() -> None:
    assert attachment("gopls", {}) == PRESETS["gopls"]


def test_what_is_said_wins_over_the_preset() -> None:
    found = attachment("gopls", {"command": ["gopls", "-remote=auto"], "root-markers": []})

    assert found.command == ("gopls", "-remote=auto")
    assert found.root_markers == ()
    assert found.languages == ("go",)


def test_an_engine_of_ones_own_is_described_in_either_spelling() -> None:
    toml = {"command": ["zls"], "languages": ["zig"], "start-seconds": 5}
    json = {"command": ["zls"], "languages": ["zig"], "startSeconds": 5}

    assert attachment("zls", toml) == attachment("zls", json)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "has to be a table"),
        ({}, "needs the key `command`"),
        ({"command": ["x"]}, "needs the key `languages`"),
        ({"command": "x -y", "languages": ["a"]}, "a list: the program"),
        ({"comand": ["x"]}, "Did you mean `command`"),
        ({"command": ["x"], "languages": ["a"], "features": ["hovr"]}, "a list out of"),
        ({"command": ["x"], "languages": ["a"], "startSeconds": 0}, "above 0"),
        ({"command": ["x"], "languages": ["a"], "settings": {"a": 1, "a.b": 2}}, "no table"),
    ],
)
def test_what_is_described_wrongly_is_named(given: Any, said: str) -> None:
    with pytest.raises(AttachmentError, match=said):
        attachment("mine", given)


def test_settings_with_dots_are_sections() -> None:
    assert nested({"a.b": 1, "c": {"d.e": 2}}) == {"a": {"b": 1}, "c": {"d": {"e": 2}}}
