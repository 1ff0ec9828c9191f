"""Types of many files, by the engine that was chosen."""

import asyncio
import shutil
import sys
from pathlib import Path

from devmentor_analyzers.checking.beginning import Begun
from devmentor_analyzers.engines import ty_once
from devmentor_analyzers.engines.given_names import is_given
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.engines.surviving import Survived
from devmentor_analyzers.settings import Settings
from devmentor_protocol.finding import Finding


async def types_of(begun: Begun, settings: Settings) -> Survived[Finding]:
    """What does not fit in types in the files of a check. Raises `EngineFailed`.

    One run a project: these engines know one project at a time.
    """
    by_ty = settings.checker == ty_once.NAME
    find = _found if by_ty else _types
    answers = await asyncio.gather(*(find(begun, each, settings) for each in begun.projects))
    return Survived(
        [finding for answer in answers for finding in answer.found if not is_given(finding)],
        [path for answer in answers for path in answer.ended_over],
    )


async def _found(begun: Begun, project: Path, settings: Settings) -> Survived[Finding]:
    types, files = begun.types[project], begun.projects[project]
    if isinstance(types, EngineFailed):
        raise types
    return await ty_once.check_types(files, project, settings.interpreter, types, begun.shown)


async def _types(begun: Begun, project: Path, settings: Settings) -> Survived[Finding]:
    from devmentor_analyzers.engines import basedpyright_once, pyrefly_once

    once = {each.NAME: each for each in (basedpyright_once, pyrefly_once)}[settings.checker]
    python = await asyncio.to_thread(python_of, project, settings.interpreter)
    program = program_of(once.NAME, python)
    found = await once.check_types(begun.projects[project], project, python, program)
    names = begun.shown
    return Survived(
        [each.model_copy(update={"path": names.get(each.path, each.path)}) for each in found]
    )


def python_of(project: Path, configured: Path | None) -> Path:
    """The interpreter that is run for a project's packages. Blocks: asks git.

    One that came with the project is passed over, as in the server, for the shell's and for ours: an
    engine that is told of none would look for it, and run it.
    """
    from devmentor_analyzers.environments.discovery import chosen
    from devmentor_analyzers.environments.origin import programs

    allowed = programs({project: chosen(project, configured)}, run=True)
    shells = shutil.which("python3") or shutil.which("python") or sys.executable
    return allowed.get(project) or Path(shells)


def program_of(name: str, python: Path) -> Path:
    """The engine's program: ours, the project's, or the shell's. Raises `EngineFailed`."""
    from devmentor_analyzers.engines.attaching import find_program

    program = find_program(name, [python.parent])
    if program is None:
        message = f"{name}, which is to check types, is not installed here: pip install {name}"
        raise EngineFailed(message, configuration=True)
    return program
