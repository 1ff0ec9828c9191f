"""The analysis engines, started for real in this folder."""

import asyncio
from pathlib import Path

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_cli.doctor.check_up import CheckUp, Health

_START_SECONDS = 15.0


async def look_at_engines(folder: Path) -> list[CheckUp]:
    """Start every engine, wait until it is ready or has failed, and stop it again."""
    workspace = Workspace([folder], Settings())
    await workspace.start()
    try:
        async with asyncio.timeout(_START_SECONDS):
            while any(engine.state == "starting" for engine in workspace.engines()):
                await asyncio.sleep(0.1)
    except TimeoutError:
        pass  # an engine that is still starting is reported as such
    try:
        return [_engine(engine) for engine in workspace.engines()]
    finally:
        await workspace.close()


def _engine(engine: EngineStatus) -> CheckUp:
    memory = f", {engine.rss_bytes / 1e6:.0f} MB" if engine.rss_bytes else ""
    detail = f"{engine.version or ''} {engine.state}{memory}".strip()
    if engine.detail:
        detail += f": {engine.detail}"
    if engine.state == "ready":
        return CheckUp(engine.name, Health.OK, detail)
    if engine.state == "absent":
        return CheckUp(engine.name, Health.NOTE, detail, f"pip install {engine.name}")
    return CheckUp(engine.name, Health.PROBLEM, detail, "Reinstall DevMentor, then try again.")
