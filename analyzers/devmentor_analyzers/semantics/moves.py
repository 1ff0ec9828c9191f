"""Modules that get another place: their dotted names and files, before and after."""

import os
from collections.abc import Iterable, Iterator, Sequence
from keyword import iskeyword
from pathlib import Path

_SUFFIXES = (".py", ".pyi")
_INIT = "__init__"


class Moves:
    """Of files and whole folders, at once. Looks at the disk, where nothing has moved yet."""

    def __init__(self, moved: Iterable[tuple[Path, Path]], folders: Sequence[Path]) -> None:
        self._moved = [(old, new) for old, new in moved if old != new]
        self._roots = [root for each in folders for root in (each / "src", each)]
        self.files = {old: new for pair in self._moved for old, new in _modules(*pair)}
        """Every module; a folder without `__init__.py` counts as if it had one."""

        self._names: dict[str, dict[Path, str]] = {}
        """What modules are called by whoever imports them, and what each will be called."""

        self._scripts: list[tuple[Path, str, str]] = []
        for old, new in self.files.items():
            self._name(old, new)

    def name(self, dotted: str, importer: Path) -> str:
        """What a module that a file imports will be called; the same when it stays.

        Another folder of the workspace may have one of the same name: the importer's own comes first.
        """
        for folder, old, new in self._scripts:
            if dotted == old and importer.is_relative_to(folder):
                return new
        called = self._names.get(dotted)
        if called is None:
            return dotted
        own = self._own(dotted, importer)
        return next(iter(called.values())) if own is None else called.get(own, dotted)

    def after(self, path: Path) -> Path:
        """Where a file or folder will be."""
        for old, new in self._moved:
            if path.is_relative_to(old):
                return new / path.relative_to(old) if path != old else new
        return path

    def words(self) -> set[str]:
        """Last parts of the names of what moves: without one of them no file imports it."""
        return {_parts(old)[-1] for old in self.files}

    def is_package(self, folder: Path) -> bool:
        """Tell whether a folder will be a package, as one reads its path after the moves."""
        return any((each / f"{_INIT}.py").is_file() for each in (self._before(folder), folder))

    def top(self, path: Path) -> Path:
        """The folder around the outermost package that a file will be in; else its own folder.

        A folder without `__init__.py` within a package is a part of it.
        """
        top = path.parent
        for folder in path.parents:
            if self.is_package(folder):
                top = folder.parent
            elif not any(root in folder.parents for root in self._roots):
                break
        return top

    def dotted(self, path: Path) -> str:
        """What a file will be called by the rest of the project."""
        bases = self._bases(path)
        return _dotted(path, bases[0]) if bases else path.stem

    def _name(self, old: Path, new: Path) -> None:
        bases, after = self._bases(old), self._bases(new)
        for base in bases:
            kept = base if base in after else (after[0] if after else new.parent)
            self._names.setdefault(_dotted(old, base), {})[old] = _dotted(new, kept)
        if self.top(old) == old.parent:
            same = self.top(new) == new.parent == old.parent
            renamed = new.stem if same else self.dotted(new)
            self._scripts.append((old.parent, _dotted(old, old.parent), renamed))

    def _bases(self, path: Path) -> list[Path]:
        """Folders that may be where Python starts to look for a module, the likeliest first."""
        home = path.parent if path.stem == _INIT else path
        top = self.top(path)
        bases = [top] if top != path.parent else []
        bases += [root for root in self._roots if home.is_relative_to(root) and home != root][:1]
        return list(dict.fromkeys(bases))

    def _own(self, dotted: str, importer: Path) -> Path | None:
        """The module of a name that is nearest to its importer; None when it is from far."""
        roots = [root for root in self._roots if importer.is_relative_to(root)]
        for root in (self.top(importer), *sorted(roots, key=lambda each: -len(each.parts))):
            path = root.joinpath(*dotted.split("."))
            for file in (path / f"{_INIT}.py", path.with_suffix(".py"), path.with_suffix(".pyi")):
                if file in self.files or file.is_file():
                    return file
        return None

    def _before(self, folder: Path) -> Path:
        for old, new in self._moved:
            if folder.is_relative_to(new):
                return old / folder.relative_to(new)
        return folder


def is_module(path: Path) -> bool:
    """Tell whether a file can be imported by its name."""
    return path.suffix in _SUFFIXES and _is_name(path.stem)


def _is_name(part: str) -> bool:
    return part.isidentifier() and not iskeyword(part)


def relative(importer: Path, target: Path) -> str:
    """A relative name of a module, or of a package by its `__init__.py`: `.`, `..shop`, …"""
    home = target.parent if target.stem == _INIT else target.with_suffix("")
    steps = Path(os.path.relpath(home, importer.parent)).parts
    ups = [step for step in steps if step == ".."]
    downs = [step for step in steps if step != ".."]
    return "." * (len(ups) + 1) + ".".join(downs)


def _modules(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    if not old.is_dir():
        if is_module(old) and is_module(new):
            yield old, new
        return
    if not _is_name(new.name):  # nobody could import it any more: nothing to write instead
        return
    for folder, folders, names in os.walk(old):
        folders[:] = [each for each in folders if each.isidentifier() and each != "__pycache__"]
        found = {each for each in names if is_module(Path(each))}
        for name in sorted(found | {f"{_INIT}.py"} if found else found):
            path = Path(folder, name)
            yield path, new / path.relative_to(old)


def _dotted(path: Path, base: Path) -> str:
    return ".".join(_parts(path.relative_to(base)))


def _parts(path: Path) -> tuple[str, ...]:
    return path.parent.parts if path.stem == _INIT else (*path.parent.parts, path.stem)
