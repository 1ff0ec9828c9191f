"""Which Python a project runs on: where its dependencies are looked up."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = (".venv", "venv", "env")
_VARIABLES = ("VIRTUAL_ENV", "CONDA_PREFIX")
_PROGRAMS = ("bin/python", "bin/python3", "Scripts/python.exe", "python.exe")
_FIX = "Make it again, or set devmentor.python.interpreter."


@dataclass(frozen=True, slots=True)
class Environment:
    """The interpreter found; None means our own. `detail` says what was wrong with others."""

    interpreter: Path | None
    detail: str = ""


def find_environment(
    folders: Sequence[Path],
    chosen: Path | None,
    variables: Mapping[str, str] = os.environ,
) -> Environment:
    """Take the chosen interpreter, else the folders' virtual environments, else the shell's."""
    if chosen is not None:
        if _works(chosen):
            return Environment(chosen)
        detail = f"{chosen} is no Python that can be run. Set devmentor.python.interpreter."
        return Environment(None, detail)
    problems: list[str] = []
    for home in _candidates(folders, variables):
        program = next((home / name for name in _PROGRAMS if _works(home / name)), None)
        if program is not None:
            return Environment(program, " ".join(problems))
        problems.append(f"The environment {home} is broken: it has no Python. {_FIX}")
    return Environment(None, " ".join(problems))


def _candidates(folders: Sequence[Path], variables: Mapping[str, str]) -> Iterator[Path]:
    for folder in folders:
        for name in _FOLDERS:
            if (folder / name / "pyvenv.cfg").exists():
                yield folder / name
    for variable in _VARIABLES:
        if home := variables.get(variable):
            yield Path(home)


def _works(program: Path) -> bool:
    """Whether it can be run; a dangling link, as a removed Python leaves behind, cannot."""
    return program.is_file() and os.access(program, os.X_OK)
