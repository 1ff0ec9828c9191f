"""Findings of one text that is not, or not yet, a file."""

import asyncio
from collections.abc import Collection
from pathlib import Path

from devmentor_analyzers.advice.alone import advice_at_once
from devmentor_analyzers.checking.check import selected
from devmentor_analyzers.checking.project_root import project_of
from devmentor_analyzers.checking.type_checking import program_of, python_of
from devmentor_analyzers.engines.checkers import Checkers
from devmentor_analyzers.engines.language_server import LanguageServer
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.engines.ty import NAME, Ty
from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.merge import merge_findings
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_protocol.finding import Finding


async def check_text(
    snapshot: Snapshot, settings: Settings, select: Collection[str] = ()
) -> list[Finding]:
    """What the editor would show for a text at its path; hints only when selected.

    Raises `EngineFailed` where the engine that is to check types is not installed.
    """
    syntax = Syntax(settings)
    if not syntax.takes(snapshot):
        return await syntax.faults(snapshot)
    folders = [project_of(snapshot.path)]
    ruff = Ruff(folders) if settings.lint else None
    checker = await asyncio.to_thread(_checker, folders[0], settings) if settings.ty else None
    found = (ruff and ruff.engine, checker and checker.engine_for(snapshot))
    engines = [each for each in found if each is not None]
    try:
        for engine in engines:
            engine.start()
            engine.opened(snapshot)
        faults, lint, types, advice = await asyncio.gather(
            syntax.faults(snapshot),
            ruff.findings(snapshot) if ruff else _nothing(),
            checker.findings(snapshot) if checker else _nothing(),
            asyncio.to_thread(advice_at_once, snapshot, settings.advice.told(select)),
        )
    finally:
        await asyncio.gather(*(engine.close() for engine in engines))
    return selected(merge_findings(faults, lint, types, advice), select)


def _checker(folder: Path, settings: Settings) -> LanguageServer:
    if settings.checker == NAME:
        return Ty([folder], settings.interpreter)
    python = python_of(folder, settings.interpreter)
    program_of(settings.checker, python)
    return Checkers(FolderSettings(settings, {folder: settings}), {folder: python})


async def _nothing() -> None:
    return None
