from pathlib import Path

import pytest

from devmentor_analyzers.advice.importers import Importers
from devmentor_analyzers.snapshot import Snapshot

FILES = {
    "base.py": "x = 1\n",
    "near.py": "from base import x\n",
    "far.py": "def f():\n    import near\n",
    "other.py": "import os\n",
    "pkg/__init__.py": "from .inner import y\n",
    "pkg/inner.py": "y = 1\n",
    "user.py": "from pkg import y\n",
}


def snapshot(path: Path, text: str) -> Snapshot:
    return Snapshot(path.as_uri(), path, "python", 0, text)


@pytest.fixture
def importers(tmp_path: Path) -> Importers:
    found = Importers()
    for name, text in FILES.items():
        found.read(snapshot(tmp_path / name, text))
    return found


@pytest.mark.parametrize(
    ("changed", "concerned"),
    [
        ("base.py", {"near.py", "far.py"}),
        ("far.py", set[str]()),
        ("other.py", set[str]()),
        ("pkg/inner.py", {"pkg/__init__.py", "user.py"}),
    ],
)
def test_a_change_concerns_what_imports_the_file_through_others_too(
    importers: Importers, tmp_path: Path, changed: str, concerned: set[str]
) -> None:
    found = importers.of([tmp_path / changed])

    assert {path.relative_to(tmp_path).as_posix() for path in found} == concerned


def test_a_file_that_came_concerns_what_imports_it(importers: Importers, tmp_path: Path) -> None:
    importers.read(snapshot(tmp_path / "new.py", ""))
    importers.read(snapshot(tmp_path / "other.py", "import new\n"))

    assert importers.of([tmp_path / "new.py"]) == {tmp_path / "other.py"}


def test_files_that_import_each_other_are_gone_round_once(tmp_path: Path) -> None:
    found = Importers()
    found.read(snapshot(tmp_path / "a.py", "import b\n"))
    found.read(snapshot(tmp_path / "b.py", "import a\n"))

    assert found.of([tmp_path / "a.py"]) == {tmp_path / "a.py", tmp_path / "b.py"}
