"""How much text goes with a question: counted in tokens, best things first."""

from collections.abc import Iterable
from dataclasses import dataclass

from devmentor_protocol.mentor import Excerpt

CONTEXT_TOKENS = 3_000
_CHARACTERS_PER_TOKEN = 3.5
"""Of code, with the tokenizers of today; a little low, so that the estimate errs on the safe side."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fits, and the names of what does not."""

    excerpts: tuple[Excerpt, ...]
    dropped: tuple[str, ...]


def tokens(text: str) -> int:
    """Estimate how many tokens a text is."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


def fit(excerpts: Iterable[Excerpt], budget: int = CONTEXT_TOKENS) -> Fitted:
    """Keep excerpts in their order of worth while they fit; smaller later ones may still fit."""
    kept: list[Excerpt] = []
    dropped: list[str] = []
    for excerpt in excerpts:
        cost = tokens(excerpt.text)
        if cost <= budget:
            budget -= cost
            kept.append(excerpt)
        else:
            dropped.append(f"{excerpt.role} {excerpt.symbol or excerpt.path}")
    return Fitted(tuple(kept), tuple(dropped))


def around(lines: list[str], middle: int, budget: int) -> tuple[int, int]:
    """Return the first and the last line (from zero, inclusive) around one, within a budget."""
    first = last = middle
    left = budget - tokens(lines[middle])
    while True:
        grown = [line for line in (first - 1, last + 1) if 0 <= line < len(lines)]
        grown = [line for line in grown if tokens(lines[line]) <= left]
        if not grown:
            return first, last
        for line in grown:
            left -= tokens(lines[line])
            if left < 0:
                return first, last
            first, last = min(first, line), max(last, line)
