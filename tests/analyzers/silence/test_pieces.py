from devmentor_analyzers.silence.pieces import is_new, pieces
from devmentor_analyzers.syntax.outline import outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

CODE = "class A:\n    def f(self):\n        pass\n\n\nx = 1\n"


def about(line: int) -> Finding:
    return Finding(
        path="a.py",
        range=Range.of(line, 0, line, 1),
        code="x",
        message="x",
        severity=Severity.HINT,
        source="devmentor",
    )


def test_a_piece_is_known_by_the_line_of_its_name() -> None:
    assert pieces(outline(Parsed("python", CODE))) == {0: [(0, 2)], 1: [(1, 2)], 5: [(5, 5)]}


def test_what_is_about_a_piece_is_new_when_any_of_it_is() -> None:
    among = pieces(outline(Parsed("python", CODE)))

    assert is_new(about(1), (range(2, 3),), among)
    assert is_new(about(2), (range(2, 3),), among)
    assert not is_new(about(1), (range(5, 6),), among)
