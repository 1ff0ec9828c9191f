"""How good a hit is: the words it shares with the question, and what the graph says of its symbol.

The weights were chosen by measuring docstring → function retrieval (`bench/search.py`) on Django and
SQLAlchemy, some 35 settings in all; there is no project they were not fitted to.
"""

import math
from dataclasses import dataclass

from devmentor_analyzers.index.graph import Usage
from devmentor_analyzers.syntax.outline import CALLABLES

COLUMN_WEIGHTS = (5.0, 1.0, 0.5, 1.0)
"""BM25 weights of a chunk's name, path, docs and body."""

_NOT_A_FUNCTION = 0.7
"""Heads of classes and what lies between are long and hold a bit of everything."""

_NAME = 0.5
_USERS = 0.05
_IMPORTERS = 0.02
_HITS = 0.02
"""What a name fully asked for adds, and how much the logarithm of each kind of use does."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A hit's score, the higher the better, and the part of it that the graph multiplied."""

    score: float
    graph: float


def rank(bm25: float, kind: str, name_share: float, usage: Usage) -> Rank:
    """Rank a chunk by its BM25 (positive), the share of its name that was asked for, and its use."""
    graph = (
        1
        + _USERS * math.log1p(usage.users / usage.owners)
        + _IMPORTERS * math.log1p(usage.importers / usage.owners)
        + _HITS * math.log1p(usage.hits / usage.owners)
    )
    text = bm25 * (1 if kind in CALLABLES else _NOT_A_FUNCTION) * (1 + _NAME * name_share)
    return Rank(text * graph, graph)
