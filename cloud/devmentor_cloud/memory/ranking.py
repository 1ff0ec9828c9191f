"""One order from several: meaning, words, the code at hand, age."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.memory.words import Match, best_first
from devmentor_protocol.memory import Anchor

_K: Final = 10
_MEANING: Final = 0.65
"""Reciprocal ranks with k = 10 and this weight measured best; k = 60 with equal weights gains
nothing over meaning alone."""

_ANCHOR: Final = 0.3
_AGE: Final = 0.05
_HALF_LIFE_DAYS: Final = 90.0
_SAME_SYMBOL, _SAME_FILE, _SAME_FOLDER = 1.0, 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each memory, by its id. `meaning` is None when nobody could tell."""

    words: Mapping[str, Match]
    meaning: Mapping[str, float] | None
    near: Anchor | None = None


@dataclass(slots=True)
class Ranked:
    """A memory, its score (1 is the best there can be without an anchor) and why."""

    record: MemoryRecord
    score: float = 0.0
    reasons: list[str] = field(default_factory=list[str])


def rank(records: Sequence[MemoryRecord], evidence: Evidence, now: datetime) -> list[Ranked]:
    """Order memories, best first; those that nothing speaks for are left out."""
    by_words = _places(best_first(evidence.words))
    meaning = evidence.meaning or {}
    by_meaning = _places(sorted(meaning, key=lambda id_: -meaning[id_]))
    words_weight = 1.0 if evidence.meaning is None else 1 - _MEANING
    ranked: list[Ranked] = []
    for record in records:
        one = Ranked(record)
        if record.id in by_meaning:
            one.score += _MEANING * by_meaning[record.id]
            one.reasons.append(f"means much the same ({meaning[record.id]:.2f})")
        if record.id in by_words:
            one.score += words_weight * by_words[record.id]
            one.reasons.append("has the words " + ", ".join(evidence.words[record.id].words[:5]))
        _add_anchor(one, evidence.near)
        if one.reasons:
            one.score += _AGE * _freshness(record.created_at, now)
            ranked.append(one)
    return sorted(ranked, key=lambda one: (-one.score, one.record.id))


def _places(order: Sequence[str]) -> dict[str, float]:
    """A reciprocal rank for each id, 1 for the first."""
    return {id_: (_K + 1) / (_K + 1 + place) for place, id_ in enumerate(order)}


def _add_anchor(one: Ranked, near: Anchor | None) -> None:
    path, symbol = one.record.anchor_path, one.record.anchor_symbol
    if near is None or path is None:
        return
    if path != near.path:
        if one.reasons and _folder(path) == _folder(near.path):
            one.score += _ANCHOR * _SAME_FOLDER
    elif symbol is not None and symbol == near.symbol:
        one.score += _ANCHOR * _SAME_SYMBOL
        one.reasons.append(f"is about {symbol}")
    else:
        one.score += _ANCHOR * _SAME_FILE
        one.reasons.append("is about this file")


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _freshness(created_at: datetime, now: datetime) -> float:
    days = max(0.0, (now - created_at).total_seconds() / 86_400)
    return 0.5 ** (days / _HALF_LIFE_DAYS)
