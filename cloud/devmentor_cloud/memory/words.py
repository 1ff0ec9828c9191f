"""Words of prose and code, and how well they match: BM25 over a handful of texts."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDINGS = ("ingly", "edly", "ing", "ies", "ed", "es", "s", "e", "y")
_SHORTEST_STEM = 3
_K, _B = 1.2, 0.75
_SAYING_LITTLE = """
a about an and any are as at be been but by can could did do does for from had has have how i if in
into is it its me my no not of on or our should so such than that the their them then there these
they this to use used using was we were what when where which who why will with would you your
"""
_STOP = frozenset(_SAYING_LITTLE.split())


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text's words match a query's, and which they were, as the query has them."""

    score: float
    words: tuple[str, ...]


def terms(text: str) -> dict[str, str]:
    """The stems in a text, each with the word it stands for; identifiers count in parts too."""
    found: dict[str, str] = {}
    for word in _words(text):
        found.setdefault(stem(word), word)
    return found


def stem(word: str) -> str:
    """The part of a word that its forms share, roughly."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def match(query: str, texts: Mapping[str, str], total: int) -> dict[str, Match]:
    """Match texts by id, of `total` that could have been. A text without a word is left out."""
    wanted = terms(query)
    counts = {id_: Counter(map(stem, _words(text))) for id_, text in texts.items()}
    lengths = {id_: sum(count.values()) for id_, count in counts.items()}
    mean = (sum(lengths.values()) / len(lengths)) if lengths else 1.0
    weights = {term: _weight(term, counts.values(), max(total, len(texts))) for term in wanted}
    matches: dict[str, Match] = {}
    for id_, count in counts.items():
        shared = [term for term in wanted if count[term]]
        if shared:
            norm = _K * (1 - _B + _B * lengths[id_] / (mean or 1.0))
            score = sum(
                weights[term] * count[term] * (_K + 1) / (count[term] + norm) for term in shared
            )
            matches[id_] = Match(score, tuple(wanted[term] for term in shared))
    return matches


def best_first(matches: Mapping[str, Match]) -> Sequence[str]:
    """Ids by score."""
    return sorted(matches, key=lambda id_: -matches[id_].score)


def _weight(term: str, counts: Iterable[Counter[str]], total: int) -> float:
    having = sum(1 for count in counts if count[term])
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(text):
        parts = _HUMP.split(word)
        found += [part.lower() for part in parts]
        if len(parts) > 1:
            found.append(word.lower())
    return [word for word in found if word not in _STOP and (len(word) > 1 or word.isdigit())]
