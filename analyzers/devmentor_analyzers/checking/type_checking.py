"""Types of many files, by the engine that was chosen."""

import asyncio
import shutil
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.checking.project_root import project_of
from devmentor_analyzers.engines import ty, ty_once
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.settings import Settings
from devmentor_protocol.finding import Finding


async def types_of(
    paths: Sequence[Path], python: Sequence[Path], settings: Settings
) -> list[Finding]:
    """What does not fit in types in the Python files of paths. Raises `EngineFailed`.

    One run a project: these engines know one project at a time.
    """
    roots = {path.absolute(): project_of(path.absolute()) for path in paths}
    of_project: defaultdict[Path, list[Path]] = defaultdict(list)
    for file in python:
        around = next(parent for parent in (file, *file.parents) if parent in roots)
        of_project[roots[around]].append(file)
    answers = await asyncio.gather(
        *(_types(files, root, settings) for root, files in of_project.items())
    )
    return [finding for answer in answers for finding in answer]


async def _types(files: Sequence[Path], project: Path, settings: Settings) -> list[Finding]:
    if settings.checker == ty.NAME:
        return await ty_once.check_types(files, project, settings.interpreter)
    from devmentor_analyzers.engines import basedpyright_once, pyrefly_once

    once = {each.NAME: each for each in (basedpyright_once, pyrefly_once)}[settings.checker]
    python = await asyncio.to_thread(python_of, project, settings.interpreter)
    return await once.check_types(files, project, python, program_of(once.NAME, python))


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
