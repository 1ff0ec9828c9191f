"""The project a path is part of."""

from pathlib import Path

_ROOT_MARKS = ("pyproject.toml", "ty.toml", "ruff.toml", ".ruff.toml", ".git")


def project_of(path: Path) -> Path:
    """The folder whose configuration counts: the nearest one around that looks like a project."""
    folder = path if path.is_dir() else path.parent
    for parent in (folder, *folder.parents):
        if any((parent / mark).exists() for mark in _ROOT_MARKS):
            return parent
    return folder
