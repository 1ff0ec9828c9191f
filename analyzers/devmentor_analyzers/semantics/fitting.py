"""Which of the names an engine offers can stand where the cursor is, by the text before it.

An engine that completes quickly knows types, but not always the place: it offers `break` behind an
operator, arguments inside of an index, and names that are private to another class.
"""

import re
from collections.abc import Iterable

from devmentor_analyzers.values import Completion

_STATEMENT_WORDS = (
    "assert async break class continue def del except finally global nonlocal pass raise return try "
    "while with"
)
_STATEMENTS = frozenset(_STATEMENT_WORDS.split())
"""Keywords that only begin a statement or a block."""

_BEGINNING = re.compile(r"(^|[:;])\s*(async\s+)?$")
_ATTRIBUTE = re.compile(r"(\w*|[)\]}'\"])\s*\.\s*$")
_OWN = frozenset({"self", "cls"})
_OPENERS = {")": "(", "]": "[", "}": "{"}
_MOST = 2_000


def fitting(found: Iterable[Completion], before: str) -> list[Completion]:
    """Leave out what cannot stand behind `before`: the text up to the word that is typed."""
    line = before.rpartition("\n")[2]
    begins = _BEGINNING.search(line) is not None
    attribute = _ATTRIBUTE.search(line)
    foreign = attribute is not None and attribute[1] not in _OWN
    arguments = _innermost(before) in {"(", ""}
    return [
        each
        for each in found
        if (begins or each.kind != "keyword" or each.label not in _STATEMENTS)
        and (arguments or not each.label.endswith("="))
        and not (foreign and _is_private(each.label))
    ]


def _is_private(name: str) -> bool:
    """Python mangles such a name: outside of its class it does not exist."""
    return name.startswith("__") and not name.endswith("__")


def _innermost(text: str) -> str:
    """The bracket that is open at the end of a text; brackets in strings rarely mislead."""
    closed: list[str] = []
    for character in reversed(text[-_MOST:]):
        if character in _OPENERS:
            closed.append(_OPENERS[character])
        elif character in "([{":
            if not closed:
                return character
            closed.pop()
    return ""
