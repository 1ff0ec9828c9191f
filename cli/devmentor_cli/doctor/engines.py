"""The analysis engines, started for real in this folder."""

import asyncio
import sys
from pathlib import Path

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.environments.candidate import Candidate
from devmentor_analyzers.workspace import Workspace
from devmentor_cli.doctor.check_up import CheckUp, Health

_START_SECONDS = 15.0


async def look_at_engines(folder: Path) -> list[CheckUp]:
    """Start every engine, wait until it is ready or has failed, and stop it again."""
    workspace = _workspace(folder)
    await workspace.start()
    try:
        async with asyncio.timeout(_START_SECONDS):
            while any(engine.state == "starting" for engine in workspace.engines()):
                await asyncio.sleep(0.1)
    except TimeoutError:
        pass  # an engine that is still starting is reported as such
    try:
        python = _python(workspace.interpreters.get(folder.absolute()))
        return [python, *(_engine(engine) for engine in workspace.engines())]
    finally:
        await workspace.close()


def _workspace(folder: Path) -> Workspace:
    """As the server makes it for this folder, without an editor's settings."""
    from devmentor_server.analysis import new_workspace
    from devmentor_server.settings import ServerSettings

    return new_workspace([folder], ServerSettings())


def _python(found: Candidate | None) -> CheckUp:
    """Which interpreter is asked for the packages of the project, and why this one."""
    if found is None:
        detail = f"no environment was found; DevMentor's own is asked: {sys.executable}"
        return CheckUp("interpreter", Health.NOTE, detail, "Set devmentor.python.interpreter.")
    return CheckUp("interpreter", Health.OK, f"{found.program} ({found.why})")


def _engine(engine: EngineStatus) -> CheckUp:
    memory = f", {engine.rss_bytes / 1e6:.0f} MB" if engine.rss_bytes else ""
    detail = f"{engine.version or ''} {engine.state}{memory}".strip()
    if engine.detail:
        detail += f": {engine.detail}"
    if engine.state == "ready":
        return CheckUp(engine.name, Health.OK, detail)
    if engine.state == "absent":
        fix = f"pip install {engine.name}" if engine.detail.endswith("not installed.") else None
        return CheckUp(engine.name, Health.NOTE, detail, fix)
    return CheckUp(engine.name, Health.PROBLEM, detail, "Reinstall DevMentor, then try again.")
