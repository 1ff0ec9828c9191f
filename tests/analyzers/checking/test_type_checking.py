import os
import sys
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.checking.beginning import begin
from devmentor_analyzers.checking.type_checking import python_of, types_of
from devmentor_analyzers.engines import attaching
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.settings import CHECKERS, Settings


@pytest.mark.parametrize("checker", CHECKERS)
async def test_each_path_is_checked_as_part_of_its_own_project(
    tmp_path: Path, checker: str
) -> None:
    for name in ("one", "two"):
        saved(tmp_path / name / "pyproject.toml", "[project]\n")
        saved(tmp_path / name / "inner.py", f"def {name}() -> int: return 1\n")
        text = f"from inner import {name}\nx: str = {name}()\n"
        saved(tmp_path / name / "main.py", text)
    paths = [tmp_path / "one", tmp_path / "two"]
    settings = Settings(lint=False, checker=checker)

    found = (await types_of(begin(paths, settings), settings)).found

    assert {(Path(each.path), each.line, each.source) for each in found} == {
        (path / "main.py", 2, checker) for path in paths
    }


async def test_an_engine_that_is_not_there_is_for_the_user_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place where programs are installed is a fake: it holds none."""

    def nothing(_name: str) -> None: ...

    monkeypatch.setattr(attaching, "binary", nothing)
    (tmp_path / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)

    with pytest.raises(EngineFailed, match="pip install pyrefly") as raised:
        saved(tmp_path / "a.py", "")
        settings = Settings(lint=False, checker="pyrefly")
        await types_of(begin([tmp_path], settings), settings)

    assert raised.value.configuration


def test_an_interpreter_that_came_with_the_project_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    saved(tmp_path / ".venv" / "pyvenv.cfg", "")
    (tmp_path / ".venv" / "bin").mkdir()
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)

    found = python_of(tmp_path, None)

    assert not found.is_relative_to(tmp_path)
    assert os.access(found, os.X_OK)
