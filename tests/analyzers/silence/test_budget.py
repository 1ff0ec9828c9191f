from tests.analyzers.silence.test_hints import hint

from devmentor_analyzers.silence.budget import best_first, is_counted
from devmentor_protocol.finding import Severity


def codes(*ordered: tuple[str, int], edited: int | None = None) -> list[tuple[str, int]]:
    found = best_first([hint(code, line) for code, line in ordered], edited)
    return [(each.code, each.range.start.line) for each in found]


def test_only_our_own_hints_are_counted() -> None:
    ours = hint("secret", 1)

    assert is_counted(ours)
    assert not is_counted(ours.model_copy(update={"source": "ty"}))
    assert not is_counted(ours.model_copy(update={"severity": Severity.WARNING}))


def test_the_surest_comes_first() -> None:
    assert codes(("duplicate", 1), ("secret", 9))[0] == ("secret", 9)


def test_of_equals_the_nearest_to_the_edit_comes_first() -> None:
    assert codes(("unused", 1), ("unused", 40), edited=41)[0] == ("unused", 40)
    assert codes(("unused", 40), ("unused", 1))[0] == ("unused", 1)


def test_what_is_near_comes_before_what_is_a_little_surer_and_far() -> None:
    assert codes(("too-complex", 400), ("unused", 40), edited=41)[0] == ("unused", 40)


def test_severity_comes_before_all() -> None:
    warning = hint("unused", 1).model_copy(update={"severity": Severity.WARNING})

    assert best_first([hint("secret", 1), warning], 1)[0] == warning
