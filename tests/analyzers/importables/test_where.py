import sys
from pathlib import Path

from devmentor_analyzers.importables.where import ask_where, find_where


def test_an_environment_says_where_its_library_and_packages_are(tmp_path: Path) -> None:
    where = ask_where(tmp_path, Path(sys.executable))
    assert where is not None

    assert where == find_where(tmp_path, Path(sys.executable))
    assert "json" in where.modules
    assert (Path(where.library) / "json").is_dir()
    assert any(Path(each, "pytest").is_dir() for each in where.packages)
