"""The project a path is part of."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.files import plain

_ROOT_MARKS = ("pyproject.toml", "ty.toml", "ruff.toml", ".ruff.toml", ".git")


def project_of(path: Path) -> Path:
    """The folder whose configuration counts: the nearest one around that looks like a project."""
    folder = path if path.is_dir() else path.parent
    for parent in (folder, *folder.parents):
        if any((parent / mark).exists() for mark in _ROOT_MARKS):
            return parent
    return folder


def by_project(paths: Sequence[Path], files: Sequence[Path]) -> dict[Path, list[Path]]:
    """Absolute files that are, or lie in, some paths, by the project of the innermost of those."""
    roots = {str(plain(path)): project_of(plain(path)) for path in paths}
    only = next(iter(roots.values())) if len(set(roots.values())) == 1 else None
    found: defaultdict[Path, list[Path]] = defaultdict(list)
    for file in files:
        found[only or _root_of(file, roots)].append(file)
    return dict(found)


def _root_of(file: Path, roots: dict[str, Path]) -> Path:
    return next(roots[str(each)] for each in (file, *file.parents) if str(each) in roots)
