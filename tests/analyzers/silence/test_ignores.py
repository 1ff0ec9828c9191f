from devmentor_analyzers.silence.ignores import NOTHING, ignores
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


def finding(line: int, code: str) -> Finding:
    return Finding(
        path="a.py",
        range=Range.of(line, 0, line, 1),
        code=code,
        message="…",
        severity=Severity.WARNING,
        source="test",
    )


def hidden(text: str, code: str) -> list[int]:
    asked = ignores(Parsed("python", text))
    lines = range(text.count("\n"))
    return [line for line in lines if asked.hide(finding(line, code))]


def test_behind_code_a_comment_is_about_its_line_only() -> None:
    text = "a\nb  # devmentor: ignore[F401]\nc\n"

    assert hidden(text, "F401") == [1]
    assert hidden(text, "F402") == []


def test_alone_a_comment_is_about_the_code_below() -> None:
    assert 2 in hidden("a\n# devmentor: ignore[F401]\nb\nc\n", "F401")
    assert 3 not in hidden("a\n# devmentor: ignore[F401]\nb\nc\n", "F401")


def test_comments_alone_add_up() -> None:
    text = "# devmentor: ignore[one]\n# devmentor: ignore[two]\na\n"

    assert 2 in hidden(text, "one") and 2 in hidden(text, "two")


def test_without_names_everything_is_ignored() -> None:
    assert hidden("a  # devmentor: ignore\nb\n", "anything") == [0]


def test_a_comment_for_the_file_counts_wherever_it_is() -> None:
    text = "a\nb\n# devmentor: ignore-file[one]\n"

    assert hidden(text, "one") == [0, 1, 2]
    assert hidden(text, "two") == []


def test_names_may_be_written_in_any_case() -> None:
    assert hidden("a  # devmentor: ignore[f401]\n", "F401") == [0]


def test_without_comments_nothing_is_ignored() -> None:
    assert ignores(Parsed("python", "# a comment\n")) is NOTHING
    assert NOTHING.left([finding(0, "one")]) == [finding(0, "one")]
