"""A repository with hotspots and a pair of files that hardly ever change alone."""

from pathlib import Path

from tests.analyzers.history.repositories import history

CODE = "def f{0}(x):\n    if x:\n        return {1}\n"
HOT = "def f(x):\n    if x:\n        for y in x:\n            if y:\n                return {}\n"
FILES = 25


def worn(folder: Path) -> Path:
    """`hot.py` changes together with `notes.md`; 25 other files hardly change at all."""
    first = {f"f{number}.py": CODE.format(number, 0) for number in range(FILES)}
    later = ({"hot.py": HOT.format(number), "notes.md": str(number)} for number in range(12))
    return history(folder, [first, *later])
