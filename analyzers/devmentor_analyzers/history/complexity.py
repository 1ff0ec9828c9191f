"""How complex a file is: what its functions cost to understand, added up."""

import hashlib
import os
from pathlib import Path

from devmentor_analyzers.history.store import Store
from devmentor_analyzers.metrics.constructs import MEASURED
from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.syntax.languages import language_of
from devmentor_analyzers.syntax.parsed import Parsed


def is_measured(name: str) -> bool:
    """Tell whether a file is in a language that has functions and control flow."""
    return language_of(Path(name)) in MEASURED


def complexity_of(store: Store, path: Path, max_bytes: int) -> int | None:
    """Cognitive complexity of a file as it is on the disk; None when it cannot be read. Blocks.

    A text is measured once, whatever it is called.
    """
    if os.path.islink(path):
        return None  # what it points at has a past of its own, or lies outside
    try:
        snapshot = read_snapshot(path, max_bytes)
    except Unreadable:
        return None
    text = snapshot.text.encode("utf-8", "replace")
    content = hashlib.blake2b(text, digest_size=16, key=snapshot.language.encode()).digest()
    known = store.complexity(content)
    if known is None:
        known = _outermost(measure(Parsed(snapshot.language, snapshot.text)))
        store.keep_complexity(content, known)
    return known


def _outermost(functions: tuple[FunctionMetrics, ...]) -> int:
    """The numbers of a function hold those of the functions inside it: count them once."""
    total, end = 0, (-1, -1)
    for function in functions:  # in the order of the text, outer before inner
        stop = function.range.end
        if (stop.line, stop.character) > end:
            total += function.cognitive_complexity
            end = (stop.line, stop.character)
    return total
