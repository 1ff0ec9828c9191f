"""Which of the names an engine offers can stand where the cursor is, by the text before it.

An engine that completes quickly knows types, but not always the place: it offers `break` behind an
operator, arguments inside of an index, and names that are private to another class.
"""

import re
from collections.abc import Iterable
from keyword import iskeyword

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
_CALLED = re.compile(r"(?:([^\W\d]\w*)|[)\]])\s*\Z")
_UNCALLABLE = re.compile(r"def \w+\(self\b[^)]*: Never\b")
"""A function that is not bound to an object, with a parameter that no value fits.

`dict.setdefault` of a `TypedDict`'s class is one.
"""

_OPENERS = {")": "(", "]": "[", "}": "{"}
_MOST = 2_000


def fitting(found: Iterable[Completion], before: str) -> list[Completion]:
    """Leave out what cannot stand behind `before`: the text up to the word that is typed."""
    line = before.rpartition("\n")[2]
    begins = _BEGINNING.search(line) is not None
    attribute = _ATTRIBUTE.search(line)
    foreign = attribute is not None and attribute[1] not in _OWN
    arguments = _takes_arguments(before)
    return [
        each
        for each in found
        if (begins or each.kind != "keyword" or each.label not in _STATEMENTS)
        and (arguments or not each.label.endswith("="))
        and not (foreign and _is_private(each.label))
        and not _UNCALLABLE.match(each.detail)
    ]


def _is_private(name: str) -> bool:
    """Python mangles such a name: outside of its class it does not exist."""
    return name.startswith("__") and not name.endswith("__")


def _takes_arguments(text: str) -> bool:
    """Tell whether the bracket that is open at the end of a text is a call's; if none is, yes.

    Brackets in strings rarely mislead.
    """
    start = max(0, len(text) - _MOST)
    closed: list[str] = []
    for place in range(len(text) - 1, start - 1, -1):
        character = text[place]
        if character in _OPENERS:
            closed.append(_OPENERS[character])
        elif character in "([{":
            if not closed:
                called = _CALLED.search(text[:place]) if character == "(" else None
                return called is not None and not iskeyword(called[1] or "")
            closed.pop()
    return True
