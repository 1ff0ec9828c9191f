"""The public names of a module, read from its source without running it."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class PublicNames:
    """`kinds` by name; `stars` are the modules, dotted, whose public names are taken over."""

    kinds: dict[str, str] = field(default_factory=dict[str, str])
    stars: list[str] = field(default_factory=list[str])


def public_names(source: str, module: str, *, is_package: bool, is_stub: bool) -> PublicNames:
    """What `__all__` lists; without one, what is defined here and, in a package, taken from within.

    Empty when the source does not parse.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return PublicNames()
    reader = _Reader(module, is_package=is_package, is_stub=is_stub)
    for statement in _statements(tree.body):
        reader.read(statement)
    return reader.result()


class _Reader:
    def __init__(self, module: str, *, is_package: bool, is_stub: bool) -> None:
        self._package = module if is_package else module.rpartition(".")[0]
        self._top = module.partition(".")[0]
        self._is_package = is_package
        self._is_stub = is_stub
        self._defined: dict[str, str] = {}
        self._imported: set[str] = set()
        self._listed: list[str] | None = None
        self._stars: list[str] = []

    def read(self, statement: ast.stmt) -> None:
        match statement:
            case ast.ClassDef(name=name):
                self._defined[name] = "class"
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self._defined.setdefault(name, "function")
            case ast.ImportFrom():
                self._read_import(statement)
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                self._listed = _strings(value)
            case ast.AugAssign(target=ast.Name(id="__all__"), value=value):
                self._listed = [*(self._listed or ()), *_strings(value)]
            case ast.Assign(targets=targets):
                for target in targets:
                    self._read_target(target)
            case ast.AnnAssign(target=target):
                self._read_target(target)
            case _:
                pass

    def result(self) -> PublicNames:
        if self._listed is not None:
            names = [name for name in self._listed if not name.startswith("__")]
            return PublicNames({name: self._kind(name) for name in names}, self._stars)
        names = [*self._defined, *sorted(self._imported)]
        public = {name: self._kind(name) for name in names if not name.startswith("_")}
        return PublicNames(public, self._stars)

    def _kind(self, name: str) -> str:
        return self._defined.get(name) or ("class" if name[:1].isupper() else "function")

    def _read_target(self, target: ast.expr) -> None:
        """Variables in lower case are hardly ever meant for others, unless a stub names them."""
        if isinstance(target, ast.Name) and (self._is_stub or target.id.isupper()):
            self._defined.setdefault(target.id, "variable")

    def _read_import(self, statement: ast.ImportFrom) -> None:
        source = self._source(statement)
        is_own = self._is_package and source.partition(".")[0] == self._top
        for alias in statement.names:
            if alias.name == "*":
                self._stars.append(source)
            elif is_own or (self._is_stub and alias.asname == alias.name):
                self._imported.add(alias.asname or alias.name)

    def _source(self, statement: ast.ImportFrom) -> str:
        if not statement.level:
            return statement.module or ""
        parts = self._package.split(".")
        kept = parts[: len(parts) - statement.level + 1]
        return ".".join([*kept, *([statement.module] if statement.module else [])])


def _statements(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Those of a module, also under its conditions: `try: … except ImportError: …`."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If | ast.Try):
            yield from _statements([*statement.body, *statement.orelse])


def _strings(value: ast.expr) -> list[str]:
    """The texts of a list; what is computed is left out."""
    if isinstance(value, ast.BinOp):
        return [*_strings(value.left), *_strings(value.right)]
    items: Iterable[ast.expr] = value.elts if isinstance(value, ast.List | ast.Tuple) else ()
    constants = [each.value for each in items if isinstance(each, ast.Constant)]
    return [each for each in constants if isinstance(each, str)]
