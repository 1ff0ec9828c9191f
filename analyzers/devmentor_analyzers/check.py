"""Findings of many files at once: for the command line and CI."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.engines.ty import Ty
from devmentor_analyzers.files import walk
from devmentor_analyzers.merge import merge_findings
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import language_of
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_protocol.finding import Finding, Severity

_BATCH = 32
_ROOT_MARKS = ("pyproject.toml", "ty.toml", "ruff.toml", ".ruff.toml", ".git")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not analysed, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found in how many files. Paths are as the caller wrote them."""

    findings: list[Finding]
    files: int
    skipped: list[Skipped]


async def check(
    paths: Sequence[Path],
    settings: Settings,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> CheckReport:
    """Analyse files and folders; `on_progress` is told how many files of how many are done.

    The engines are the editor's, one code path: the same findings in the editor and in CI.
    """
    files = await asyncio.to_thread(_files, paths)
    checker = _Checker([*{_project(path.absolute()) for path in paths}], settings)
    checker.start()
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    done = 0
    try:
        for start in range(0, len(files), _BATCH):
            batch = files[start : start + _BATCH]
            findings += await checker.check(batch, skipped)
            done += len(batch)
            if on_progress is not None:
                on_progress(done, len(files))
    finally:
        await checker.close()
    # Hints are for the eyes of who edits: greyed-out names, unreachable code.
    findings = [each for each in findings if each.severity is not Severity.HINT]
    findings.sort(key=lambda each: (each.path, each.line, each.column, each.code))
    return CheckReport(findings, len(files) - len(skipped), skipped)


class _Checker:
    """Engines that live as long as the check."""

    def __init__(self, projects: Sequence[Path], settings: Settings) -> None:
        self._settings = settings
        self._syntax = Syntax(settings)
        self._ruff = Ruff(projects) if settings.lint else None
        self._ty = Ty(projects, settings.interpreter) if settings.ty else None

    @property
    def _engines(self) -> list[Engine]:
        return [each.engine for each in (self._ruff, self._ty) if each is not None]

    def start(self) -> None:
        for engine in self._engines:
            engine.start()

    async def close(self) -> None:
        await asyncio.gather(*(engine.close() for engine in self._engines))

    async def check(self, batch: Sequence[Path], skipped: list[Skipped]) -> list[Finding]:
        """Show a batch to the engines before asking: each opening interrupts their work."""
        shown: dict[str, Path] = {}
        snapshots: list[Snapshot] = []
        for path in batch:
            try:
                snapshot = read_snapshot(path.absolute(), self._settings.max_file_bytes)
            except Unreadable as error:
                skipped.append(Skipped(path, str(error)))
                continue
            shown[str(snapshot.path)] = path
            snapshots.append(snapshot)
        for engine in self._engines:
            for snapshot in snapshots:
                engine.opened(snapshot)
        answers = await asyncio.gather(*(self._findings(snapshot) for snapshot in snapshots))
        for engine in self._engines:
            for snapshot in snapshots:
                engine.closed(snapshot.uri)
        return [
            finding.model_copy(update={"path": str(shown[finding.path])})
            for answer in answers
            for finding in answer
        ]

    async def _findings(self, snapshot: Snapshot) -> list[Finding]:
        syntax = await self._syntax.faults(snapshot)
        lint = await self._ruff.findings(snapshot) if self._ruff else None
        types = await self._ty.findings(snapshot) if self._ty else None
        return merge_findings(syntax, lint, types)


def _files(paths: Sequence[Path]) -> list[Path]:
    """Files of the paths, each once: those named, and those of a language we read in folders."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= {each: None for each in walk(path) if language_of(each) is not None}
        else:
            found[path] = None
    return list(found)


def _project(path: Path) -> Path:
    """The folder whose configuration counts: the nearest one around that looks like a project."""
    folder = path if path.is_dir() else path.parent
    for parent in (folder, *folder.parents):
        if any((parent / mark).exists() for mark in _ROOT_MARKS):
            return parent
    return folder
