import pytest

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.rules import explain_rule


async def test_a_lint_rule_is_explained() -> None:
    text = await explain_rule("F401")

    assert text is not None
    assert text.startswith("# unused-import (F401)")


async def test_a_type_rule_is_explained() -> None:
    text = await explain_rule("invalid-assignment")

    assert text is not None
    assert "## Why is this bad?" in text


async def test_what_is_not_a_rule_has_no_explanation() -> None:
    assert await explain_rule("ZZZ999") is None
    assert await explain_rule("--help") is None
    assert await explain_rule("") is None


@pytest.mark.parametrize("code", [name.replace("_", "-") for name in Choices().as_json()])
async def test_every_rule_of_ours_is_explained(code: str) -> None:
    explained = await explain_rule("layering" if code == "layers" else code)

    assert explained is not None
    for part in ("What it means", "Why it matters", "How to settle it"):
        assert part in explained
