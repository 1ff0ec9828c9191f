import ast
from typing import Any

import pytest

from devmentor_analyzers.extraction.scopes import (
    bound,
    bound_by,
    declared,
    free,
    own_nodes,
    parameters,
    seen_by_functions,
    targets,
)

CODE = """
def f(a, *b, c=d, **e):
    global g
    import h.i, j as k
    l = [m for m in n if (o := m)]
    for p, q.r in s: pass
    with t as u: pass
    try: pass
    except v as w: pass
    match x:
        case [y, *z] | {1: y, **z}: pass
    def aa(bb=cc): return l + dd
    class ee(ff): gg = hh
    g = lambda ii: ii + jj
"""


def first(code: str) -> Any:
    return ast.parse(code).body[0]


def test_a_function_binds_what_it_sets_and_is_given() -> None:
    assert bound(first(CODE)) == {*"abcehklopuwyz", "aa", "ee"}
    assert parameters(first(CODE)) == {"a", "b", "c", "e"}
    assert parameters(ast.parse("")) == set()


def test_what_it_takes_from_around_it_is_free() -> None:
    taken = {"n", "q", "s", "t", "v", "x", "cc", "dd", "ff", "hh", "jj", "g"}

    assert free(first(CODE)) == taken


def test_functions_in_a_class_do_not_see_what_it_binds() -> None:
    assert free(first("class A:\n    b = 1\n    def f(self): return b\n")) == {"b"}


def test_defaults_and_decorators_belong_to_what_is_around() -> None:
    nodes = own_nodes([first("@a\ndef f(b: c = d) -> e: return g\n")])

    assert {node.id for node in nodes if isinstance(node, ast.Name)} == {"a", "c", "d", "e"}


@pytest.mark.parametrize(("code", "names"), [("import a.b", ["a"]), ("def f(): ...", ["f"])])
def test_one_node_binds_names(code: str, names: list[str]) -> None:
    assert [*bound_by(first(code))] == names


def test_names_of_comprehensions_are_theirs_unless_they_are_set_elsewhere() -> None:
    assert bound(ast.parse("[a for a in b]")) == set()
    assert bound(ast.parse("[a for a in b]\na = 1")) == {"a"}
    assert targets(first("[a for a, (b, c) in d]").value) == {"a", "b", "c"}


def test_names_are_declared_to_belong_elsewhere() -> None:
    nodes = [*ast.walk(ast.parse("def f():\n    global a\n    nonlocal b\n"))]

    assert declared(nodes, ast.Global) == {"a"}
    assert declared(nodes, ast.Global, ast.Nonlocal) == {"a", "b"}


def test_functions_see_names_of_the_scope_around_them() -> None:
    module = ast.parse("def f(): return a\ndef g(): return b\n")

    assert seen_by_functions(module, [module.body[0]]) == {"b"}
