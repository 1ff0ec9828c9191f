"""jedi's scripts, kept as long as what they have read is still true."""

import os
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from devmentor_analyzers.names.environment import Environment, find_environment
from devmentor_analyzers.names.jedi_api import Script, jedi, loaded_files, search_parameters
from devmentor_analyzers.names.wire import Question

Pythons = Mapping[Path, Path | None]
"""Folder → its chosen interpreter; None finds one."""

_KEPT: Final = 12
_BELIEVED_SECONDS: Final = 1.0
"""How long a script may be used before its files are looked at again."""


@dataclass(slots=True)
class _Kept:
    question: Question
    script: Script
    made_at: float = field(default_factory=time.time)
    checked_at: float = field(default_factory=time.monotonic)


class Scripts:
    """One script a document, version and depth of search."""

    def __init__(self, pythons: Pythons, interpreter: Path | None) -> None:
        """`interpreter` is the one of what is in no folder."""
        self._kept: OrderedDict[tuple[str, bool], _Kept] = OrderedDict()
        self._pythons: Pythons = {}
        self._projects: list[tuple[Path, Environment, Any]] = []
        self._stray: tuple[Environment, dict[Path, Any]] | None = None
        self.work_in(pythons, interpreter)

    def work_in(self, pythons: Pythons, interpreter: Path | None) -> None:
        """Take other folders. An environment that stays is asked on by the same process."""
        self._interpreter = interpreter
        before = {folder: known for folder, *known in self._projects}
        self._projects = []
        for folder, python in pythons.items():
            found = find_environment(folder, python)
            known = before.get(folder)
            if known and known[0].same(found) and self._pythons.get(folder) == python:
                self._projects.append((folder, known[0], known[1]))
            else:
                self._projects.append((folder, found, _project(folder, found)))
        self._pythons = pythons
        self._stray = None
        self._kept.clear()

    @property
    def detail(self) -> str:
        """What is wrong with the environments."""
        details = (environment.detail for _, environment, _ in self._projects)
        return " ".join(dict.fromkeys(detail for detail in details if detail))

    def get(self, question: Question, *, deep: bool) -> Script:
        """The script of a document; a `deep` one learns about parameters from calls."""
        if any(path == question.path and not _same(kept, question) for path, kept in self._texts()):
            # A new version of one text may change what every other script has found in it.
            self._kept.clear()
        key = (question.path, deep)
        kept = self._kept.pop(key, None)
        if kept is None or not _still_true(kept):
            kept = _Kept(question, self._make(question, deep=deep))
        self._kept[key] = kept
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return kept.script

    def passing(self, question: Question) -> Script:
        """A script nobody asks twice, which needs no interpreter of its own either."""
        return self._make(question, deep=False)

    def forget(self) -> None:
        """Make every script anew: other files than theirs have changed."""
        self._kept.clear()

    def _texts(self) -> Iterator[tuple[str, _Kept]]:
        return ((path, kept) for (path, _), kept in self._kept.items())

    def _make(self, question: Question, *, deep: bool) -> Script:
        path = Path(question.path)
        environment, project = self._of(path)
        script = jedi.Script(question.text, path=path, environment=environment, project=project)
        search_parameters(script, wanted=deep)
        return script

    def _of(self, path: Path) -> tuple[Any, Any]:
        inside = [each for each in self._projects if path.is_relative_to(each[0])]
        if inside:
            _, environment, project = max(inside, key=lambda each: len(each[0].parts))
            return environment.jedi, project
        if self._stray is None:  # a file outside of every folder
            known = [environment for _, environment, _ in self._projects[:1]]
            known = known or [find_environment(path.parent, self._interpreter)]
            self._stray = (known[0], {})
        environment, projects = self._stray
        if path.parent not in projects:
            projects[path.parent] = _project(path.parent, environment)
        return environment.jedi, projects[path.parent]


def _project(folder: Path, environment: Environment) -> Any:
    root = folder
    while (root / "__init__.py").exists() and root != root.parent:
        root = root.parent
    if root == folder:
        return jedi.Project(folder, added_sys_path=environment.extra_paths)
    # The folder is a package: its `types.py` is not the `types` that its modules import.
    paths = (str(root), *environment.extra_paths)
    return jedi.Project(folder, added_sys_path=paths, smart_sys_path=False)


def _same(kept: _Kept, question: Question) -> bool:
    return kept.question.version == question.version and kept.question.text == question.text


def _still_true(kept: _Kept) -> bool:
    """Whether the files a script has read are older than it."""
    now = time.monotonic()
    if now - kept.checked_at < _BELIEVED_SECONDS:
        return True
    kept.checked_at = now
    others = loaded_files(kept.script) - {kept.question.path}
    return all(_modified(path) <= kept.made_at for path in others)


def _modified(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return float("inf")
