from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.checking.project_root import by_project, project_of


def test_a_project_begins_where_the_nearest_of_its_files_lies(tmp_path: Path) -> None:
    saved(tmp_path / "pyproject.toml", "")
    saved(tmp_path / "one" / "ruff.toml", "")
    file = saved(tmp_path / "one" / "inner" / "a.py", "").path

    assert project_of(file) == tmp_path / "one"
    assert project_of(tmp_path / "two") == tmp_path


def test_files_belong_to_the_project_of_the_innermost_path(tmp_path: Path) -> None:
    saved(tmp_path / "pyproject.toml", "")
    saved(tmp_path / "one" / "ruff.toml", "")
    inner, outer = (saved(tmp_path / name, "").path for name in ("one/a.py", "b.py"))

    assert by_project([tmp_path, tmp_path / "one"], [inner, outer]) == {
        tmp_path / "one": [inner],
        tmp_path: [outer],
    }
    assert by_project([tmp_path], [inner, outer]) == {tmp_path: [inner, outer]}
