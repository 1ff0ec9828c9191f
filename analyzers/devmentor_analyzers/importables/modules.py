"""The modules of a library or of an installed package: their names and files."""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from devmentor_analyzers.importables.where import Where

_MOST_MODULES = 400
_DEPTH = 3
_NOT_PUBLIC = (
    "test tests idlelib lib2to3 turtledemo antigravity this distutils ensurepip pydoc_data "
    "vendor conftest setup posixpath ntpath genericpath nt posix migrations"
)
"""Modules that nobody imports, or that have another name in public."""

_LEFT_OUT = frozenset(_NOT_PUBLIC.split())


@dataclass(frozen=True, slots=True)
class Module:
    """A file that can be imported under a dotted name."""

    name: str
    path: Path

    @property
    def is_package(self) -> bool:
        """Whether it holds other modules."""
        return self.path.stem == "__init__"


@dataclass(frozen=True, slots=True)
class Library:
    """Something installed as a whole, at one version."""

    name: str
    version: str
    folder: Path
    tops: tuple[str, ...] | None = None
    """What it puts in the folder; None: to be read from its record."""

    distribution: Distribution | None = None


def libraries(where: Where) -> Iterator[Library]:
    """The standard library first, then what is installed."""
    yield Library("python", where.version, Path(where.library), where.modules)
    for folder in where.packages:
        for each in distributions(path=[folder]):
            name = each.metadata["Name"] if each.metadata else None
            if name and each.version:
                yield Library(name, each.version, Path(folder), distribution=each)


def modules(library: Library) -> list[Module]:
    """The public modules of a library, those nearest to its top first; not more than hundreds."""
    found: list[Module] = []
    for top in library.tops if library.tops is not None else _tops(library):
        if _is_public(top):
            found += _modules(library, top)
    if library.name == "python":
        found.append(Module("os.path", library.folder / "posixpath.py"))
    most = _MOST_MODULES * (5 if library.name == "python" else 1)
    return sorted(found, key=lambda each: each.name.count("."))[:most]


def _tops(library: Library) -> list[str]:
    """The importable names of a distribution, by its record."""
    files = library.distribution.files if library.distribution else None
    heads = {file.parts[0] for file in files or () if file.suffix in (".py", ".pyi", ".so", ".pyd")}
    names = (head.partition(".")[0] for head in heads if not head.endswith("-stubs"))
    return sorted({name for name in names if name.isidentifier()})


def _modules(library: Library, top: str) -> Iterator[Module]:
    folder = library.folder / top
    if (folder / "__init__.py").is_file():
        yield from _inside(folder, top)
    elif (single := folder.with_suffix(".py")).is_file():
        yield Module(top, single)
    elif library.name == "python" and (stub := _stub(top)) is not None:
        yield Module(top, stub)


def _inside(folder: Path, name: str) -> Iterator[Module]:
    yield Module(name, folder / "__init__.py")
    if name.count(".") >= _DEPTH:
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.suffix == ".py" and entry.stem != "__init__" and _is_public(entry.stem):
            yield Module(f"{name}.{entry.stem}", entry)
        elif _is_public(entry.name) and (entry / "__init__.py").is_file():
            yield from _inside(entry, f"{name}.{entry.name}")


def _is_public(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_") and name not in _LEFT_OUT


def _stub(name: str) -> Path | None:
    """What jedi knows of a module written in C; the folders are those of its copy of typeshed."""
    spec = importlib.util.find_spec("jedi")
    if spec is None or spec.origin is None:
        return None
    stub = Path(spec.origin).parent / "third_party" / "typeshed" / "stdlib" / f"{name}.pyi"
    return stub if stub.is_file() else None
