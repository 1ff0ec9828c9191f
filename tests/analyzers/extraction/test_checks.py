import ast

import pytest
from tests.analyzers.extraction.marked import selection

from devmentor_analyzers.extraction.checks import check_kinds, check_surroundings
from devmentor_analyzers.extraction.place import NotExtracted, expression_at, statements_at


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def f():\n    «yield»\n", "yields"),
        ("def f():\n    «global a»\n", "stay in their function"),
        ("«from __future__ import annotations»\n", "at the top"),
        ("«from a import *»\n", "cannot be given back"),
        ("«eval(a)»\n", "`eval` sees"),
        ("«await a»\n", "in a function only"),
        ("'''About.'''\n«b»\n", ""),
        ("«'''About.'''»\n", "documents"),
        ("for a in b:\n    «break»\n", "loop"),
    ],
)
def test_some_kinds_stay_where_they_are(code: str, reason: str) -> None:
    text, (first, _), (last, _) = selection(code)
    place = statements_at(ast.parse(text), text.split("\n"), first + 1, last + 1)
    nodes = [node for each in place.statements for node in ast.walk(each)]

    if not reason:
        check_kinds(place, nodes)
        return
    with pytest.raises(NotExtracted, match=reason):
        check_kinds(place, nodes)


@pytest.mark.parametrize(
    "code", ["[«a.b» for a in c]", "lambda a: «a + 1»", "«a» = 1", "f(«(a := 1)»)"]
)
def test_an_expression_may_need_what_is_around_it(code: str) -> None:
    text, (first, start), (last, end) = selection(code)
    skew = text[start] == "("  # brackets are no part of an expression
    place = expression_at(ast.parse(text), (first + 1, start + skew), (last + 1, end - skew))

    with pytest.raises(NotExtracted):
        check_surroundings(place)
