"""What a piece of a syntax tree is made of."""

from collections.abc import Iterator

from tree_sitter import Node


def nodes(root: Node) -> Iterator[Node]:
    """It and all that is in it, in no order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children


def leaves(root: Node) -> Iterator[Node]:
    """Its tokens, in no order."""
    return (node for node in nodes(root) if node.child_count == 0)
