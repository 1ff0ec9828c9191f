"""Which file an import means, by the files of the workspace alone."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from devmentor_analyzers.advice.imports import Import

_SUFFIXES = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts")
_PACKAGE = "__init__"
_ROOTS = 6
"""Folders around a file in which its imports are looked for."""


class Modules:
    """The Python and script files at hand, found by what imports call them."""

    def __init__(self) -> None:
        self._files: set[Path] = set()
        self._found: dict[tuple[Path, str], Path | None] = {}
        self._places: dict[Path, list[Path]] = {}

    def add(self, path: Path) -> None:
        """Take note of a file."""
        if path not in self._files:
            self._files.add(path)
            self._found.clear()
            self._places.clear()

    def remove(self, path: Path) -> None:
        """A file is gone."""
        self._files.discard(path)
        self._found.clear()
        self._places.clear()

    def name(self, path: Path) -> str:
        """The dotted name of a Python file: from the outermost package around it."""
        parts = [] if path.stem == _PACKAGE else [path.stem]
        for folder in path.parents:
            if not self._is_package(folder):
                break
            parts.append(folder.name)
        return ".".join(reversed(parts))

    def meant(self, path: Path, each: Import) -> list[Path]:
        """The files that an import in a file loads; packages around them are left out."""
        if path.suffix not in (".py", ".pyi"):
            return list(self._script(path.parent, each.module))
        inner = [file for one in each.names if (file := self._python(path, each, one))]
        if len(inner) < max(1, len(each.names)) and (file := self._python(path, each, "")):
            inner.append(file)
        return inner

    def _python(self, path: Path, each: Import, name: str) -> Path | None:
        dotted_name = ".".join(filter(None, [each.module, name]))
        if not each.level:
            return self._absolute(path.parent, dotted_name)
        if each.level > len(path.parents):
            return None
        return self._file(path.parents[each.level - 1], dotted_name)

    def _absolute(self, folder: Path, dotted_name: str) -> Path | None:
        """Look in the folders around that are no packages, and in their `src`."""
        key = folder, dotted_name
        if key not in self._found:
            found = (self._file(place, dotted_name) for place in self._roots(folder))
            self._found[key] = next(filter(None, found), None)
        return self._found[key]

    def _roots(self, folder: Path) -> list[Path]:
        if folder not in self._places:
            roots = [each for each in (folder, *folder.parents) if not self._is_package(each)]
            self._places[folder] = [
                place for root in roots[:_ROOTS] for place in (root, root / "src")
            ]
        return self._places[folder]

    def _file(self, folder: Path, dotted_name: str) -> Path | None:
        base = folder.joinpath(*dotted_name.split(".")) if dotted_name else folder
        for path in (base.parent / f"{base.name}.py", base / "__init__.py"):
            if path in self._files:
                return path
        return None

    def _script(self, folder: Path, module: str) -> Iterator[Path]:
        base = Path(os.path.normpath(folder / module))
        stem = base.with_suffix("") if base.suffix in _SUFFIXES else base
        tried = [base, *(stem.parent / f"{stem.name}{suffix}" for suffix in _SUFFIXES)]
        tried += [base / f"index{suffix}" for suffix in _SUFFIXES]
        yield from [path for path in tried if path in self._files][:1]

    def _is_package(self, folder: Path) -> bool:
        return folder / "__init__.py" in self._files


def dotted(path: PurePath, packages: Iterable[str]) -> str:
    """The name of a file inside the first of some packages that its folders spell; else empty.

    Needs no other file: `src/shop/data/store.py` is `shop.data.store` for who knows `shop.data`.
    """
    parts = [*path.parent.parts, *([] if path.stem == _PACKAGE else [path.stem])]
    for package in packages:
        wanted = package.split(".")
        for start in range(len(parts) - len(wanted), -1, -1):
            if parts[start : start + len(wanted)] == wanted:
                return ".".join(parts[start:])
    return ""
