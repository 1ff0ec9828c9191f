"""Where a new import belongs in Python."""

import re

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed

_IMPORTS = frozenset({"import_statement", "import_from_statement", "future_import_statement"})


_HEAD = re.compile(rb"(?:#!.*\n)?(?:#.*coding[:=].*\n)?")
_COMMENTS = re.compile(rb"(?:[ \t]*#.*\n)+(?=\s*\n|\Z)")


def import_line(parsed: Parsed) -> int:
    """The line behind the first block of imports, else behind the docstring, from zero.

    What comes first stays first: how the file is run and read, and a comment that stands apart, such
    as its licence.
    """
    line = _behind_comments(parsed.data)
    for node in parsed.tree.root_node.children:
        if node.type in _IMPORTS or _is_text(node):
            line = parsed.line_of(node.end_byte - 1) + 1
        elif node.type != "comment":
            break
    return line


def _is_text(node: Node) -> bool:
    inner = node.named_child(0) if node.type == "expression_statement" else None
    return inner is not None and inner.type == "string"


def _behind_comments(data: bytes) -> int:
    head = _HEAD.match(data)
    end = head.end() if head else 0
    apart = _COMMENTS.match(data, end)
    return data.count(b"\n", 0, apart.end() if apart else end)
