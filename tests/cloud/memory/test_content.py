import pytest

from devmentor_cloud.memory.content import content_hash


@pytest.mark.parametrize(
    "variant",
    ["use utc", "Use UTC.", "  Use\n\tUTC  ", "Use UTC!", "\uff35se UTC"],
)
def test_small_differences_are_none(variant: str) -> None:
    assert content_hash(variant) == content_hash("Use UTC")


@pytest.mark.parametrize("other", ["Use GMT", "UseUTC", "Use UTC?no", ""])
def test_other_words_are_another_memory(other: str) -> None:
    assert content_hash(other) != content_hash("Use UTC")
