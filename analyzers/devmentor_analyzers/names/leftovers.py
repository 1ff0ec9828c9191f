"""Where a name stands in code that a quicker engine has not found already."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from devmentor_analyzers.names.wire import Place

Spot = tuple[str, int, int]
"""Path, line and character from zero in code points."""

_PIECES: Final = (
    r"#[^\n]*"
    r'|[rRbBuUfF]{0,2}(?:"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
)
"""Comments and strings."""

_QUOTED: Final = r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'"
_EXPORTS: Final = rf"\b__all__\s*(?::[^=\n]*)?(?:\+?=|\.extend\()\s*[\[(](?:{_QUOTED}|[^\])\"'#])*"
"""What a module exports: strings that are no types."""


def files_left(name: str, files: Iterable[tuple[Path, str]], known: Iterable[Place]) -> list[Path]:
    """Return the files, given with their texts, in which a name stands at a place nobody knows."""
    spots = {(place.path, *place.span[:2]) for place in known}
    return [path for path, text in files if not all(s in spots for s in _spots(name, path, text))]


def _spots(name: str, path: Path, text: str) -> Iterator[Spot]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for start in _stands(name, text):
        yield str(path), text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1


def _stands(name: str, text: str) -> Iterator[int]:
    """Yield where a name stands: not in comments and prose, but in strings that may be types."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    for piece in re.finditer(rf"{_EXPORTS}|{_PIECES}|\b{re.escape(name)}\b", text, re.DOTALL):
        found = piece.group()
        if found == name:
            yield piece.start()
        elif found.startswith("__all__"):
            exported = re.sub(_QUOTED, lambda quoted: " " * len(quoted.group()), found)
            yield from (piece.start() + each.start() for each in word.finditer(exported))
        elif found[0] != "#" and ("f" in found[:2].lower() or not re.search(r"\s", found)):
            yield from (piece.start() + each.start() for each in word.finditer(found))
