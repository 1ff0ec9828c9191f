"""The text of a module once some of its code is a function."""

import ast
import re
from collections.abc import Sequence
from typing import Final

from devmentor_analyzers.extraction.function import NewFunction, new_function
from devmentor_analyzers.extraction.indenting import moved
from devmentor_analyzers.extraction.place import (
    NotExtracted,
    Place,
    begin,
    expression_at,
    statements_at,
)
from devmentor_analyzers.extraction.scopes import FUNCTIONS

Spot = tuple[int, int]
"""Line and column of a text, both from zero, in code points."""

_STEP: Final = " " * 4
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def with_function(code: str, start: Spot, end: Spot, name: str) -> str:
    """Make a function of what is between two places; lines of the result end with newlines.

    Whole lines are statements, and end where the next line begins. Raises `NotExtracted`.
    """
    lines = _LINE_END.split(code)
    try:
        module = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotExtracted("The code around it is no Python yet") from error
    if end[1] == 0 and end[0] > start[0]:
        place = statements_at(module, lines, start[0] + 1, end[0])
        return _of_statements(lines, place, start[0], end[0], name)
    return _of_expression(lines, _found(module, lines, start, end), start, end, name)


def _found(module: ast.Module, lines: Sequence[str], start: Spot, end: Spot) -> Place:
    """The expression between two places; brackets around it are no part of it."""
    while True:
        try:
            return expression_at(module, _in_bytes(lines, start), _in_bytes(lines, end))
        except NotExtracted:
            opened, closed = lines[start[0]][start[1] :], lines[end[0]][: end[1]]
            if not (opened.startswith("(") and closed.endswith(")")):
                raise
            start, end = _inner(lines, start, end)


def _inner(lines: Sequence[str], start: Spot, end: Spot) -> tuple[Spot, Spot]:
    """The same without a bracket and the space within it at both ends."""
    first, last = (start[0], start[1] + 1), (end[0], end[1] - 1)
    while first < last and not lines[first[0]][first[1] :].strip():
        first = first[0] + 1, 0
    while first < last and not lines[last[0]][: last[1]].strip():
        last = last[0] - 1, len(lines[last[0] - 1])
    opened, closed = lines[first[0]][first[1] :], lines[last[0]][: last[1]]
    spaces = len(opened) - len(opened.lstrip())
    return (first[0], first[1] + spaces), (last[0], len(closed.rstrip()))


def _in_bytes(lines: Sequence[str], spot: Spot) -> Spot:
    """The place as `ast` counts it."""
    line, column = spot
    return line + 1, len(lines[line][:column].encode("utf-8", "surrogatepass"))


def _of_statements(lines: list[str], place: Place, first: int, last: int, name: str) -> str:
    made = new_function(place, name)
    if any(_shares_line(lines, each) for each in (place.statements[0], place.statements[-1])):
        raise NotExtracted("Select whole lines to extract statements")
    margin = _margin(lines[begin(place.statements[0]) - 1])
    after = [*lines[:first], margin + made.statement, *lines[last:]]
    return _joined(lines, place, made, "\n".join(lines[first:last]).rstrip(), after)


def _of_expression(lines: list[str], place: Place, start: Spot, end: Spot, name: str) -> str:
    made = new_function(place, name)
    head, tail = lines[start[0]][: start[1]], lines[end[0]][end[1] :]
    text = "\n".join([*lines[start[0] : end[0]], lines[end[0]][: end[1]]])[len(head) :]
    is_safe = "\n" not in text or text[0] in "([{"
    code = f"return {text}" if is_safe else f"return ({text})"
    call = f"({made.call})" if _needs_brackets(place, made) else made.call
    after = [*lines[: start[0]], head + call + tail, *lines[end[0] + 1 :]]
    return _joined(lines, place, made, _margin(lines[start[0]]) + code, after)


def _needs_brackets(place: Place, made: NewFunction) -> bool:
    """Whether the call has to be bracketed: `await`, or a generator that shares those of a call."""
    parent = place.parents[-1] if place.parents else None
    if isinstance(parent, ast.Call) and isinstance(place.expression, ast.GeneratorExp):
        return parent.end_col_offset == place.expression.end_col_offset
    is_part = isinstance(parent, ast.Attribute | ast.Subscript | ast.Call | ast.BinOp)
    return made.is_async and is_part


def _joined(lines: list[str], place: Place, made: NewFunction, code: str, after: list[str]) -> str:
    """The text with the call in it, and the function above."""
    at, margin = _above(lines, place, made)
    inner = margin + _step(lines, place)
    first = [f"{inner}global {', '.join(made.globals)}"] if made.globals else []
    last = [f"{inner}return {', '.join(made.outputs)}"] if made.outputs else []
    head = [margin + line for line in made.head]
    text = [*head, *first, *moved(code, inner).split("\n"), *last]
    gap = [""] if made.owner else ["", ""]
    blank = next((n for n in range(at) if after[at - 1 - n].strip()), at)
    missing = [] if made.owner or blank == at else gap[blank:]
    return "\n".join([*after[:at], *missing, *text, *gap, *after[at:]])


def _above(lines: Sequence[str], place: Place, made: NewFunction) -> tuple[int, str]:
    """Before which line the new function stands, and how far to the right."""
    number = len(place.levels) - 1
    if made.owner:  # beside its method
        while place.levels[number].owner is not place.scopes[-2]:
            number -= 1
    else:
        number = 0
    level = place.levels[number]
    at = level.first
    name = getattr(level.block[at], "name", None)
    while at and name and getattr(level.block[at - 1], "name", None) == name:
        at -= 1  # overloads and properties stay together
    line = begin(level.block[at]) - 1
    margin = _margin(lines[line])
    while line and lines[line - 1].startswith(f"{margin}#"):
        line -= 1
    return line, margin


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _step(lines: Sequence[str], place: Place) -> str:
    """How far the project indents, by the function or class around."""
    for scope in reversed(place.scopes):
        if isinstance(scope, (*FUNCTIONS, ast.ClassDef)):
            outer, inner = (
                _margin(lines[scope.lineno - 1]),
                _margin(lines[begin(scope.body[0]) - 1]),
            )
            if inner.startswith(outer) and inner != outer:
                return inner[len(outer) :]
    return _STEP


def _shares_line(lines: Sequence[str], statement: ast.stmt) -> bool:
    """Whether something else stands on the first or the last line of a statement."""
    head = lines[begin(statement) - 1].encode()[: _column(statement)]
    tail = lines[(statement.end_lineno or 1) - 1].encode()[statement.end_col_offset or 0 :]
    return bool(head.strip()) or tail.strip()[:1] not in (b"", b"#")


def _column(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return 0 if decorators else statement.col_offset
