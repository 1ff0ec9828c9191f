"""What is set before selected code, and what is read and set after it, in the function around it."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from devmentor_analyzers.extraction.flow import Flow, Names, flow, jumps, swallows
from devmentor_analyzers.extraction.place import Level, Place
from devmentor_analyzers.extraction.scopes import FUNCTIONS, bound_by, parameters

_LOOPS: Final = (ast.For, ast.AsyncFor, ast.While)
_TRIES: Final = (ast.Try, getattr(ast, "TryStar", ast.Try))


@dataclass(frozen=True, slots=True)
class Around:
    """Names, by what the rest of the function does with them."""

    set_before: Names
    """Set whenever the selected code is reached."""

    read_after: Names
    """Perhaps read before they are set again, once the selected code has run."""

    changed_after: Names
    """Set by what may run later, as another turn of a loop."""

    read_when_failed: Names
    """Perhaps read when the selected code raises an exception in the middle."""

    is_last: bool
    """Whether the function returns nothing, and at once, when the selected code has run."""


def around(place: Place) -> Around:
    """Look around selected code, up to the beginning of its function, class or module."""
    levels = place.own_levels
    after = _After()
    for number in range(len(levels) - 1, -1, -1):
        statement = _statement(levels[number - 1]) if number else None
        after.step(levels[number], statement)
    return Around(
        _set_before(levels),
        frozenset(after.read),
        frozenset(after.changed),
        frozenset(after.failed),
        after.is_last,
    )


def _statement(level: Level) -> ast.stmt:
    return level.block[level.first]


def _set_before(levels: Sequence[Level]) -> Names:
    owner = levels[0].owner
    found = Flow(sure=frozenset(parameters(owner) if isinstance(owner, FUNCTIONS) else ()))
    for number, level in enumerate(levels):
        if number:
            found = found.then(_head(level))
        found = found.then(flow(level.before))
    return found.sure


def _head(level: Level) -> Flow:
    """What has happened when a block begins."""
    match level.owner:
        case ast.For() | ast.AsyncFor() as loop if level.block is loop.body:
            return flow([loop.iter, loop.target])
        case ast.If() | ast.While() as asking:
            return flow([asking.test])
        case ast.With() | ast.AsyncWith() as managed:
            return flow(
                p for each in managed.items for p in (each.context_expr, each.optional_vars)
            )
        case ast.ExceptHandler() as handler:
            return Flow(sure=frozenset(bound_by(handler)))
        case ast.match_case() as case:
            return flow([case.pattern, case.guard])
        case _ as owner if isinstance(owner, _TRIES) and level.block is level.part("orelse"):
            return flow(level.part("body"))
        case _:
            return Flow()


class _After:
    """Goes from selected code outwards."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.changed: set[str] = set()
        self.failed: set[str] = set()
        self.is_last = True
        self._set: set[str] = set()
        self._is_reached = True
        self._may_fail = False
        """Whether what is further out goes on after an exception."""

    def step(self, level: Level, statement: "ast.stmt | None") -> None:
        """Take in what is behind it in its block, then what the statement of the block does."""
        rest = flow(level.after)
        has_jumps = bool(jumps(level.after))
        self._take(rest)
        self.changed |= rest.changed
        self.is_last = self.is_last and not level.after
        if not has_jumps:
            self._set |= rest.sure
            self._is_reached = self._is_reached and not rest.ends
        if statement is not None:
            self._leave(level, statement)

    def _take(self, later: Flow) -> None:
        if self._is_reached:
            self.read |= later.read - self._set
        if self._may_fail:
            self.failed |= later.read

    def _leave(self, level: Level, statement: ast.stmt) -> None:
        if isinstance(statement, _LOOPS):
            self._turn(level, statement)
        elif isinstance(statement, _TRIES):
            self._fail(level, statement)
        elif swallows(statement):
            self._may_fail = True

    def _turn(self, level: Level, loop: "ast.For | ast.AsyncFor | ast.While") -> None:
        self.is_last = False
        if level.block is loop.body:
            head = [loop.test] if isinstance(loop, ast.While) else [loop.target]
            again = flow([*head, *loop.body])
            self._take(again)
            self.changed |= again.changed
            self._take(flow(loop.orelse))

    def _fail(self, level: Level, statement: Any) -> None:
        last = flow(statement.finalbody)
        in_body = level.block is statement.body
        self.is_last = self.is_last and not (statement.finalbody or (in_body and statement.orelse))
        if in_body:
            self._take(flow(statement.orelse))
            handlers = [flow([each.type, *each.body]) for each in statement.handlers]
            self.read.update(*(each.read for each in handlers))
            self.failed.update(*(each.read for each in handlers))
            if any(not each.ends for each in handlers):
                self._may_fail = self._is_reached = True
                self._set.clear()
        self.read |= last.read
        self.failed |= last.read
        self.changed |= last.changed
