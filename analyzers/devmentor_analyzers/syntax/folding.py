"""Lines that may be folded: blocks, brackets, imports, comments."""

from collections.abc import Iterable, Iterator, Sequence

from tree_sitter import Node

from devmentor_analyzers.syntax.headings import extents
from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Fold

_IMPORT_GAP = 2
"""Import statements this many lines apart (one empty line between) are one group."""


def folds(parsed: Parsed) -> tuple[Fold, ...]:
    """List the folds of a document, one for each first line: the longest."""
    captured = parsed.captures(query(parsed.language, "folds"))
    of: dict[str, list[Node]] = {}
    for name, node in captured:
        of.setdefault(name, []).append(node)
    found = [
        *(_body(parsed, node) for node in of.get("body", ())),
        *(_bracket(parsed, node) for node in of.get("bracket", ())),
        *(_lines(parsed, node, None) for node in of.get("text", ())),
        *_groups((_lines(parsed, node, "imports") for node in of.get("import", ())), _IMPORT_GAP),
        *_sections(parsed, of.get("heading", ())),
        *_groups((_lines(parsed, node, "comment") for node in _own_line(parsed, of)), 1),
    ]
    longest: dict[int, Fold] = {}
    for fold in found:
        kept = longest.get(fold.start_line)
        if fold.end_line > fold.start_line and (kept is None or kept.end_line < fold.end_line):
            longest[fold.start_line] = fold
    return tuple(longest[line] for line in sorted(longest))


def _body(parsed: Parsed, node: Node) -> Fold:
    """An indented block folds into the line of the statement it belongs to."""
    head = node.parent or node
    return Fold(parsed.line_of(head.start_byte), _last_line(parsed, node))


def _bracket(parsed: Parsed, node: Node) -> Fold:
    """What is between brackets folds so that the closing one stays in sight."""
    return Fold(parsed.line_of(node.start_byte), _last_line(parsed, node) - 1)


def _lines(parsed: Parsed, node: Node, kind: str | None) -> Fold:
    return Fold(parsed.line_of(node.start_byte), _last_line(parsed, node), kind)


def _sections(parsed: Parsed, headings: Sequence[Node]) -> Iterator[Fold]:
    for heading, end in zip(headings, extents(parsed, headings), strict=True):
        yield Fold(parsed.line_of(heading.start_byte), parsed.line_of(end))


def _last_line(parsed: Parsed, node: Node) -> int:
    """Line of the last visible character: some nodes end with line ends and empty lines."""
    end = node.end_byte
    while end > node.start_byte and parsed.data[end - 1 : end].isspace():
        end -= 1
    return parsed.line_of(max(node.start_byte, end - 1))


def _own_line(parsed: Parsed, of: dict[str, list[Node]]) -> Iterator[Node]:
    """Comments that have no code before them."""
    for node in of.get("comment", ()):
        start = parsed.data.rfind(b"\n", 0, node.start_byte) + 1
        if not parsed.data[start : node.start_byte].strip():
            yield node


def _groups(parts: Iterable[Fold], gap: int) -> Iterator[Fold]:
    """Join neighbours that are at most `gap` lines apart."""
    group: Fold | None = None
    for part in parts:
        if group is not None and part.start_line - group.end_line <= gap:
            group = Fold(group.start_line, max(group.end_line, part.end_line), group.kind)
            continue
        if group is not None:
            yield group
        group = part
    if group is not None:
        yield group
