from devmentor_protocol.mentor import Excerpt
from devmentor_server.mentor.budget import around, fit, tokens


def excerpt(name: str, size: int) -> Excerpt:
    return Excerpt(
        path="a.py",
        language="python",
        start_line=1,
        text="x" * size,
        role="definition",
        symbol=name,
    )


def test_a_longer_text_is_more_tokens() -> None:
    assert tokens("") == 1
    assert tokens("x" * 350) == 101


def test_what_does_not_fit_is_named_and_smaller_later_things_still_fit() -> None:
    fitted = fit([excerpt("first", 100), excerpt("big", 1_000), excerpt("last", 100)], budget=100)

    assert [each.symbol for each in fitted.excerpts] == ["first", "last"]
    assert fitted.dropped == ("definition big",)


def test_lines_are_taken_from_both_sides_while_they_fit() -> None:
    lines = ["x" * 34] * 9

    assert around(lines, 4, budget=35) == (3, 5)
    assert around(lines, 0, budget=1_000) == (0, 8)


def test_the_line_in_question_is_always_there() -> None:
    assert around(["x" * 1_000], 0, budget=10) == (0, 0)
