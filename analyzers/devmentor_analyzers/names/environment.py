"""Which Python a project runs on: where its dependencies are looked up."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from devmentor_analyzers.environments.discovery import candidates
from devmentor_analyzers.environments.origin import objection
from devmentor_analyzers.names.jedi_api import jedi

_START_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Environment:
    """The interpreter jedi asks, and import folders besides its own."""

    jedi: Any
    extra_paths: tuple[str, ...] = ()
    detail: str = ""
    """What is wrong with the project's own environment and what to do; empty when all is well."""

    def same(self, other: "Environment") -> bool:
        """Tell whether another search has found the same."""
        mine, its = self.jedi.executable, other.jedi.executable
        return mine == its and self.extra_paths == other.extra_paths


def find_environment(
    folder: Path, configured: Path | None, variables: Mapping[str, str] = os.environ
) -> Environment:
    """Take the most trusted environment (see `environments.discovery`) that starts, else our own.

    One that does not start, or came with the project, is passed over; its packages are still found,
    and `detail` says so.
    """
    details: list[str] = []
    paths: list[str] = [*_imports(folder), *_python_path(variables)]
    for candidate in candidates(folder, configured, variables):
        home, program = candidate.home, candidate.program
        problem = f"it has no Python in {home}" if program is None else _problem(program, folder)
        if problem is None:
            environment = jedi.create_environment(
                str(program), safe=False, env_vars=_clean(variables)
            )
            return Environment(environment, tuple(paths), " ".join(details))
        details.append(f"The environment {home} is not used: {problem}. {candidate.advice}")
        paths += _packages(home)
    return Environment(_own(variables), tuple(paths), " ".join(details))


def _problem(program: Path, folder: Path) -> str | None:
    """Why an interpreter cannot be used; None when it can."""
    if refusal := objection(program, folder):
        return refusal
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
