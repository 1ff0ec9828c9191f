"""Where the environment of a folder may be, the most trusted place first.

What the user configured; the folder's own; what the project's files and their tools name; what the
shell has active. Only files are read: nothing is run.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from devmentor_analyzers.environments.candidate import SETTING, Candidate
from devmentor_analyzers.environments.tools import conda, pdm, pipenv, poetry, pyenv, wrapper

WATCHED: Final = ("pyvenv.cfg", ".python-version", ".pdm-python", "environment.yml", "Pipfile")
"""Names of files that, made or changed, may change what is found here."""

_FOLDERS: Final = (".venv", "venv", "env")
_VARIABLES: Final = ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "CONDA_PREFIX")
_TOOLS: Final = (pdm, poetry, pipenv, conda, wrapper, pyenv)


def candidates(
    folder: Path, configured: Path | None, variables: Mapping[str, str] = os.environ
) -> Iterator[Candidate]:
    """The environments of a folder that are there or ought to be, the most trusted first."""
    if configured is not None:
        yield Candidate(configured, "configured", f"Correct the setting {SETTING}.")
    yield from _own(folder)
    for tool in _TOOLS:
        yield from tool(folder, variables)
    for variable in _VARIABLES:
        if value := variables.get(variable):
            advice = f"Correct the variable {variable}, or set {SETTING}."
            yield Candidate(folder / value, f"the variable {variable}", advice)


def chosen(
    folder: Path, configured: Path | None, variables: Mapping[str, str] = os.environ
) -> Candidate | None:
    """The first that can be run; None: our own Python has to do."""
    return next((each for each in candidates(folder, configured, variables) if each.runs), None)


def _own(folder: Path) -> Iterator[Candidate]:
    for name in _FOLDERS:
        if (folder / name / "pyvenv.cfg").exists():
            again = f"Make it again, for example with `python -m venv {name}`, or set {SETTING}."
            yield Candidate(folder / name, f"the folder's {name}", again)
    if (folder / ".conda" / "conda-meta").is_dir():
        yield Candidate(folder / ".conda", "the folder's .conda")
    for parent in folder.parents:
        if (parent / "uv.lock").exists() and (parent / ".venv" / "pyvenv.cfg").exists():
            yield Candidate(parent / ".venv", f"the .venv of the uv workspace {parent.name}")
            return
