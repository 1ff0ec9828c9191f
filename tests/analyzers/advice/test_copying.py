from pathlib import Path

from tests.analyzers.advice.test_duplicates import LEAST, OTHER, PIECE
from tests.analyzers.documents import saved

from devmentor_analyzers.advice.copying import Copying
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding


def read(path: Path) -> Parsed | None:
    return Parsed("python", path.read_text()) if path.exists() else None


def copying(*paths: Path) -> Copying:
    found = Copying(LEAST, read, 3)
    for path in paths:
        parsed = read(path)
        assert parsed
        list(found.take(path, parsed, keep=False))
    return found


def advice(copying: Copying, path: Path, text: str) -> list[Finding]:
    list(copying.take(path, Parsed("python", text), keep=True))
    return [each for step in copying.advice(path) for each in step]


def test_an_open_text_is_compared_with_files(tmp_path: Path) -> None:
    other = saved(tmp_path / "b.py", OTHER + PIECE).path
    known = copying(other)

    (found,) = advice(known, tmp_path / "a.py", PIECE)

    assert found.related[0].path == str(other)
    assert advice(known, tmp_path / "a.py", OTHER[:50]) == []


def test_tests_and_generated_files_are_not_compared(tmp_path: Path) -> None:
    test = saved(tmp_path / "test_b.py", PIECE).path
    made = saved(tmp_path / "c.py", "# @generated\n" + PIECE).path

    assert advice(copying(test, made), tmp_path / "a.py", PIECE) == []
    assert advice(copying(test), test, PIECE + OTHER + PIECE) == []


def test_a_file_that_is_gone_is_told_of_no_more(tmp_path: Path) -> None:
    other = saved(tmp_path / "b.py", PIECE).path
    known = copying(other)

    other.unlink()
    assert advice(known, tmp_path / "a.py", PIECE) == []

    known.forget(other)
    assert advice(known, tmp_path / "a.py", PIECE) == []
