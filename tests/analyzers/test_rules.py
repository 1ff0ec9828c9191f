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
