"""The imports of one file, as they must be once modules, or the file itself, have moved."""

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from devmentor_analyzers.extraction.scopes import FUNCTIONS, bound, bound_by, own_nodes
from devmentor_analyzers.semantics.moves import Moves, relative
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Position, Range

_MODULE = re.compile(r"from\s*(?P<module>[.\w\s\\]*?)\s*\bimport\b")
Taken = tuple[str, str, str | None]
"""Module, name and alias of something that is imported."""


def rewritten(snapshot: Snapshot, moves: Moves) -> list[Edit]:
    """Edits of a file where it is now; none when it does not parse."""
    try:
        tree = ast.parse(snapshot.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    rewriting = _Rewriting(snapshot, moves, tree)
    nodes = sorted(ast.walk(tree), key=lambda node: not isinstance(node, ast.Import))
    return [edit for node in nodes for edit in rewriting.edits(node)]


class _Rewriting:
    def __init__(self, snapshot: Snapshot, moves: Moves, tree: ast.AST) -> None:
        self._snapshot = snapshot
        self._lines = snapshot.lines
        self._moves = moves
        self._path = snapshot.path
        self._new_path = moves.after(snapshot.path)
        self._renamed: dict[str, str] = {}
        self._tree = tree

    def edits(self, node: ast.AST) -> Iterator[Edit]:
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield from self._whole_module(alias)
            case ast.ImportFrom():
                yield from self._names_of_module(node)
            case ast.Attribute() if self._renamed:
                new = self._renamed.get(_chain(node))
                if new is not None and id(node) not in self._hidden:
                    yield self._edit(node, new)
            case _:
                pass

    @cached_property
    def _hidden(self) -> set[int]:
        return _hidden(self._tree)

    def _whole_module(self, alias: ast.alias) -> Iterator[Edit]:
        """`import a.b` is also how its uses name the module; a short name is kept as an alias."""
        new = self._moves.name(alias.name, self._path)
        if new == alias.name:
            return
        if alias.asname:
            yield self._edit(alias, f"{new} as {alias.asname}")
        elif "." in alias.name:
            self._renamed[alias.name] = new
            yield self._edit(alias, new)
        else:
            yield self._edit(alias, f"{new} as {alias.name}")

    def _names_of_module(self, node: ast.ImportFrom) -> Iterator[Edit]:
        before = "." * node.level + (node.module or "")
        old: list[Taken] = [(before, each.name, each.asname) for each in node.names]
        take = self._relative if node.level else self._absolute
        new = [take(node, each) for each in node.names]
        if new == old:
            return
        modules = list(dict.fromkeys(module for module, _, _ in new))
        place = self._module_of(node)
        if modules[0] and len(modules) == 1 and place is not None:
            if modules[0] != before:
                yield Edit(self._path, place, modules[0])
            for alias, was, now in zip(node.names, old, new, strict=True):
                if now[1:] != was[1:]:
                    yield self._edit(alias, _named(*now[1:]))
            return
        statements = [_statement(module, new) for module in modules]
        yield self._edit(node, f"\n{' ' * node.col_offset}".join(statements))

    def _absolute(self, node: ast.ImportFrom, alias: ast.alias) -> Taken:
        module = node.module or ""
        new_module = self._moves.name(module, self._path)
        inner = f"{module}.{alias.name}"
        new = self._moves.name(inner, self._path)
        if new == inner:
            return new_module, alias.name, alias.asname
        return _taken(*_split(new), alias)

    def _relative(self, node: ast.ImportFrom, alias: ast.alias) -> Taken:
        """Worked out from files: what a relative import means depends on where it stands."""
        folder = self._path.parent
        for _ in range(node.level - 1):
            folder = folder.parent
        target = folder.joinpath(*(node.module or "").split("."))
        inner = _file(target / alias.name)
        if inner is None:
            module = _file(target) or target / "__init__.py"
            return self._from(module), alias.name, alias.asname
        after = self._moves.after(inner)
        if not self._is_near(after):
            return _taken(*_split(self._moves.dotted(after)), alias)
        home = after.parent if after.stem == "__init__" else after
        return _taken(relative(self._new_path, home.parent / "__init__.py"), home.stem, alias)

    def _from(self, module: Path) -> str:
        """How the file will name a module: relative within its package, else in full."""
        after = self._moves.after(module)
        if self._is_near(after):
            return relative(self._new_path, after)
        return self._moves.dotted(after)

    def _is_near(self, after: Path) -> bool:
        top = self._moves.top(self._new_path)
        same_package = (
            top != self._new_path.parent
            and self._moves.top(after) == top
            and after.relative_to(top).parts[0] == self._new_path.relative_to(top).parts[0]
        )
        return same_package or (top == self._new_path.parent == after.parent)

    def _module_of(self, node: ast.ImportFrom) -> Range | None:
        start = self._lines.offset(self._at(node.lineno, node.col_offset))
        found = _MODULE.match(self._snapshot.text, start)
        if found is None:
            return None
        first, last = (self._lines.position(offset) for offset in found.span("module"))
        return Range(start=first, end=last)

    def _edit(self, node: ast.Import | ast.ImportFrom | ast.alias | ast.expr, text: str) -> Edit:
        end_line, end = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        start = self._at(node.lineno, node.col_offset)
        return Edit(self._path, Range(start=start, end=self._at(end_line, end)), text)

    def _at(self, line: int, byte: int) -> Position:
        """Python counts lines from one and columns in bytes of UTF-8."""
        before = self._lines.line(line - 1).encode("utf-8", "surrogatepass")[:byte]
        return Position(line=line - 1, character=len(before.decode("utf-8", "surrogatepass")))


def _split(dotted: str) -> tuple[str, str]:
    module, _, name = dotted.rpartition(".")
    return module, name


def _taken(module: str, name: str, alias: ast.alias) -> Taken:
    """What it is called in this file stays."""
    kept = alias.asname or (alias.name if name != alias.name else None)
    return module, name, kept


def _statement(module: str, taken: list[Taken]) -> str:
    names = [_named(name, alias) for from_, name, alias in taken if from_ == module]
    if not module:
        return f"import {', '.join(names)}"
    return f"from {module} import {', '.join(names)}"


def _named(name: str, alias: str | None) -> str:
    return f"{name} as {alias}" if alias else name


def _hidden(tree: ast.AST) -> set[int]:
    """Attributes, by identity, of what functions call by the name of a module."""
    found: set[int] = set()
    for function in ast.walk(tree):
        if isinstance(function, (*FUNCTIONS, ast.Lambda)):
            body = [function.body] if isinstance(function, ast.Lambda) else function.body
            imports = (node for node in own_nodes(body) if isinstance(node, ast.Import))
            own = bound(function) - {name for node in imports for name in bound_by(node)}
            attributes = (node for node in ast.walk(function) if isinstance(node, ast.Attribute))
            found |= {id(node) for node in attributes if _chain(node).partition(".")[0] in own}
    return found


def _file(module: Path) -> Path | None:
    """The file of a module; None when there is none."""
    for path in (module / "__init__.py", module.with_name(f"{module.name}.py")):
        if path.is_file():
            return path
    return module / "__init__.py" if module.is_dir() else None


def _chain(node: ast.Attribute) -> str:
    parts = [node.attr]
    inner = node.value
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    return ".".join([inner.id, *reversed(parts)]) if isinstance(inner, ast.Name) else ""
