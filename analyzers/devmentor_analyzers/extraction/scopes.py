"""Which names a piece of Python binds, and which it takes from around it."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Block: TypeAlias = Function | ast.ClassDef | ast.Module
Scope: TypeAlias = Block | ast.Lambda

FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS: Final = (*FUNCTIONS, ast.ClassDef, ast.Module)
COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES: Final = (*FUNCTIONS, ast.Lambda, ast.ClassDef)


def own_nodes(roots: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """What runs where it stands: nothing of the bodies of functions and classes in it."""
    waiting = [*roots]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _outside(node) if isinstance(node, _SCOPES) else ast.iter_child_nodes(node)


def bound(scope: Scope) -> set[str]:
    """Names that are the scope's own."""
    nodes = [*own_nodes(_body(scope))]
    names = {name for node in nodes for name in bound_by(node)} - _targets_of_comprehensions(nodes)
    return (names - declared(nodes, ast.Global, ast.Nonlocal)) | parameters(scope)


def bound_by(node: ast.AST) -> Iterator[str]:
    """Names that one node binds by itself."""
    match node:
        case ast.Name(ctx=ast.Store() | ast.Del()):
            yield node.id
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Import() | ast.ImportFrom():
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case _:
            pass


def declared(nodes: Iterable[ast.AST], *kinds: "type[ast.Global | ast.Nonlocal]") -> set[str]:
    """Names that are said to be of the module, or of a function around."""
    return {
        name
        for node in nodes
        if isinstance(node, ast.Global | ast.Nonlocal) and isinstance(node, kinds)
        for name in node.names
    }


def parameters(scope: Scope) -> set[str]:
    """Names a function is given its arguments by."""
    if not isinstance(scope, (*FUNCTIONS, ast.Lambda)):
        return set()
    return {each.arg for each in ast.walk(scope.args) if isinstance(each, ast.arg)}


def free(scope: Scope) -> set[str]:
    """Names that a scope, and those in it, take from around it."""
    own = bound(scope)
    nodes = [*own_nodes(_body(scope))]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    inner = (free(node) for node in nodes if isinstance(node, _SCOPES))
    # What a class binds is no name for the functions in it.
    kept = set[str]().union(*inner) - (set[str]() if isinstance(scope, ast.ClassDef) else own)
    bound_inside = _targets_of_comprehensions(nodes)
    return (used - own - bound_inside) | kept | declared(nodes, ast.Nonlocal)


def seen_by_functions(scope: Block, nodes: Iterable[ast.AST]) -> set[str]:
    """Names that functions and classes in a scope take from around them, but those among some nodes."""
    inner = {id(node) for node in nodes}
    made = (each for each in own_nodes(scope.body) if isinstance(each, _SCOPES))
    return set[str]().union(*(free(each) for each in made if id(each) not in inner))


def targets(comprehension: Comprehension) -> set[str]:
    """Names that only the comprehension sees."""
    found = (ast.walk(each.target) for each in comprehension.generators)
    return {node.id for nodes in found for node in nodes if isinstance(node, ast.Name)}


def _targets_of_comprehensions(nodes: Iterable[ast.AST]) -> set[str]:
    """Names only comprehensions bind: one that is bound elsewhere too is not among them."""
    nodes = [*nodes]
    inner = [node for node in nodes if isinstance(node, COMPREHENSIONS)]
    found = set[str]().union(*map(targets, inner))
    if not found:
        return found
    within = {
        id(node)
        for each in inner
        for generator in each.generators
        for node in ast.walk(generator.target)
    }
    outside = (node for node in nodes if id(node) not in within)
    return found - {name for node in outside for name in bound_by(node)}


def _body(scope: Scope) -> list[ast.AST]:
    return [scope.body] if isinstance(scope, ast.Lambda) else [*scope.body]


def _outside(scope: ast.AST) -> list[ast.AST]:
    """What of a function or class is worked out where it is defined."""
    match scope:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            annotations = [
                each.annotation for each in ast.walk(scope.args) if isinstance(each, ast.arg)
            ]
            said = [*annotations, scope.returns, *scope.args.defaults, *scope.args.kw_defaults]
            return [*scope.decorator_list, *(each for each in said if each is not None)]
        case ast.Lambda():
            return [each for each in (*scope.args.defaults, *scope.args.kw_defaults) if each]
        case ast.ClassDef():
            return [*scope.decorator_list, *scope.bases, *(each.value for each in scope.keywords)]
        case _:
            return []
