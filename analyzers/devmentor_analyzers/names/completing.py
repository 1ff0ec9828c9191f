"""Completions: what may be typed, best first."""

import re
from typing import Final

from devmentor_analyzers.names.describing import declaration, documentation
from devmentor_analyzers.names.jedi_api import Completion
from devmentor_analyzers.names.wire import About, Offer, Offers

KINDS: Final = {
    "module": "module",
    "namespace": "module",
    "class": "class",
    "instance": "variable",
    "function": "function",
    "param": "variable",
    "path": "file",
    "keyword": "keyword",
    "property": "property",
    "statement": "variable",
}
_WORD_BEFORE: Final = re.compile(r"\w*\Z")


def offers(found: list[Completion], before: str, limit: int) -> Offers:
    """The best `limit` of what jedi found; `before` is the line up to the cursor."""
    word = _WORD_BEFORE.search(before)
    typed = word.group() if word else ""
    ranked = sorted(enumerate(found), key=lambda each: (_rank(each[1], typed), each[0]))
    items = [
        Offer(
            label=completion.name_with_symbols,
            kind=KINDS.get(completion.type, "text"),
            insert=_insert(completion, typed),
            sort_key=f"{place:05}",
        )
        for place, (_, completion) in enumerate(ranked[:limit])
    ]
    return Offers(items, incomplete=len(found) > limit)


def about(completion: Completion) -> About:
    """Signature and documentation, which take a while to find."""
    return About(declaration(completion), documentation(completion))


def _rank(completion: Completion, typed: str) -> tuple[int, bool]:
    """Arguments of the call first, then names, keywords and built-ins, private and dunder."""
    name = completion.name_with_symbols
    other_case = not name.startswith(typed)
    if name.endswith("=") and not typed.startswith("_"):
        return 0, other_case
    if name.startswith("__"):
        return 5, other_case
    if name.startswith("_"):
        return 4, other_case
    if completion.type == "keyword" or completion.in_builtin_module():
        return 2, other_case
    return 1, other_case


def _insert(completion: Completion, typed: str) -> str:
    """What replaces the word before the cursor: keys and paths begin before that word."""
    name = completion.name_with_symbols
    if completion.get_completion_prefix_length() == len(typed) and name[:1] not in "\"'":
        return name
    return typed + (completion.complete or "")
