"""Types of many files by one run of pyrefly a project."""

import asyncio
import glob
import json
import os
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.engines.configured_once import configuration
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.once import EngineFailed, run_over
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range

NAME = "pyrefly"
_CHECK = (
    *("check", "--output-format", "json", "--min-severity", "info"),
    *("--summary=none", "--color=never"),
)
_EXCLUDES = ("project-excludes", "project_excludes")
_PLACES = (
    "python-interpreter-path",
    "conda-environment",
    "site-package-path",
    "site-packages-path",
)
"""Where the project's packages are, said by its own configuration."""

_ALL_EXCLUDED = "No Python files matched"
_DOCS = "https://pyrefly.org/en/docs/error-kinds/#"
_SEVERITIES = {
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "info": Severity.INFORMATION,
}
_TAGS = {"deprecated": (Tag.DEPRECATED,), "unreachable": (Tag.UNNECESSARY,)}


async def check_types(
    files: Sequence[Path], project: Path, python: Path, program: Path
) -> list[Finding]:
    """What does not fit in types in the files of one project. `python` may be run."""
    if not files:
        return []
    arguments, folder = await asyncio.to_thread(_arguments, project, python)
    root = project.anchor  # told nothing, it would give paths from the folder it runs in
    names = [glob.escape(str(file)) for file in files]
    arguments += ["--relative-to", root]
    try:
        output = await run_over(NAME, arguments, names, folder=folder, program=program)
    except EngineFailed as error:
        if _ALL_EXCLUDED in str(error):
            return []
        raise
    try:
        return [_finding(item, root) for item in json.loads(output)["errors"]]
    except (ValueError, LookupError, TypeError) as error:
        raise EngineFailed(f"{NAME} answered with something else than its JSON") from error


def _arguments(project: Path, python: Path) -> tuple[list[str], Path]:
    """What it is started with, and where, so that it finds what its server finds."""
    interpreter = ["--python-interpreter-path", str(python)]
    configured = configuration(project, ("pyrefly.toml", ".pyrefly.toml"), (NAME,))
    if configured is None:
        return [*_CHECK, "--preset", "default", *interpreter], project
    folder, values = configured
    # It forgets what the project excludes as soon as it is told of single files.
    patterns = next((values[key] for key in _EXCLUDES if key in values), None)
    excludes = [f"--project-excludes={each}" for each in patterns or ()]
    given = any(key in values or key.replace("-", "_") in values for key in _PLACES)
    return [*_CHECK, *excludes, *([] if given else interpreter)], folder


def _finding(item: Json, root: str) -> Finding:
    """Its rows and columns count from one, columns in code points."""
    code = str(item["name"])
    return Finding(
        path=os.path.normpath(os.path.join(root, item["path"])),
        range=Range.of(
            item["line"] - 1, item["column"] - 1, item["stop_line"] - 1, item["stop_column"] - 1
        ),
        code=code,
        message=str(item["description"]).split("\n\n", 1)[0].strip(),
        severity=_SEVERITIES[item["severity"]],
        source=NAME,
        docs_url=f"{_DOCS}{code}",
        tags=_TAGS.get(code, ()),
        cell=item.get("cell"),
    )
