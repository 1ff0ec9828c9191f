"""Brackets without a partner, for languages whose grammar cannot be believed about the rest."""

from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed

PAIRS = {"(": ")", "[": "]", "{": "}"}
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}


def lonely(parsed: Parsed) -> Node | None:
    """The bracket that has no partner, if there is just one way to see it.

    The lexer finds brackets, and leaves out those in comments and strings, also where the parser
    is lost.
    """
    open_: list[Node] = []
    for bracket in _brackets(parsed):
        if bracket.type in PAIRS:
            open_.append(bracket)
        elif not open_ or open_[-1].type != CLOSERS[bracket.type]:
            return bracket if not open_ else open_[-1]
        else:
            open_.pop()
    return open_[0] if len(open_) == 1 else None


def _brackets(parsed: Parsed) -> Iterator[Node]:
    cursor = parsed.tree.walk()
    while (node := cursor.node) is not None:
        if cursor.goto_first_child():
            continue
        if (node.type in PAIRS or node.type in CLOSERS) and not node.is_missing:
            yield node
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
