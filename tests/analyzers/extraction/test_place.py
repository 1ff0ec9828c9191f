import ast

import pytest

from devmentor_analyzers.extraction.place import NotExtracted, Place, expression_at, statements_at

CODE = """\
class A:
    # about
    @b
    def f(self, c=d):
        try:
            e = 1
            g = 2
        except h:
            i = [j + k]
        return g
"""
MODULE = ast.parse(CODE)


def lines(first: int, last: int) -> Place:
    return statements_at(MODULE, CODE.split("\n"), first, last)


def kinds(place: Place) -> list[str]:
    return [type(level.owner).__name__ for level in place.levels]


def test_statements_are_found_by_their_lines() -> None:
    place = lines(6, 6)

    assert [ast.unparse(each) for each in place.statements] == ["e = 1"]
    assert kinds(place) == ["Module", "ClassDef", "FunctionDef", "Try"]
    assert [type(each).__name__ for each in place.scopes] == ["Module", "ClassDef", "FunctionDef"]
    assert [type(each.owner).__name__ for each in place.own_levels] == ["FunctionDef", "Try"]
    assert [ast.unparse(each) for each in place.levels[-1].after] == ["g = 2"]
    assert not place.levels[-1].before
    assert place.levels[-1].part("orelse") == []


def test_comments_and_decorators_belong_to_what_is_below_them() -> None:
    assert [type(each).__name__ for each in lines(2, 10).statements] == ["FunctionDef"]


@pytest.mark.parametrize(("first", "last"), [(4, 10), (7, 8), (2, 2), (6, 10)])
def test_half_a_statement_is_none(first: int, last: int) -> None:
    with pytest.raises(NotExtracted):
        lines(first, last)


def test_an_expression_is_found_by_its_ends() -> None:
    place = expression_at(MODULE, (9, 17), (9, 22))

    assert place.expression is not None
    assert ast.unparse(place.expression) == "j + k"
    assert [type(each).__name__ for each in place.parents] == ["Assign", "List"]
    assert kinds(place)[-1] == "ExceptHandler"
    assert place.function is not None


def test_a_default_is_worked_out_where_the_function_is_defined() -> None:
    assert expression_at(MODULE, (4, 18), (4, 19)).function is None


def test_half_an_expression_is_none() -> None:
    with pytest.raises(NotExtracted):
        expression_at(MODULE, (9, 17), (9, 20))
