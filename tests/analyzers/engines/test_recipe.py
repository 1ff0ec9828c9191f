from pathlib import Path

import pytest

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.recipe import greeting, section, wanted


@pytest.mark.parametrize(
    ("path", "found"), [("a", {"b": 1}), ("a.b", 1), ("a.c", None), ("a.b.c", None), ("x", None)]
)
def test_a_section_is_found_by_its_path(path: str, found: Json) -> None:
    assert section({"a": {"b": 1}}, path) == found


def test_without_a_section_everything_is_meant_and_nothing_is_null() -> None:
    assert section({"a": 1}, None) == {"a": 1}
    assert section({}, None) is None


def test_the_greeting_names_the_folders() -> None:
    said = greeting([Path("/shop")], {"x": 1})

    assert said["workspaceFolders"] == [{"uri": "file:///shop", "name": "shop"}]
    assert said["initializationOptions"] == {"x": 1}
    assert greeting([], {})["rootUri"] is None


def test_a_folder_may_have_settings_of_its_own() -> None:
    scoped = {Path("/shop"): {"a": 2}}

    assert wanted({"a": 1}, scoped, {"section": "a", "scopeUri": "file:///shop/lib"}) == 2
    assert wanted({"a": 1}, scoped, {"section": "a", "scopeUri": "file:///else"}) == 1
    assert wanted({"a": 1}, scoped, {"section": "a"}) == 1
