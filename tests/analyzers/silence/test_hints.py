from pathlib import Path

from tests.analyzers.documents import document

from devmentor_analyzers.silence.hints import Hints
from devmentor_analyzers.silence.memory import Memory
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

LINES = "".join(f"line {number}\n" for number in range(100))


def hint(code: str, line: int, path: str = "a.py") -> Finding:
    return Finding(
        path=path,
        range=Range.of(line, 0, line, 1),
        code=code,
        message="…",
        severity=Severity.HINT,
        source="devmentor",
    )


async def left(
    hints: Hints, path: Path, *lines: int, text: str = LINES, per_hour: int | None = 2
) -> list[int]:
    found = [hint("unused", line, str(path)) for line in lines]
    kept = await hints.left(document(path, text), found, None, per_hour)
    return [each.range.start.line for each in kept]


async def test_only_so_many_come_up(tmp_path: Path) -> None:
    hints = Hints(Memory(tmp_path / "memory"))

    assert await left(hints, tmp_path / "a.py", 1, 2, 3) == [1, 2]
    assert await left(hints, tmp_path / "b.py", 1) == []


async def test_one_that_was_shown_stays_after_a_restart(tmp_path: Path) -> None:
    await left(Hints(Memory(tmp_path / "memory")), tmp_path / "a.py", 2, 3)
    again = Hints(Memory(tmp_path / "memory"))

    assert await left(again, tmp_path / "a.py", 1, 2, 3) == [2, 3]


async def test_one_whose_line_is_edited_or_moved_stays(tmp_path: Path) -> None:
    hints = Hints(Memory(tmp_path / "memory"))
    await left(hints, tmp_path / "a.py", 2, 3)
    edited = LINES.replace("line 2\n", "the second line\n")

    assert await left(hints, tmp_path / "a.py", 2, 3, 9, text=edited) == [2, 3]
    assert await left(hints, tmp_path / "a.py", 3, 4, 10, text="\n" + edited) == [3, 4]


async def test_one_that_was_gone_for_a_moment_comes_back(tmp_path: Path) -> None:
    hints = Hints(Memory(tmp_path / "memory"))
    await left(hints, tmp_path / "a.py", 2, 3)
    await left(hints, tmp_path / "a.py")

    assert await left(hints, tmp_path / "a.py", 1, 2, 3) == [2, 3]


async def test_an_early_report_brings_nothing_new(tmp_path: Path) -> None:
    hints = Hints(Memory(tmp_path / "memory"))

    assert await left(hints, tmp_path / "a.py", 1, per_hour=None) == []
    assert await left(hints, tmp_path / "a.py", 1) == [1]
    assert await left(hints, tmp_path / "a.py", 1, per_hour=None) == [1]


async def test_what_is_no_hint_of_ours_is_never_held_back(tmp_path: Path) -> None:
    warning = hint("F401", 1).model_copy(update={"severity": Severity.WARNING, "source": "ruff"})
    unused = warning.model_copy(update={"severity": Severity.HINT, "source": "ty"})
    hints = Hints(Memory(tmp_path / "memory"))
    found = [warning, unused] * 20

    assert await hints.left(document(tmp_path / "a.py", LINES), found, None, 0) == found


async def test_after_its_document_was_closed_one_stays_all_the_same(tmp_path: Path) -> None:
    hints = Hints(Memory(tmp_path / "memory"))
    await left(hints, tmp_path / "a.py", 5, 6)
    hints.forget((tmp_path / "a.py").as_uri())

    assert await left(hints, tmp_path / "a.py", 1, 5, 6) == [5, 6]
