"""Findings of one text that is not, or not yet, a file."""

import asyncio
from collections.abc import Collection

from devmentor_analyzers.advice.alone import advice_at_once
from devmentor_analyzers.checking.check import project_of, selected
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.engines.ty import Ty
from devmentor_analyzers.merge import merge_findings
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_protocol.finding import Finding


async def check_text(
    snapshot: Snapshot, settings: Settings, select: Collection[str] = ()
) -> list[Finding]:
    """What the editor would show for a text at its path; hints only when selected."""
    syntax = Syntax(settings)
    if not syntax.takes(snapshot):
        return await syntax.faults(snapshot)
    folders = [project_of(snapshot.path)]
    ruff = Ruff(folders) if settings.lint else None
    ty = Ty(folders, settings.interpreter) if settings.ty else None
    engines = [each.engine for each in (ruff, ty) if each is not None]
    try:
        for engine in engines:
            engine.start()
            engine.opened(snapshot)
        faults, lint, types, advice = await asyncio.gather(
            syntax.faults(snapshot),
            ruff.findings(snapshot) if ruff else _nothing(),
            ty.findings(snapshot) if ty else _nothing(),
            asyncio.to_thread(advice_at_once, snapshot, settings.advice.told(select)),
        )
    finally:
        await asyncio.gather(*(engine.close() for engine in engines))
    return selected(merge_findings(faults, lint, types, advice), select)


async def _nothing() -> None:
    return None
