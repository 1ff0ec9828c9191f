"""What of selected code would do something else in a function of its own."""

import ast
from collections.abc import Iterable, Sequence
from typing import Final

from devmentor_analyzers.extraction.around import Around
from devmentor_analyzers.extraction.flow import Flow, flow, jumps
from devmentor_analyzers.extraction.place import NotExtracted, Place
from devmentor_analyzers.extraction.scopes import (
    COMPREHENSIONS,
    FUNCTIONS,
    bound,
    bound_by,
    declared,
    own_nodes,
    parameters,
    targets,
)

_LOOK_AROUND: Final = frozenset({"locals", "vars", "dir", "eval", "exec"})
_WAITING: Final = (ast.Await, ast.AsyncFor, ast.AsyncWith)
_SIMPLE: Final = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom)


def check_kinds(place: Place, nodes: Iterable[ast.AST]) -> None:
    """Raise `NotExtracted` for what only works where it is, by its kind alone."""
    for node in nodes:
        if reason := _reason(node):
            raise NotExtracted(reason)
        if isinstance(node, _WAITING) and place.function is None:
            raise NotExtracted("`await` works in a function only")
    if place.expression is not None:
        return
    if _is_documentation(place, place.statements[0]):
        raise NotExtracted("Documentation stays with what it documents")
    if jumps(place.statements):
        raise NotExtracted("`break` and `continue` stay in their loop")


def _reason(node: ast.AST) -> str:
    match node:
        case ast.Yield() | ast.YieldFrom():
            return "What yields cannot be extracted"
        case ast.Global() | ast.Nonlocal():
            return "`global` and `nonlocal` stay in their function"
        case ast.ImportFrom(module="__future__"):
            return "An import of `__future__` stays at the top"
        case ast.ImportFrom(names=[ast.alias(name="*")]):
            return "What `import *` brings cannot be given back"
        case ast.Name(id=name) if name in _LOOK_AROUND:
            return f"`{name}` sees the names around it: they would be others"
        case _:
            return ""


def _is_documentation(place: Place, statement: ast.stmt) -> bool:
    level = place.levels[-1]
    is_first = level.first == 0 and level.owner is place.scopes[-1]
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return is_first
        case _:
            return False


def check_surroundings(place: Place) -> None:
    """Raise `NotExtracted` for an expression that uses names of an expression around it."""
    assert place.expression is not None
    used = flow([place.expression]).read
    for parent in place.parents:
        if isinstance(parent, COMPREHENSIONS):
            inner = targets(parent)
        else:
            inner = parameters(parent) if isinstance(parent, ast.Lambda) else set[str]()
        if used & inner:
            raise NotExtracted("It uses a name of the expression around it")
    if isinstance(getattr(place.expression, "ctx", ast.Load()), ast.Store | ast.Del):
        raise NotExtracted("It is no value, but what is given one")
    if isinstance(place.expression, ast.Name) and place.expression.id == "super":
        raise NotExtracted("`super` works where it is called")
    if any(isinstance(node, ast.NamedExpr) for node in ast.walk(place.expression)):
        raise NotExtracted("It gives a name a value")


def check_names(
    place: Place, own: Flow, rest: Around, nodes: Sequence[ast.AST], seen: set[str]
) -> None:
    """Raise `NotExtracted` where others see a name that is set here sooner than they would then.

    `seen`: by functions elsewhere in the scope.
    """
    scope = place.scopes[-1]
    inner = {id(node) for node in nodes}
    outside = [node for node in own_nodes(scope.body) if id(node) not in inner]
    local = bound(scope)
    early = _set_early(place) & local
    seen_now = seen if any(isinstance(node, ast.Call) for node in nodes) else set[str]()
    if found := early & (seen_now | rest.read_when_failed):
        raise NotExtracted(f"`{min(found)}` is seen elsewhere before this ends")
    if found := own.kept & local & (rest.changed_after | (own.changed & seen)):
        raise NotExtracted(f"A function that is made here sees how `{min(found)}` changes later")
    if found := {*_deleted(nodes)} & {*_named(outside)}:
        raise NotExtracted(f"`{min(found)}` is deleted here")
    if found := own.changed & declared(own_nodes(scope.body), ast.Nonlocal):
        raise NotExtracted(f"`{min(found)}` belongs to a function around this one")
    outermost = next((each for each in place.scopes if isinstance(each, FUNCTIONS)), None)
    shared = declared(ast.walk(outermost), ast.Nonlocal) if outermost is not None else set[str]()
    if found := own.read & shared:
        raise NotExtracted(f"`{min(found)}` is set by several functions")


def _set_early(place: Place) -> set[str]:
    """Names set before the last thing that happens in the selected code."""
    if place.expression is not None:
        return set()
    *first, last = place.statements
    return {*flow(first if isinstance(last, _SIMPLE) else [*first, last]).changed}


def _deleted(nodes: Iterable[ast.AST]) -> Iterable[str]:
    return (
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)
    )


def _named(nodes: Iterable[ast.AST]) -> Iterable[str]:
    for node in nodes:
        yield from bound_by(node)
        if isinstance(node, ast.Name):
            yield node.id
