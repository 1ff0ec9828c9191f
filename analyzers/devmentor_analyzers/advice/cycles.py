"""`import-cycle`: files that import each other while they are being loaded."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.advice.imports import Import
from devmentor_protocol.finding import Finding, Related

CODE = "import-cycle"
_LONGEST = 12
_MOST_LOOKED_AT = 20_000
Edges = Callable[[Path], Iterable[tuple[Import, Path]]]
"""The imports of a file, and the files they load at once."""


def cycles(path: Path, edges: Edges, name: Callable[[Path], str]) -> list[Finding]:
    """A way back to a file from what it imports, the first there is: one is enough to act on."""
    told: set[Path] = {path}
    for each, target in edges(path):
        if target not in told and (way := _way(target, path, edges)) is not None:
            return [_finding(path, each, way, name)]
        told.add(target)
    return []


Step = tuple[Path, Import]
"""A file, and the import in it that leads on."""


def _way(start: Path, goal: Path, edges: Edges) -> list[Step] | None:
    """The shortest way by breadth first; None when there is none, or only a very long one."""
    before: dict[Path, tuple[Path, Import] | None] = {start: None}
    waiting = deque([(start, 1)])
    while waiting and len(before) < _MOST_LOOKED_AT:
        here, length = waiting.popleft()
        for each, target in edges(here):
            if target == goal:
                return _back(before, here, each)
            if target not in before and length < _LONGEST:
                before[target] = here, each
                waiting.append((target, length + 1))
    return None


def _back(
    before: dict[Path, tuple[Path, Import] | None], last: Path, closing: Import
) -> list[Step]:
    way: list[Step] = [(last, closing)]
    while (step := before[way[-1][0]]) is not None:
        way.append(step)
    return way[::-1]


def _finding(path: Path, each: Import, way: Sequence[Step], name: Callable[[Path], str]) -> Finding:
    around = " → ".join([name(path), *(name(file) for file, _ in way), name(path)])
    related = [
        Related(path=str(file), range=step.range, message=f"`{name(file)}` imports on")
        for file, step in way
    ]
    message = (
        f"Importing each other: {around}. Whichever is loaded first sees the next one half made. "
        "Move what both need to a file of its own, or import where it is used."
    )
    return hint(str(path), each.range, CODE, message, related=related)
