"""A function made of selected code in Python, and the call of it in the code's place."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from devmentor_analyzers.extraction.around import Around, around
from devmentor_analyzers.extraction.checks import check_kinds, check_names, check_surroundings
from devmentor_analyzers.extraction.flow import Flow, flow
from devmentor_analyzers.extraction.place import NotExtracted, Place
from devmentor_analyzers.extraction.scopes import (
    FUNCTIONS,
    Function,
    bound,
    bound_by,
    declared,
    own_nodes,
    seen_by_functions,
)

_OF_CLASSES: Final = ("__new__", "__init_subclass__", "__class_getitem__")
_OBJECTS: Final = frozenset({"self", "cls", "mcs", "mcls", "metacls"})
"""What methods call their object; others may be functions that a class body calls itself."""

_WAITING: Final = (ast.Await, ast.AsyncFor, ast.AsyncWith)


@dataclass(frozen=True, slots=True)
class NewFunction:
    """What is to be written."""

    name: str
    inputs: Sequence[str]
    outputs: Sequence[str]
    globals: Sequence[str]
    """Names of the module that it sets."""

    owner: str = ""
    """The first parameter of the method around it; empty where it is no method."""

    is_of_class: bool = False
    """Whether that is the class."""

    is_async: bool = False
    returns: bool = False
    """Whether the function around it returns what this one returns."""

    @property
    def head(self) -> list[str]:
        """The lines above its body."""
        taken = ", ".join([self.owner, *self.inputs] if self.owner else self.inputs)
        word = "async def" if self.is_async else "def"
        return [*(["@classmethod"] if self.is_of_class else []), f"{word} {self.name}({taken}):"]

    @property
    def call(self) -> str:
        """The expression that takes the place of the code."""
        prefix = ("await " if self.is_async else "") + (f"{self.owner}." if self.owner else "")
        return f"{prefix}{self.name}({', '.join(self.inputs)})"

    @property
    def statement(self) -> str:
        """The statement that takes the place of statements."""
        if self.returns:
            return f"return {self.call}"
        return f"{', '.join(self.outputs)} = {self.call}" if self.outputs else self.call


def new_function(place: Place, name: str) -> NewFunction:
    """Work out what selected code needs and gives back. Raises `NotExtracted`."""
    roots = [place.expression] if place.expression is not None else place.statements
    nodes = [*own_nodes(roots)]
    scope = place.scopes[-1]
    if isinstance(scope, ast.ClassDef) and place.expression is None:
        raise NotExtracted("Statements of a class stay in it")
    if place.expression is not None:
        check_surroundings(place)
    check_kinds(place, nodes)
    own, rest = flow(roots), around(place)
    seen = seen_by_functions(scope, nodes)
    check_names(place, own, rest, nodes, seen)
    returns = _returns(place, own, rest, nodes)
    order = _order(nodes)
    outputs = [] if returns else [each for each in order if each in _wanted(place, own, rest, seen)]
    needed = _needed(place, own) | {each for each in outputs if each not in own.sure}
    _check_set(place, needed, rest)
    function = place.function
    owner = _owner(place)
    if not owner:
        _check_alone(place, nodes)
    return NewFunction(
        name,
        [each for each in order if each in needed and each != owner],
        outputs,
        sorted(own.changed & _of_module(place)),
        owner,
        bool(owner) and function is not None and _takes_class(place, function),
        any(isinstance(node, _WAITING) or getattr(node, "is_async", 0) for node in nodes),
        returns,
    )


def _order(nodes: Sequence[ast.AST]) -> list[str]:
    """The names in them, in the order of the text."""
    placed: list[tuple[int, int, str]] = []
    for node in nodes:
        names = [node.id] if isinstance(node, ast.Name) else [*bound_by(node)]
        at = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
        placed += [(*at, name) for name in names]
    inner = (each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Name))
    placed += [(each.lineno, each.col_offset, each.id) for each in inner]
    return [*dict.fromkeys(name for *_, name in sorted(placed))]


def _of_module(place: Place) -> set[str]:
    """Names that the function around it says are the module's."""
    return declared(own_nodes(place.scopes[-1].body), ast.Global) if place.function else set()


def _wanted(place: Place, own: Flow, rest: Around, seen: set[str]) -> set[str]:
    """Names set here that are read later."""
    if own.ends:
        return set()
    scope, changed = place.scopes[-1], {*own.changed} - _of_module(place)
    if isinstance(scope, ast.Module):
        inner = {id(node) for each in place.statements for node in ast.walk(each)}
        used = {
            node.id
            for node in ast.walk(scope)
            if isinstance(node, ast.Name) and id(node) not in inner
        }
        public = {name for name in changed if not name.startswith("_")}
        return changed & (used if _is_main(place) else used | public)
    return changed & (rest.read_after | rest.read_when_failed | seen)


def _is_main(place: Place) -> bool:
    """Whether nobody imports what it sets."""
    tests = (each.owner.test for each in place.levels if isinstance(each.owner, ast.If))
    return any("__name__" in ast.unparse(test) for test in tests)


def _needed(place: Place, own: Flow) -> set[str]:
    """Names it reads that are of functions, or of a class, around it."""
    scopes = place.scopes
    if len(scopes) == 1:
        return {*own.read} & {*own.changed}
    around = [each for each in scopes if isinstance(each, FUNCTIONS) or each is scopes[-1]]
    return ({*own.read} & set[str]().union(*map(bound, around))) - _of_module(place)


def _check_set(place: Place, needed: set[str], rest: Around) -> None:
    unsure = (needed & bound(place.scopes[-1])) - rest.set_before
    if unsure:
        raise NotExtracted(f"`{min(unsure)}` may have no value here")


def _returns(place: Place, own: Flow, rest: Around, nodes: Sequence[ast.AST]) -> bool:
    if not any(isinstance(node, ast.Return) for node in nodes):
        return False
    if not own.ends and not rest.is_last:
        raise NotExtracted("It returns in the middle of the function")
    return True


def _owner(place: Place) -> str:
    """The first parameter of the method, where the new function is to be a method beside it."""
    function, scopes = place.function, place.scopes
    if function is None or not isinstance(scopes[-2], ast.ClassDef):
        return ""
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    decorators = {ast.unparse(each) for each in function.decorator_list}
    if first is None or first.arg not in _OBJECTS or "staticmethod" in decorators:
        return ""
    changed = {name for node in own_nodes(function.body) for name in bound_by(node)}
    return "" if first.arg in changed else first.arg


def _takes_class(place: Place, function: Function) -> bool:
    first = next(iter([*function.args.posonlyargs, *function.args.args]))
    decorators = {ast.unparse(each) for each in function.decorator_list}
    if "classmethod" in decorators or function.name in _OF_CLASSES:
        return True
    owner = place.scopes[-2]
    bases = [ast.unparse(each) for each in owner.bases] if isinstance(owner, ast.ClassDef) else []
    is_meta = any(base == "type" or base.endswith(("Meta", "Type")) for base in bases)
    return first.arg == "cls" and not is_meta


def _check_alone(place: Place, nodes: Sequence[ast.AST]) -> None:
    """What only works in a class."""
    if not any(isinstance(each, ast.ClassDef) for each in place.scopes):
        return
    for node in (inner for each in nodes for inner in ast.walk(each)):
        name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", None)
        if not isinstance(name, str):
            continue
        if name in ("super", "__class__") and isinstance(node, ast.Name):
            raise NotExtracted("`super` works in a method only")
        if name.startswith("__") and not name.endswith("__"):
            raise NotExtracted(f"`{name}` is known in its class only")
