import subprocess
import sys
from pathlib import Path

import pytest
from tests.analyzers.documents import saved
from tests.conftest import NewChildren

from devmentor_analyzers.checking.beginning import begin
from devmentor_analyzers.engines import once
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.settings import Settings


def test_files_are_known_by_both_names_and_by_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "one" / "pyproject.toml", "[project]\n")
    saved(tmp_path / "one" / "a.py", "")
    saved(tmp_path / "two" / "ruff.toml", "")
    saved(tmp_path / "two" / "b.py", "")
    saved(tmp_path / "two" / "c.ts", "")
    monkeypatch.chdir(tmp_path)

    begun = begin([Path("one"), Path("two")], Settings(lint=False, ty=False))

    assert begun.shown == {
        str(tmp_path / name): str(Path(name))
        for name in ("one/a.py", "one/pyproject.toml", "two/b.py", "two/c.ts", "two/ruff.toml")
    }
    assert begun.projects == {
        tmp_path / "one": [tmp_path / "one" / "a.py"],
        tmp_path / "two": [tmp_path / "two" / "b.py"],
    }
    assert (begun.lint, begun.types) == (None, {})


async def test_engines_are_at_work_until_they_are_done_or_ended(
    tmp_path: Path, new_children: NewChildren
) -> None:
    saved(tmp_path / "a.py", "import os\n")
    begun = begin([tmp_path], Settings(), only={tmp_path / "a.py"})

    assert begun.lint and not isinstance(begun.lint, EngineFailed)
    assert b"F401" in await begun.lint.answer()
    begun.close()
    assert not new_children()


def test_an_engine_that_cannot_begin_is_told_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place where programs are installed is a fake: it holds none."""
    saved(tmp_path / "a.py", "")

    def nothing(_name: str) -> None: ...

    monkeypatch.setattr(once, "binary", nothing)

    begun = begin([tmp_path], Settings())

    assert isinstance(begun.lint, EngineFailed)
    assert [type(each) for each in begun.types.values()] == [EngineFailed]
    begun.close()


def test_little_is_imported_before_engines_are_at_work() -> None:
    code = "import sys, devmentor_analyzers.checking.beginning; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"pydantic", "asyncio", "psutil"}.isdisjoint(shown.stdout.split())


def test_a_path_that_goes_up_names_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path / "lib" / "a.py", "").path
    (tmp_path / "web").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path / "web")
    settings = Settings(lint=False, ty=False)

    begun = begin([Path("../lib")], settings)
    through_link = begin([Path("../link/lib")], settings, only={file})

    assert begun.files == [file]
    assert begun.shown == {str(file): "../lib/a.py"}
    assert begun.python == [file]
    assert len(through_link.files) == 1
