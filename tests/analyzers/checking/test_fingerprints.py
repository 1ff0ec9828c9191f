from devmentor_analyzers.checking.fingerprints import Texts, fingerprints
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


def finding(line: int, path: str = "a.py", message: str = "odd") -> Finding:
    return Finding(
        path=path,
        range=Range.of(line, 0, line, 1),
        code="X1",
        message=message,
        severity=Severity.WARNING,
        source="ruff",
    )


def marks(text: str, *lines: int) -> list[str]:
    return fingerprints([finding(line) for line in lines], Texts({"a.py": text}))


def test_a_fingerprint_stays_when_its_line_moves_or_is_indented() -> None:
    assert marks("x = 1\n", 0) == marks("# new\n\n    x = 1\n", 2)


def test_a_changed_line_has_another_fingerprint() -> None:
    assert marks("x = 1\n", 0) != marks("x = 2\n", 0)


def test_equal_lines_are_told_apart() -> None:
    assert len(set(marks("x = 1\nx = 1\n", 0, 1))) == 2


def test_a_message_that_names_other_lines_does_not_count() -> None:
    texts = Texts({"a.py": "x = 1\n"})

    one = fingerprints([finding(0, message="as in line 3")], texts)

    assert one == fingerprints([finding(0, message="as in line 4")], texts)


def test_a_file_that_is_gone_has_empty_lines() -> None:
    assert Texts().line("no such file", 3) == ""
