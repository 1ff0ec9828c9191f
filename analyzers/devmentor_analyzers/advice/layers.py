"""`layering`: imports that go up where the project's layers only let them go down.

Layers are written as for import-linter, the highest first; `a | b` share a layer and must not know
each other, `a : b` share one and may.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.advice.imports import Import, imports
from devmentor_analyzers.advice.modules import dotted
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Severity

CODE = "layering"


@dataclass(frozen=True, slots=True)
class _Layer:
    package: str
    rank: int
    apart: bool
    """Must not know the others of its rank."""


def layering(parsed: Parsed, path: str, layers: Sequence[str]) -> list[Finding]:
    """Imports of a Python file that break the order; also late ones, and those for types."""
    if parsed.language != "python":
        return []
    known = _layers(layers)
    own = dotted(PurePath(path), [layer.package for layer in known])
    here = _layer(own, known)
    if here is None:
        return []
    is_package = PurePath(path).stem == "__init__"
    return [
        _finding(path, own, each, target, here, there)
        for each in imports(parsed)
        for target in _targets(each, own, is_package=is_package)
        if (there := _layer(target, known)) is not None and _is_broken(here, there)
    ]


def packages(layers: Sequence[str]) -> list[str]:
    """All packages that layers name."""
    return [layer.package for layer in _layers(layers)]


def _layers(layers: Sequence[str]) -> list[_Layer]:
    """Every package, longer names first: they are in shorter ones."""
    found = [
        _Layer(package, rank, "|" in layer)
        for rank, layer in enumerate(layers)
        for package in re.split(r"[|:]", layer.replace(" ", ""))
        if package
    ]
    return sorted(found, key=lambda layer: -layer.package.count("."))


def _layer(name: str, known: Sequence[_Layer]) -> _Layer | None:
    return next((each for each in known if f"{name}.".startswith(f"{each.package}.")), None)


def _targets(each: Import, own: str, *, is_package: bool) -> Iterator[str]:
    """Full names of what is imported: each name of a `from` may be a module of its own."""
    base = each.module
    if each.level:
        parts = own.split(".")
        around = parts[: len(parts) - each.level + is_package]
        base = ".".join([*around, *filter(None, [each.module])])
    if not each.names:
        yield base
    for name in dict.fromkeys(each.names):
        yield f"{base}.{name}"


def _is_broken(here: _Layer, there: _Layer) -> bool:
    if here.rank == there.rank:
        return here.apart and here.package != there.package
    return there.rank < here.rank


def _finding(
    path: str, own: str, each: Import, target: str, here: _Layer, there: _Layer
) -> Finding:
    why = (
        f"layers `{here.package}` and `{there.package}` lie beside each other and must not know "
        "each other"
        if here.rank == there.rank
        else f"layer `{here.package}` lies below layer `{there.package}`"
    )
    message = (
        f"`{own}` must not import `{target}`: {why} in this project's `layers`. Move what is needed "
        "down, or hand it in from above."
    )
    return hint(path, each.range, CODE, message, severity=Severity.ERROR)
