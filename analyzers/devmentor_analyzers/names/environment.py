"""Which Python a project runs on: where its dependencies are looked up."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from devmentor_analyzers.names.jedi_api import jedi

_FOLDERS: Final = (".venv", "venv", "env")
_VARIABLES: Final = ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "CONDA_PREFIX")
_PROGRAMS: Final = ("bin/python", "bin/python3", "Scripts/python.exe", "python.exe")
_START_SECONDS: Final = 10.0
_SETTING: Final = "devmentor.python.interpreter"


@dataclass(frozen=True, slots=True)
class Environment:
    """The interpreter jedi asks, and import folders besides its own."""

    jedi: Any
    extra_paths: tuple[str, ...] = ()
    detail: str = ""
    """What is wrong with the project's own environment and what to do; empty when all is well."""


def find_environment(
    folder: Path, configured: Path | None, variables: Mapping[str, str] = os.environ
) -> Environment:
    """Take the configured interpreter, else the folder's virtual environment, else the shell's.

    One that does not start is passed over; its packages are still found, and `detail` says so.
    """
    details: list[str] = []
    paths: list[str] = [*_imports(folder), *_python_path(variables)]
    for home, advice in _candidates(folder, configured, variables):
        program = _program(home)
        problem = f"it has no Python in {home}" if program is None else _problem(program)
        if problem is None:
            environment = jedi.create_environment(
                str(program), safe=False, env_vars=_clean(variables)
            )
            return Environment(environment, tuple(paths), " ".join(details))
        details.append(f"The environment {home} does not work: {problem}. {advice}")
        paths += _packages(home)
    return Environment(_own(variables), tuple(paths), " ".join(details))


def _candidates(
    folder: Path, configured: Path | None, variables: Mapping[str, str]
) -> Iterator[tuple[Path, str]]:
    """Environments, the most wanted first, each with the advice for when it is broken."""
    if configured is not None:
        yield configured, f"Correct the setting {_SETTING}."
    for name in _FOLDERS:
        home = folder / name
        if (home / "pyvenv.cfg").exists():
            yield (
                home,
                f"Make it again, for example with `python -m venv {name}`, or set {_SETTING}.",
            )
    for variable in _VARIABLES:
        if value := variables.get(variable):
            yield folder / value, f"Correct the variable {variable}, or set {_SETTING}."


def _program(home: Path) -> Path | None:
    """The interpreter of an environment; `home` may be the interpreter itself."""
    if not home.is_dir():
        return home
    return next((home / name for name in _PROGRAMS if os.path.lexists(home / name)), None)


def _problem(program: Path) -> str | None:
    """Why an interpreter cannot be used; None when it can."""
    command = [str(program), "-I", "-c", "import sys; print(sys.version_info >= (3, 6))"]
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_START_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"{program} did not start within {_START_SECONDS:g} s"
    except OSError as error:
        return f"{program} cannot be run ({error.strerror})"
    if done.stdout.strip() != b"True":
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return f"{program} is not a Python that works ({''.join(last) or 'no answer'})"
    return None


def _own(variables: Mapping[str, str]) -> Any:
    """The Python this runs on; without a process of its own when even that fails."""
    try:
        return jedi.create_environment(
            jedi.InterpreterEnvironment().executable, safe=False, env_vars=_clean(variables)
        )
    except jedi.InvalidPythonEnvironment:
        return jedi.InterpreterEnvironment()


def _packages(home: Path) -> list[str]:
    """Where the packages of an environment are, also of one whose interpreter is gone."""
    found = [*home.glob("lib/python3*/site-packages"), *home.glob("Lib/site-packages")]
    return [str(path) for path in found]


def _imports(folder: Path) -> list[str]:
    return [str(folder / "src")] if (folder / "src").is_dir() else []


def _python_path(variables: Mapping[str, str]) -> list[str]:
    value = variables.get("PYTHONPATH", "")
    return [os.path.abspath(path) for path in value.split(os.pathsep) if path]


def _clean(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables without those that could put a user's module in the place of ours."""
    return {name: value for name, value in variables.items() if not name.startswith("PYTHON")}
