"""Whether an environment was made on this machine or came along with the project.

The interpreter of an environment runs what lies in it: a `.pth` file among its packages is code. One
that a repository brings must not be run because its folder was opened.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from devmentor_analyzers.engines.consent import is_trusted
from devmentor_analyzers.environments.candidate import Candidate
from devmentor_analyzers.git import GitError, git_at_once

_TELLING: Final = ("bin/activate", "Scripts/activate", "conda-meta/history")
"""Files in which `venv`, virtualenv, uv and conda write the place an environment was made at."""

_MARKS: Final = ("pyvenv.cfg", "conda-meta")
_MOST_BYTES: Final = 1 << 20


def came_along(program: Path, folder: Path) -> bool:
    """Tell whether an interpreter is the project's own and not one that was made here. Blocks.

    One outside of the project is the user's. One inside was made here when the files of its
    environment name the very place where it lies, which nobody who made the repository could know,
    and git does not keep it.
    """
    home = environment_of(program)
    return _of_project(program, home, folder) and (not _names_its_place(home) or _in_git(home))


def objection(program: Path, folder: Path) -> str | None:
    """Why an interpreter must not be run for a project's folder; None when it may. Blocks."""
    if "py" not in program.name.lower():
        return f"{program} is no Python by its name"
    if not came_along(program, folder) or is_trusted(environment_of(program), wanted(program)):
        return None
    return f"it seems to have come with the project; `devmentor trust` allows {program} to be run"


def programs(found: Mapping[Path, Candidate | None], *, run: bool) -> dict[Path, Path]:
    """The interpreters of folders; only those that may be `run`. Blocks when it has to find out."""
    known = {folder: each.program for folder, each in found.items() if each}
    return {
        folder: program
        for folder, program in known.items()
        if program and not (run and objection(program, folder))
    }


def environment_of(program: Path) -> Path:
    """The folder of an interpreter's environment; at worst the one it lies in."""
    for home in (program.parent, program.parent.parent):
        if any((home / name).exists() for name in _MARKS):
            return home
    return program.parent


def wanted(program: Path) -> dict[str, str]:
    """What consent to an interpreter is given for."""
    return {"python": str(program), "program": str(program.resolve())}


def _of_project(program: Path, home: Path, folder: Path) -> bool:
    """Whether it lies in the folder, or like a uv workspace's in one of those around it."""
    around = {folder, folder.resolve()}
    if any(place.is_relative_to(each) for place in _places(program.parent) for each in around):
        return True
    return (home / _MARKS[0]).exists() and any(home.parent in each.parents for each in around)


def _names_its_place(home: Path) -> bool:
    texts = [_text(home / name) for name in _TELLING]
    return any(str(place) in text for place in _places(home) for text in texts)


def _places(path: Path) -> set[Path]:
    return {path, path.resolve()}


def _in_git(home: Path) -> bool:
    """False also where there is no repository, or no git."""
    try:
        return bool(git_at_once(home, "ls-files", "-z", "--", "."))
    except GitError:
        return False


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return ""
