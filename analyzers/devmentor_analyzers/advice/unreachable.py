"""`unreachable`: statements behind one that always leaves."""

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Tag
from devmentor_protocol.position import Range

CODE = "unreachable"
_LEAVES = frozenset(
    [
        *("return_statement", "raise_statement", "break_statement", "continue_statement"),
        *("throw_statement",),
    ]
)
_BLOCKS = {
    "python": ("block",),
    "javascript": ("statement_block",),
    "javascriptreact": ("statement_block",),
    "typescript": ("statement_block",),
    "typescriptreact": ("statement_block",),
    "go": ("block", "statement_list"),
    "php": ("compound_statement",),
}
_REACHED_ALL_THE_SAME = frozenset(
    [
        *("comment", "function_declaration", "generator_function_declaration", "empty_statement"),
        *("class_declaration", "variable_declaration", "labeled_statement", "function_definition"),
        *("interface_declaration", "type_alias_declaration", "named_label_statement"),
    ]
)
"""Nothing at all, what is known before it is reached, and what one may jump to."""

_STEP = 4_000


def unreachable(parsed: Parsed, path: str) -> Iterator[Finding | None]:
    """Each stretch that is never run; None now and then, so that a caller may pause."""
    blocks = _BLOCKS.get(parsed.language)
    if blocks is None:
        return
    for count, node in enumerate(_all(parsed), 1):
        if node.type in blocks and (behind := _behind(parsed, node)):
            yield _finding(parsed, path, behind)
        elif count % _STEP == 0:
            yield None


def _all(parsed: Parsed) -> Iterator[Node]:
    cursor = parsed.tree.walk()
    while (node := cursor.node) is not None:
        yield node
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _behind(parsed: Parsed, block: Node) -> Sequence[Node]:
    """What follows the first statement that leaves; nothing when some of it may be meant."""
    if block.has_error:
        return ()
    statements = block.named_children
    at = next((n for n, each in enumerate(statements) if each.type in _LEAVES), None)
    if at is None:
        return ()
    rest = statements[at + 1 :]
    while rest and rest[0].type in _REACHED_ALL_THE_SAME:
        rest = rest[1:]
    while rest and rest[-1].type == "comment":
        rest = rest[:-1]
    if any(each.type in _REACHED_ALL_THE_SAME - {"comment"} for each in rest):
        return ()
    text = parsed.data[rest[0].start_byte : rest[-1].end_byte] if rest else b""
    return () if b"yield" in text else rest  # it makes a function a generator


def _finding(parsed: Parsed, path: str, behind: Sequence[Node]) -> Finding:
    start, end = parsed.position(behind[0].start_byte), parsed.position(behind[-1].end_byte)
    message = "This is never run: the statement above always leaves. Delete it, or move it up."
    return hint(path, Range(start=start, end=end), CODE, message, tags=(Tag.UNNECESSARY,))
