import re
from pathlib import Path

import pytest

from devmentor_analyzers.silence import rule_names
from devmentor_analyzers.silence.rule_names import OWN, unknown


async def test_rules_of_ruff_of_ty_and_our_own_are_known() -> None:
    assert await unknown(["F401", "invalid-assignment", "too-complex"]) == {}


async def test_a_name_that_no_rule_has_comes_with_the_nearest() -> None:
    assert await unknown(["F4011", "invalid-asignment", "to-complex"]) == {
        "F4011": "F401",
        "invalid-asignment": "invalid-assignment",
        "to-complex": "too-complex",
    }


async def test_nothing_is_said_about_names_of_other_engines() -> None:
    assert await unknown(["reportUnknownMemberType", "attr_defined"]) == {}


async def test_nothing_is_said_when_an_engine_cannot_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that is missing stands for an engine that is not installed."""

    def absent(_name: str) -> None: ...

    monkeypatch.setattr(rule_names, "binary", absent)
    monkeypatch.setattr(rule_names, "_lists", {})

    assert await unknown(["F4011", "no-such-rule"]) == {}


def test_our_own_names_are_written_like_rules() -> None:
    assert all(name == name.lower() and "_" not in name for name in OWN)


def test_every_rule_of_ours_that_has_a_page_is_known() -> None:
    page = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^## (\S+)$", page, re.MULTILINE)) <= OWN


async def test_names_of_any_shape_can_be_held_to_exist() -> None:
    names = ["F401", "secret", "NOPE", "f401"]

    assert (await unknown(names, of_any_shape=True)).keys() == {"NOPE", "f401"}
