"""The few things about a repository that an editor is told while somebody works on it."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from devmentor_analyzers.history.cochange import Pair
from devmentor_analyzers.history.hotspots import Hotspot
from devmentor_analyzers.history.insights import Insights, Wanted
from devmentor_analyzers.history.reading import Bounds

STRONG = Wanted(bounds=Bounds(seconds=30.0), support=8, confidence=0.7)
"""What is looked for: only pairs that hardly ever change alone."""

_HOTTEST = 5
_MOST_OF = 20
"""One of so many files of code may be called a hotspot, lest a small project is nothing else."""

_OFTEN = 10
"""Commits without which nothing is a hotspot."""


@dataclass(frozen=True, slots=True)
class Facts:
    """By the names git gives to files, relative to the repository's root."""

    hot: Mapping[str, Hotspot]
    together: Mapping[str, tuple[Pair, ...]]
    """What usually changes with a file, the strongest first."""


def facts(found: Insights) -> Facts:
    """Keep what is worth a hint."""
    few = min(_HOTTEST, len(found.hotspots) // _MOST_OF)
    hot = [each for each in found.hotspots[:few] if each.commits >= _OFTEN]
    together: dict[str, tuple[Pair, ...]] = {}
    for pair in found.pairs:
        together[pair.path] = (*together.get(pair.path, ()), pair)
    return Facts({each.path: each for each in hot}, together)


def as_json(known: Facts) -> str:
    """The same as one line of ASCII."""
    pairs = [asdict(pair) for pairs in known.together.values() for pair in pairs]
    return json.dumps({"hot": [asdict(each) for each in known.hot.values()], "pairs": pairs})


def from_json(text: str | bytes) -> Facts:
    """Read it back. `ValueError`, `TypeError` or `KeyError` when it is something else."""
    said: Any = json.loads(text)
    hot = [Hotspot(**each) for each in said["hot"]]
    together: dict[str, tuple[Pair, ...]] = {}
    for each in said["pairs"]:
        pair = Pair(**each)
        together[pair.path] = (*together.get(pair.path, ()), pair)
    return Facts({each.path: each for each in hot}, together)


def shown(path: str) -> str:
    """A file's name as text that may be sent."""
    return os.fsencode(path).decode("utf-8", "replace")
