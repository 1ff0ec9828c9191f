"""What a run of Python statements reads, sets, and leaves set: data flow over the syntax tree.

The usual sets of compilers (upward exposed uses, definite assignment), told from the structure of the
code, without a graph: where control may go either way, what is read is joined and what is set is met.
"""

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final

from devmentor_analyzers.extraction.scopes import (
    COMPREHENSIONS,
    FUNCTIONS,
    Comprehension,
    bound_by,
    free,
    own_nodes,
    targets,
)

Names = frozenset[str]
_NONE: Final[Names] = frozenset()
_SWALLOWING: Final = ("suppress", "raises")
"""Ends of names of context managers that let no exception out."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Names, by what happens to them."""

    read: Names = _NONE
    """Perhaps read before they are set here."""

    sure: Names = _NONE
    """Set whenever the end is reached."""

    changed: Names = _NONE
    """Set, or deleted, perhaps."""

    kept: Names = _NONE
    """Read, or set, by functions that are made here and may run later."""

    ends: bool = False
    """Whether the end is never reached: it returns, raises, or goes on elsewhere in a loop."""

    def then(self, after: "Flow") -> "Flow":
        """Two, one behind the other."""
        if self.ends:
            return replace(self, changed=self.changed | after.changed, kept=self.kept | after.kept)
        return Flow(
            self.read | (after.read - self.sure),
            self.sure | after.sure,
            self.changed | after.changed,
            self.kept | after.kept,
            after.ends,
        )

    def perhaps(self) -> "Flow":
        """It may not come to it, or only to a part."""
        return replace(self, sure=_NONE, ends=False)


def either(flows: Iterable[Flow]) -> Flow:
    """One of several."""
    every = [*flows]
    reaching = [each.sure for each in every if not each.ends]
    return Flow(
        _NONE.union(*(each.read for each in every)),
        reaching[0].intersection(*reaching) if reaching else _NONE,
        _NONE.union(*(each.changed for each in every)),
        _NONE.union(*(each.kept for each in every)),
        not reaching,
    )


def flow(nodes: Iterable["ast.AST | None"]) -> Flow:
    """What happens in one piece after the other."""
    return reduce(Flow.then, (_of(node) for node in nodes if node is not None), Flow())


def jumps(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """`break` and `continue` that belong to a loop around these statements."""
    found: list[ast.stmt] = []
    waiting: list[ast.AST] = [*statements]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Break | ast.Continue):
            found.append(node)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.While):
            waiting += node.orelse
        elif not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.expr)):
            waiting += ast.iter_child_nodes(node)
    return found


def swallows(node: ast.AST) -> bool:
    """Tell whether a `with` goes on after an exception in it."""
    if not isinstance(node, ast.With | ast.AsyncWith):
        return False
    calls = (each.context_expr for each in node.items if isinstance(each.context_expr, ast.Call))
    return any(ast.unparse(call.func).endswith(_SWALLOWING) for call in calls)


def _of(node: ast.AST) -> Flow:
    if isinstance(node, COMPREHENSIONS):
        return _comprehension(node, is_lazy=isinstance(node, ast.GeneratorExp))
    known = _KINDS.get(type(node))
    if known is not None:
        return known(node)
    return flow(ast.iter_child_nodes(node)).then(_setting(bound_by(node)))


def _setting(names: Iterable[str]) -> Flow:
    found = frozenset(names)
    return Flow(sure=found, changed=found)


def _name(node: ast.Name) -> Flow:
    own = frozenset({node.id})
    if isinstance(node.ctx, ast.Load):
        return Flow(read=own)
    return Flow(read=own, changed=own) if isinstance(node.ctx, ast.Del) else _setting(own)


def _named(node: ast.NamedExpr) -> Flow:
    return flow([node.value, node.target])


def _first_sure(first: ast.expr, *others: ast.expr) -> Flow:
    return flow([first]).then(flow(others).perhaps())


def _choice(node: ast.IfExp) -> Flow:
    return flow([node.test]).then(either([flow([node.body]), flow([node.orelse])]))


def _comprehension(node: Comprehension, *, is_lazy: bool) -> Flow:
    first, own = node.generators[0], targets(node)
    values = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    others = [part for each in node.generators for part in (each.target, *each.ifs)]
    later = flow([*others, *(each.iter for each in node.generators[1:]), *values]).perhaps()
    read = later.read | (later.changed - own)
    inner = Flow(read - own, _NONE, later.changed - own, later.kept - own)
    inner = replace(inner, kept=inner.kept | inner.read) if is_lazy else inner
    return flow([first.iter]).then(replace(inner, read=inner.read - inner.changed))


def _call(node: ast.Call) -> Flow:
    """A generator that is an argument is taken to be used up by the call."""
    parts = [node.func, *node.args, *(each.value for each in node.keywords)]
    flows = (
        _comprehension(part, is_lazy=False) if isinstance(part, ast.GeneratorExp) else flow([part])
        for part in parts
    )
    return reduce(Flow.then, flows, Flow())


def _scope(node: Any) -> Flow:
    """A function, a lambda, or a class, which runs at once, and its methods later."""
    outer = [each for each in own_nodes([node]) if each is not node and isinstance(each, ast.expr)]
    taken = frozenset(free(node))
    made = Flow(read=taken, kept=taken)
    return flow(_topmost(outer)).then(made).then(_setting(bound_by(node)))


def _topmost(nodes: Sequence[ast.AST]) -> list[ast.AST]:
    inner = {id(child) for node in nodes for child in ast.iter_child_nodes(node)}
    return [node for node in nodes if id(node) not in inner]


def _assigned(node: ast.Assign) -> Flow:
    return flow([node.value, *node.targets])


def _annotated(node: ast.AnnAssign) -> Flow:
    return flow([node.value, node.target]) if node.value else Flow()


def _augmented(node: ast.AugAssign) -> Flow:
    before = Flow(read=frozenset(bound_by(node.target)))
    return before.then(flow([node.value, node.target]))


def _ending(node: ast.AST) -> Flow:
    return replace(flow(ast.iter_child_nodes(node)), ends=True)


def _asserted(node: ast.Assert) -> Flow:
    return flow([node.test]).then(flow([node.msg]).perhaps())


def _if(node: ast.If) -> Flow:
    return flow([node.test]).then(either([flow(node.body), flow(node.orelse)]))


def _for(node: "ast.For | ast.AsyncFor") -> Flow:
    turns = flow([node.target, *node.body]).perhaps()
    return flow([node.iter]).then(turns).then(_otherwise(node))


def _while(node: ast.While) -> Flow:
    turns = flow([node.test]).then(flow(node.body).perhaps())
    is_endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
    if is_endless and not any(isinstance(each, ast.Break) for each in jumps(node.body)):
        return replace(turns, ends=True)
    return turns.then(_otherwise(node))


def _otherwise(node: "ast.For | ast.AsyncFor | ast.While") -> Flow:
    other = flow(node.orelse)
    return other.perhaps() if jumps(node.body) else other


def _with(node: "ast.With | ast.AsyncWith") -> Flow:
    parts = [part for each in node.items for part in (each.context_expr, each.optional_vars)]
    body = flow(node.body)
    return flow(parts).then(body.perhaps() if swallows(node) else body)


def _try(node: Any) -> Flow:
    body, last = flow(node.body), flow(node.finalbody)
    handlers = [_handler(each) for each in node.handlers]
    ways = either([body.then(flow(node.orelse)), *handlers])
    return replace(
        ways.then(last), read=ways.read | _NONE.union(*(each.read for each in handlers)) | last.read
    )


def _handler(node: ast.ExceptHandler) -> Flow:
    named = frozenset([node.name] if node.name else [])
    found = flow([node.type]).then(_setting(named)).then(flow(node.body))
    return replace(found, sure=found.sure - named)


def _match(node: ast.Match) -> Flow:
    cases = [flow([each.pattern, each.guard, *each.body]) for each in node.cases]
    last = node.cases[-1]
    is_whole = (
        last.guard is None and isinstance(last.pattern, ast.MatchAs) and not last.pattern.pattern
    )
    return flow([node.subject]).then(either(cases if is_whole else [*cases, Flow()]))


_KINDS: Final[dict[type[ast.AST], Callable[[Any], Flow]]] = {
    ast.Name: _name,
    ast.NamedExpr: _named,
    ast.BoolOp: lambda node: _first_sure(*node.values),
    ast.Compare: lambda node: _first_sure(node.left, *node.comparators),
    ast.IfExp: _choice,
    ast.Call: _call,
    **dict.fromkeys((*FUNCTIONS, ast.Lambda, ast.ClassDef), _scope),
    ast.Assign: _assigned,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    **dict.fromkeys((ast.Return, ast.Raise, ast.Break, ast.Continue), _ending),
    ast.Assert: _asserted,
    ast.If: _if,
    **dict.fromkeys((ast.For, ast.AsyncFor), _for),
    ast.While: _while,
    **dict.fromkeys((ast.With, ast.AsyncWith), _with),
    **dict.fromkeys((ast.Try, getattr(ast, "TryStar", ast.Try)), _try),
    ast.Match: _match,
}
