"""The tokens of a program by their kinds: names and literals of any kind are alike."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from devmentor_analyzers.metrics.constructs import MEASURED
from devmentor_analyzers.syntax.parsed import Parsed

_WHOLE = ("string", "char_literal", "heredoc", "raw_string", "regex", "template_string")
"""Nodes that are one literal, whatever they are made of."""

_LEFT_OUT = ("import", "use_declaration", "using_directive", "preproc", "package", "comment")
"""Nodes that are alike in all files, and say nothing of what a program does."""

_STEP = 4_000
_MOST = 400_000


@dataclass(slots=True)
class CodeTokens:
    """The tokens of one text, in its order: `kinds` are the grammar's numbers."""

    kinds: "array[int]" = field(default_factory=lambda: array("H"))
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    """Offsets in bytes."""

    ends: "array[int]" = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.kinds)


def code_tokens(parsed: Parsed) -> Iterator[CodeTokens]:
    """Read the tokens of a program in steps; the last value has them all, none for data."""
    tokens = CodeTokens()
    if parsed.language in MEASURED:
        for count, node in enumerate(_leaves(parsed), 1):
            tokens.kinds.append(node.kind_id)
            tokens.starts.append(node.start_byte)
            tokens.ends.append(node.end_byte)
            if count % _STEP == 0:
                yield tokens
            if count == _MOST:
                break
    yield tokens


def _leaves(parsed: Parsed) -> Iterator[Node]:
    cursor = parsed.tree.walk()
    while (node := cursor.node) is not None:
        kind = node.type
        if node.is_extra or kind.startswith(_LEFT_OUT) or _is_docstring(node):
            pass
        elif not (kind.startswith(_WHOLE) and node.is_named) and cursor.goto_first_child():
            continue
        elif node.end_byte > node.start_byte:
            yield node
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _is_docstring(node: Node) -> bool:
    if node.type != "expression_statement" or node.child_count != 1:
        return False
    child = node.children[0]
    return child.type == "string"
