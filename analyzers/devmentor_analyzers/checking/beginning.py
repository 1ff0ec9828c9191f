"""The beginning of a check: its files are listed, and the engines are at work.

It imports little, so that they begin early: what reads their answers is imported meanwhile.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from devmentor_analyzers.checking.listing import files_of, for_engines
from devmentor_analyzers.checking.project_root import by_project
from devmentor_analyzers.engines.begun_once import Types, begin_lint, begin_types
from devmentor_analyzers.engines.once import EngineFailed, Running
from devmentor_analyzers.files import Rules, plain, real
from devmentor_analyzers.settings import CHECKERS, Settings

StartedT = TypeVar("StartedT")
GivenP = ParamSpec("GivenP")


@dataclass(frozen=True, slots=True)
class Begun:
    """What is looked at, and who is at work on it."""

    files: Sequence[Path]
    """All files, absolute."""

    shown: Mapping[str, str]
    """Absolute name → name as the caller wrote it."""

    projects: Mapping[Path, Sequence[Path]]
    """Project → its files that engines are shown."""

    lint: Running | EngineFailed | None
    types: Mapping[Path, Types | EngineFailed]
    """ty, by project; the other engines have more to find out before they can begin."""

    unreadable: Sequence[Path] = ()
    """Folders that cannot be read, as the caller wrote them."""

    @property
    def python(self) -> list[Path]:
        """All files that engines are shown."""
        return [file for files in self.projects.values() for file in files]

    def close(self) -> None:
        """End whoever is still at work."""
        for each in (self.lint, *self.types.values()):
            if each is not None and not isinstance(each, EngineFailed):
                each.close()


def begin(
    paths: Sequence[Path],
    settings: Settings,
    excluding: Rules = (),
    only: Collection[Path] | None = None,
) -> Begun:
    """List the files of paths, and start the engines. Blocks while the files are listed."""
    wanted = None if only is None else {str(path) for path in only}
    files: dict[str, Path] = {}
    shown: dict[str, str] = {}
    unreadable: list[Path] = []
    for path in files_of(paths, excluding, unreadable.append):
        absolute = plain(path)
        if wanted is None or str(real(path)) in wanted:
            files[str(absolute)] = absolute
            shown[str(absolute)] = str(path)
    python = for_engines(files.values(), settings.max_file_bytes)
    projects = by_project(paths, python)
    types: dict[Path, Types | EngineFailed] = {}
    if settings.ty and settings.checker == CHECKERS[0]:
        for project, own in projects.items():
            types[project] = _tried(begin_types, own, project, settings.interpreter)
    lint = _tried(begin_lint, python) if settings.lint and python else None
    return Begun(list(files.values()), shown, projects, lint, types, unreadable)


def _tried(
    start: Callable[GivenP, StartedT], *given: GivenP.args, **named: GivenP.kwargs
) -> StartedT | EngineFailed:
    try:
        return start(*given, **named)
    except EngineFailed as error:
        return error
