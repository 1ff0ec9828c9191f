import pytest

from devmentor_analyzers.syntax.brackets import lonely
from devmentor_analyzers.syntax.parsed import Parsed


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("int f() { return a[0]; }", None),
        ("int f() { return (a; }", 17),
        ("int f() { } }", 12),
        ("int f() { // )\n return ')';", 8),
        ("((((", None),
    ],
)
def test_the_bracket_without_a_partner_is_found_when_there_is_one_way_to_see_it(
    text: str, at: int | None
) -> None:
    bracket = lonely(Parsed("c", text))

    assert (bracket.start_byte if bracket else None) == at


def test_brackets_without_end_are_walked_without_recursion() -> None:
    assert lonely(Parsed("c", "{" * 100_000)) is None
