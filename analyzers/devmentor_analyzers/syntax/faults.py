"""Syntax errors, said so that a person knows what is missing or unexpected."""

from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from devmentor_analyzers.syntax.brackets import CLOSERS, PAIRS, lonely
from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.trust import Trust, is_doubtful, trust
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Position, Range

CODE = "syntax-error"
SOURCE = "syntax"
_MOST = 50
"""After so many errors the file is something else than it says; more would only be noise."""

_MOST_BRACKETS = 3
_SHORT = 30
_WANTS_MORE_OPERATORS = "= := : , . + - * / % & | ^ && || == != < > <= >= => -> ? ! += -= *= /="
_WANTS_MORE_WORDS = "return in as of import from new if for while let const var func fn"
_WANTS_MORE = frozenset(f"{_WANTS_MORE_OPERATORS} {_WANTS_MORE_WORDS}".split())
"""After these tokens something has to follow."""


def faults(parsed: Parsed, path: str) -> list[Finding]:
    """List the syntax errors of a document, outermost only; those that can be believed."""
    believed = trust(parsed, path)
    if believed is Trust.TAGS:
        return _wrong_end_tags(parsed, path)  # the grammar allows for them
    if not parsed.tree.root_node.has_error or believed is Trust.NOTHING:
        return []
    return _all(parsed, path) if believed is Trust.ALL else _lonely_bracket(parsed, path)


def _wrong_end_tags(parsed: Parsed, path: str) -> list[Finding]:
    return [
        _finding(path, parsed.range(tag), f"`{parsed.name(tag)}` closes nothing that is open.")
        for _, tag in parsed.captures(query(parsed.language, "faults"))[:_MOST]
    ]


def _lonely_bracket(parsed: Parsed, path: str) -> list[Finding]:
    bracket = lonely(parsed)
    return [] if bracket is None else [_finding(path, parsed.range(bracket), _lonely(bracket))]


def _all(parsed: Parsed, path: str) -> list[Finding]:
    found: list[Finding] = []
    faulty = (node for node in parsed.faulty() if not is_doubtful(parsed, node))
    for node in islice(faulty, _MOST):
        if node.is_missing:
            found.append(_missing(parsed, node, path))
        else:
            found += [_finding(path, range_, message) for range_, message in _error(parsed, node)]
    return found[:_MOST]


def _missing(parsed: Parsed, node: Node, path: str) -> Finding:
    what = f"`{node.type}`" if not node.is_named else _words(node.type)
    message = f"Expected {what} here."
    parent = node.parent
    if node.type in CLOSERS and parent is not None:
        opener = next((c for c in parent.children if c.type == CLOSERS[node.type]), None)
        if opener is not None:
            line = parsed.line_of(opener.start_byte) + 1
            message = f"Expected `{node.type}`: the `{opener.type}` of line {line} is not closed."
    return _finding(path, _visible(parsed, node.start_byte), message)


def _error(parsed: Parsed, node: Node) -> Iterator[tuple[Range, str]]:
    open_, unexpected = _brackets(node)
    for bracket in (*open_, *unexpected):
        yield parsed.range(bracket), _lonely(bracket)
    if not open_ and not unexpected:
        yield _plain_error(parsed, node)


def _lonely(bracket: Node) -> str:
    if bracket.type in PAIRS:
        return f"`{bracket.type}` is never closed."
    return f"Unexpected `{bracket.type}`: nothing is open to be closed."


def _brackets(node: Node) -> tuple[list[Node], list[Node]]:
    """Brackets directly in an error that have no partner there."""
    open_: list[Node] = []
    unexpected: list[Node] = []
    for child in node.children[:10_000]:
        if child.type in PAIRS:
            open_.append(child)
        elif child.type in CLOSERS:
            if open_ and open_[-1].type == CLOSERS[child.type]:
                open_.pop()
            else:
                unexpected.append(child)
    return open_[-_MOST_BRACKETS:], unexpected[:_MOST_BRACKETS]


def _plain_error(parsed: Parsed, node: Node) -> tuple[Range, str]:
    last = node.child(node.child_count - 1) if node.child_count else None
    if last is not None and not last.is_named and last.type in _WANTS_MORE:
        return parsed.range(last), f"Expected something after `{last.type}`."
    text = parsed.name(node).strip()
    if not text:
        return _visible(parsed, node.start_byte), "Something is missing here."
    first_line = text.splitlines()[0][:_SHORT]
    if first_line == text:
        return parsed.range(node), f"Unexpected `{text}`."
    line = parsed.line_of(node.start_byte)
    head = Range(
        start=parsed.position(node.start_byte),
        end=Position(
            line=line, character=parsed.position(node.start_byte).character + len(first_line)
        ),
    )
    return head, f"Cannot make sense of the code from `{first_line.rstrip()}` on."


def _visible(parsed: Parsed, byte: int) -> Range:
    """A range an editor can underline: the character before a place where something is missing."""
    at = parsed.position(byte)
    if at.character:
        return Range(start=Position(line=at.line, character=at.character - 1), end=at)
    return Range(start=at, end=Position(line=at.line, character=1))


def _words(kind: str) -> str:
    if kind == "number":
        return "a value"  # JSON: the grammar names the kind it tried first
    words = kind.replace("_", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _finding(path: str, range_: Range, message: str) -> Finding:
    return Finding(
        path=path,
        range=range_,
        code=CODE,
        message=message,
        severity=Severity.ERROR,
        source=SOURCE,
    )
