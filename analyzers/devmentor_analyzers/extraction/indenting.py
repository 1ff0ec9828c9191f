"""Code moved to the right or the left without touching the text of its strings."""

import io
import tokenize
from collections.abc import Iterator, Sequence
from typing import Final

_BEGINS: Final = getattr(tokenize, "FSTRING_START", -1)
_ENDS: Final = getattr(tokenize, "FSTRING_END", -1)
"""An f-string is one token up to Python 3.11, and several since."""


def moved(code: str, indention: str) -> str:
    """Whole statements, or an expression in brackets, with another space before all of their lines."""
    within = _within_strings(code)
    lines = code.split("\n")
    free = [line for number, line in enumerate(lines, 1) if line.strip() and number not in within]
    margin = _common([line[: len(line) - len(line.lstrip())] for line in free])
    return "\n".join(
        line
        if number in within
        else f"{indention}{line.removeprefix(margin)}"
        if line.strip()
        else ""
        for number, line in enumerate(lines, 1)
    )


def _common(margins: Sequence[str]) -> str:
    least, most = min(margins, default=""), max(margins, default="")
    length = next((at for at, each in enumerate(least) if each != most[at : at + 1]), len(least))
    return least[:length]


def _within_strings(code: str) -> set[int]:
    """Numbers of lines, from one, that begin inside of a string."""
    return {line for first, last in _strings(code) for line in range(first + 1, last + 1)}


def _strings(code: str) -> Iterator[tuple[int, int]]:
    begun: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == _BEGINS:
            begun.append(token.start[0])
        elif token.type == _ENDS:
            yield begun.pop(), token.end[0]
        elif token.type == tokenize.STRING:
            yield token.start[0], token.end[0]
