"""Where a new import belongs in Python."""

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed

_IMPORTS = frozenset({"import_statement", "import_from_statement", "future_import_statement"})


def import_line(parsed: Parsed) -> int:
    """The line behind the first block of imports, else behind the docstring, from zero."""
    line = 0
    for node in parsed.tree.root_node.children:
        if node.type in _IMPORTS or _is_text(node):
            line = parsed.line_of(node.end_byte - 1) + 1
        elif node.type != "comment":
            break
    return line


def _is_text(node: Node) -> bool:
    inner = node.named_child(0) if node.type == "expression_statement" else None
    return inner is not None and inner.type == "string"
