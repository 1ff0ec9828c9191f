"""Where the tools that make environments keep those of a project.

Each tool's own scheme of names is followed (poetry `EnvManager.generate_env_name`, pipenv
`Project.virtualenv_name`, conda's `environments.txt`, virtualenvwrapper's `.project`), for asking
the tools themselves takes up to seconds.
"""

import base64
import hashlib
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from devmentor_analyzers.environments.candidate import Candidate

Variables = Mapping[str, str]
_POETRY_UNFIT: Final = re.compile(r'[ $`!*@"\\\r\n\t]')
_PIPENV_UNFIT: Final = re.compile(r'[ &$`!*@"()\[\]\\\r\n\t]')
_LONGEST: Final = 42
_NAME: Final = re.compile(r"^name:\s*['\"]?([^'\"#\s]+)", re.MULTILINE)
_CONDA_FILES: Final = ("environment.yml", "environment.yaml")
_CONDA_HOMES: Final = ("miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba")
_MOST_ENVIRONMENTS: Final = 500


def pdm(folder: Path, _: Variables) -> Iterator[Candidate]:
    """`.pdm-python` holds the path of the interpreter."""
    if said := _text(folder / ".pdm-python").strip():
        yield Candidate(Path(said), "pdm's .pdm-python", "Run `pdm use` again.")


def poetry(folder: Path, variables: Variables) -> Iterator[Candidate]:
    """A folder named by the project, a digest of its path, and the version of Python."""
    project = _toml(folder / "pyproject.toml")
    own = _table(_table(project, "tool"), "poetry")
    if not own and not (folder / "poetry.lock").exists():
        return
    name = own.get("name") or _table(project, "project").get("name") or ""
    real = os.path.normcase(os.path.realpath(folder))
    digest = base64.urlsafe_b64encode(hashlib.sha256(real.encode()).digest()).decode()[:8]
    unversioned = f"{_POETRY_UNFIT.sub('_', str(name).lower())[:_LONGEST]}-{digest}-py"
    for home in sorted(_made(_poetry_homes(variables), unversioned), key=_version, reverse=True):
        yield Candidate(home, "poetry's environment", "Run `poetry install` again.")


def pipenv(folder: Path, variables: Variables) -> Iterator[Candidate]:
    """A folder named by the project's folder and a digest of the path of its Pipfile."""
    pipfile = folder / "Pipfile"
    if not pipfile.exists():
        return
    digest = base64.urlsafe_b64encode(hashlib.sha256(str(pipfile).encode()).digest()[:6]).decode()
    name = f"{_PIPENV_UNFIT.sub('_', folder.name)[:_LONGEST]}-{digest[:8]}"
    name = variables.get("PIPENV_CUSTOM_VENV_NAME") or name
    for root in (_workon(variables), _home(variables) / ".local" / "share" / "virtualenvs"):
        if (root / name).is_dir():
            yield Candidate(root / name, "pipenv's environment", "Run `pipenv install` again.")


def conda(folder: Path, variables: Variables) -> Iterator[Candidate]:
    """The environment that `environment.yml` names, among those conda knows."""
    named = next((found[1] for f in _CONDA_FILES if (found := _NAME.search(_text(folder / f)))), "")
    if not named or named == "base":
        return
    home = _home(variables)
    known = [Path(each) for each in _text(home / ".conda" / "environments.txt").split("\n") if each]
    roots = [home / each / "envs" for each in _CONDA_HOMES]
    if root := variables.get("CONDA_ROOT") or variables.get("MAMBA_ROOT_PREFIX"):
        roots.insert(0, Path(root) / "envs")
    for place in dict.fromkeys((*known, *(root / named for root in roots))):
        if place.name == named and place.is_dir():
            advice = f"Run `conda env create` or `conda env update`: it makes `{named}`."
            yield Candidate(place, f"conda's environment {named}", advice)


def wrapper(folder: Path, variables: Variables) -> Iterator[Candidate]:
    """virtualenvwrapper notes in each environment which project it is for."""
    root = _workon(variables)
    for marker in sorted(_glob(root, "*/.project")):
        if Path(_text(marker).strip() or "?") == folder:
            yield Candidate(marker.parent, f"virtualenvwrapper's {marker.parent.name}")
    if (root / folder.name / "pyvenv.cfg").exists():
        yield Candidate(root / folder.name, f"virtualenvwrapper's {folder.name}")


def pyenv(folder: Path, variables: Variables) -> Iterator[Candidate]:
    """`.python-version` names a version, or an environment made of one."""
    root = Path(variables.get("PYENV_ROOT") or _home(variables) / ".pyenv") / "versions"
    for name in _text(folder / ".python-version").split():
        exact = root / name
        # As pyenv does: 3.12 stands for the newest 3.12.x that is there.
        newest = sorted(_glob(root, f"{name}.*"), key=_version, reverse=True)[:1]
        for place in (exact, *newest):
            if place.name not in (".", "..") and place.is_dir() and "/" not in name:
                advice = f"Run `pyenv install {name}`."
                yield Candidate(place, f"pyenv's {place.name} (.python-version)", advice)


def _made(roots: list[Path], start: str) -> Iterator[Path]:
    for root in roots:
        yield from (each for each in _listed(root) if each.name.startswith(start))


def _poetry_homes(variables: Variables) -> list[Path]:
    if said := variables.get("POETRY_VIRTUALENVS_PATH"):
        return [Path(said)]
    if said := variables.get("POETRY_CACHE_DIR"):
        return [Path(said) / "virtualenvs"]
    home = _home(variables)
    if sys.platform == "darwin":
        caches = home / "Library" / "Caches"
    elif sys.platform == "win32":
        caches = Path(variables.get("LOCALAPPDATA") or home) / "pypoetry" / "Cache"
        return [caches / "virtualenvs"]
    else:
        caches = Path(variables.get("XDG_CACHE_HOME") or home / ".cache")
    return [caches / "pypoetry" / "virtualenvs"]


def _workon(variables: Variables) -> Path:
    return Path(variables.get("WORKON_HOME") or _home(variables) / ".virtualenvs")


def _home(variables: Variables) -> Path:
    return Path(variables.get("HOME") or Path.home())


def _version(home: Path) -> list[int]:
    """The numbers at the end of a name, so that 3.12 comes after 3.9."""
    tail = re.search(r"[\d.]*$", home.name)
    return [int(each) for each in re.findall(r"\d+", tail.group() if tail else "")]


def _glob(root: Path, pattern: str) -> list[Path]:
    try:
        return list(root.glob(pattern))[:_MOST_ENVIRONMENTS]
    except (OSError, ValueError):  # unreadable, or a pattern out of a file of the project's
        return []


def _listed(root: Path) -> list[Path]:
    try:
        return sorted(root.iterdir())[:_MOST_ENVIRONMENTS]
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except ValueError:
        return {}


def _table(around: dict[str, Any], key: str) -> dict[str, Any]:
    value = around.get(key)
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}
