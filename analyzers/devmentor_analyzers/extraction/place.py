"""Where in a module a selected expression or selected statements stand."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from devmentor_analyzers.extraction.scopes import BLOCKS, FUNCTIONS, Block, Function


class NotExtracted(Exception):
    """The message says why not: a sentence for the user, without its full stop."""


@dataclass(frozen=True, slots=True)
class Level:
    """Some statements of one block, and what the block belongs to."""

    owner: ast.AST
    block: Sequence[ast.stmt]
    first: int
    last: int

    @property
    def before(self) -> Sequence[ast.stmt]:
        """What runs before them in their block."""
        return self.block[: self.first]

    @property
    def after(self) -> Sequence[ast.stmt]:
        """What runs after them in their block."""
        return self.block[self.last + 1 :]

    def part(self, name: str) -> Sequence[ast.stmt]:
        """Another block of what it belongs to."""
        return getattr(self.owner, name)


@dataclass(frozen=True, slots=True)
class Place:
    """What is selected, and all that is around it."""

    module: ast.Module
    levels: Sequence[Level]
    """From the module to the block that holds it."""

    expression: ast.expr | None = None
    parents: Sequence[ast.AST] = field(default_factory=list[ast.AST])
    """Of the expression, from its statement inwards."""

    @property
    def statements(self) -> Sequence[ast.stmt]:
        """The selected statements, or the one that holds the expression."""
        level = self.levels[-1]
        return level.block[level.first : level.last + 1]

    @property
    def scopes(self) -> list[Block]:
        """The module, classes and functions around it, from the outside."""
        owners = [level.owner for level in self.levels]
        return [each for each in owners if isinstance(each, BLOCKS)]

    @property
    def function(self) -> Function | None:
        """The function whose code it is; None for that of a module or a class."""
        inner = self.scopes[-1]
        return inner if isinstance(inner, FUNCTIONS) else None

    @property
    def own_levels(self) -> list[Level]:
        """Those inside of the innermost scope, from the outside."""
        inner = self.scopes[-1]
        at = next(n for n, level in enumerate(self.levels) if level.owner is inner)
        return [*self.levels[at:]]


def statements_at(module: ast.Module, lines: Sequence[str], first: int, last: int) -> Place:
    """The statements that fill some lines, counted from one. Raises `NotExtracted`."""
    levels: list[Level] = []
    waiting: list[tuple[ast.AST, Sequence[ast.stmt]]] = [(module, module.body)]
    while waiting:
        owner, block = waiting.pop()
        numbers = [n for n, each in enumerate(block) if begin(each) <= last and _end(each) >= first]
        if not numbers:
            continue
        levels.append(Level(owner, block, numbers[0], numbers[-1]))
        chosen = block[numbers[0] : numbers[-1] + 1]
        if first <= begin(chosen[0]) and _end(chosen[-1]) <= last:
            if _is_filled(lines[first - 1 : begin(chosen[0]) - 1]) and _is_filled(
                lines[_end(chosen[-1]) : last]
            ):
                return Place(module, levels)
            break
        waiting = [*_blocks(chosen[0])] if len(chosen) == 1 else []
    raise NotExtracted("Select whole statements of one block to extract them")


def expression_at(module: ast.Module, start: tuple[int, int], end: tuple[int, int]) -> Place:
    """The expression that begins and ends at some places: lines from one, columns in bytes of UTF-8.

    Raises `NotExtracted`.
    """
    levels: list[Level] = []
    owner: ast.AST = module
    blocks: list[tuple[ast.AST, Sequence[ast.stmt]]] = [(module, module.body)]
    while blocks:
        around = [
            (owner, block, number)
            for owner, block in blocks
            for number, each in enumerate(block)
            if (begin(each), 0) <= start and end <= (each.end_lineno or 0, each.end_col_offset or 0)
        ]
        if not around:
            break
        owner, block, number = around[0]
        levels.append(Level(owner, block, number, number))
        blocks = [*_blocks(block[number])]
    if levels:
        statement = levels[-1].block[levels[-1].first]
        waiting: list[tuple[ast.AST, list[ast.AST]]] = [(statement, [])]
        while waiting:
            node, parents = waiting.pop()
            if isinstance(node, ast.expr) and _span(node) == (start, end):
                return Place(module, levels, node, parents)
            inner = (each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.stmt))
            waiting += [(each, [*parents, node]) for each in inner]
    raise NotExtracted("Select a whole expression to extract it")


def begin(statement: ast.stmt) -> int:
    """The line on which a statement begins, its decorators among it."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _span(node: ast.expr) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def _blocks(node: ast.AST) -> Iterator[tuple[ast.AST, Sequence[ast.stmt]]]:
    """The blocks of a statement, each with what it belongs to."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list) and block:
            yield node, block
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part, part.body


def _is_filled(lines: Sequence[str]) -> bool:
    """Tell whether lines hold nothing but comments."""
    return all(line.strip()[:1] in ("", "#") for line in lines)
