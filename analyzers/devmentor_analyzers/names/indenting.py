"""Code moved to the right or the left without touching the text of its strings.

jedi moves every line, so that strings over several lines would say something else.
"""

from collections.abc import Iterator
from typing import Any, Final

from devmentor_analyzers.names.jedi_api import parso

_STEP: Final = " " * 4


def placed(code: str, indention: str | None = None) -> str:
    """What jedi's `indent_block` is to give: a body, a function, or an assignment in its place.

    An assignment keeps its lines behind the first where they are: they stand in brackets or strings.
    """
    if indention is not None and not code.startswith(("def ", "@")):
        return indention + code
    return indented(code, _STEP if indention is None else indention)


def indented(code: str, indention: str) -> str:
    """Every line that is code, and the empty ones between, further to the right."""
    body = code.rstrip("\n")
    fixed = _within_strings(body)
    lines = enumerate(body.split("\n"), start=1)
    moved = (line if number in fixed else indention + line for number, line in lines)
    return "\n".join(moved) + code[len(body) :]


def dedented(code: str) -> str:
    """Code without the space that all of its lines begin with."""
    fixed = _within_strings(code)
    lines = code.split("\n")
    margins = [
        line[: len(line) - len(line.lstrip())]
        for number, line in enumerate(lines, start=1)
        if line.strip() and number not in fixed
    ]
    margin = _common(margins)
    moved = (
        line if number in fixed else line.removeprefix(margin) if line.strip() else ""
        for number, line in enumerate(lines, start=1)
    )
    return "\n".join(moved)


def _common(margins: list[str]) -> str:
    least, most = min(margins, default=""), max(margins, default="")
    length = next((at for at, each in enumerate(least) if each != most[at : at + 1]), len(least))
    return least[:length]


def _within_strings(code: str) -> set[int]:
    """Numbers of lines, from one, that begin inside of a string."""
    return {line for first, last in _strings(code) for line in range(first + 1, last + 1)}


def _strings(code: str) -> Iterator[tuple[int, int]]:
    leaf: Any = parso.parse(code).get_first_leaf()
    begun: list[int] = []
    while leaf is not None:
        if leaf.type == "fstring_start":
            begun.append(leaf.start_pos[0])
        elif leaf.type == "fstring_end" and begun:
            yield begun.pop(), leaf.end_pos[0]
        elif leaf.type == "string":
            yield leaf.start_pos[0], leaf.end_pos[0]
        leaf = leaf.get_next_leaf()
