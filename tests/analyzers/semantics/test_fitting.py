import pytest

from devmentor_analyzers.semantics.fitting import fitting
from devmentor_analyzers.values import Completion


def labels(before: str, *offered: str) -> list[str]:
    words = {"break", "return", "in", "lambda"}
    found = [
        Completion(name, "keyword" if name in words else "variable", name, name, "ty")
        for name in offered
    ]
    return [each.label for each in fitting(found, before)]


@pytest.mark.parametrize("before", ["", "    ", "if x: ", "a = 1; "])
def test_a_statement_may_begin_at_the_beginning(before: str) -> None:
    assert labels(before, "break", "x") == ["break", "x"]


@pytest.mark.parametrize("before", ["b + ", "print(", "x = ", "for "])
def test_a_statement_does_not_begin_in_an_expression(before: str) -> None:
    assert labels(before, "break", "return", "in", "lambda", "x") == ["in", "lambda", "x"]


def test_arguments_are_named_in_calls_only() -> None:
    assert labels("f(", "xyz=") == ["xyz="]
    assert labels("f([1], ", "xyz=") == ["xyz="]
    assert labels("f([", "xyz=", "xyz") == ["xyz"]
    assert labels("f(z[(1), ", "xyz=", "xyz") == ["xyz"]


def test_names_private_to_a_class_are_offered_to_itself_only() -> None:
    assert labels("self.", "__own", "__init__") == ["__own", "__init__"]
    assert labels("other.", "__own", "__init__") == ["__init__"]
    assert labels("Other().", "__own", "_near") == ["_near"]
    assert labels("", "__own") == ["__own"]


def test_a_bracket_that_only_groups_takes_no_arguments() -> None:
    assert labels("f(x[(", "xyz=", "xyz") == ["xyz"]
    assert labels("f(1) if (", "xyz=", "xyz") == ["xyz"]
    assert labels("f(1)(", "xyz=") == ["xyz="]


def test_what_nobody_can_call_is_left_out() -> None:
    never = "def setdefault(self, k: Never, default: object) -> object"
    bound = "bound method list[Never].append(object: Never) -> None"
    found = [Completion(name, "method", name, name, "ty", name) for name in (never, bound)]

    assert [each.label for each in fitting(found, "Shape.")] == [bound]
