import pytest

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.scopes import is_parameter, scope_of, seen_from

CODE = """\
class Pot(BASE):
    def pour(self, size=DEFAULT):
        return [DRINK for tea in SOURCE if CONDITION]
"""


@pytest.mark.parametrize(
    ("word", "scope"),
    [
        ("BASE", "module"),
        ("DEFAULT", "class_definition"),
        ("DRINK", "list_comprehension"),
        ("SOURCE", "function_definition"),
        ("CONDITION", "list_comprehension"),
    ],
)
def test_code_belongs_to_the_scope_that_executes_it(word: str, scope: str) -> None:
    parsed = Parsed("python", CODE)
    start = CODE.index(word)
    node = parsed.tree.root_node.descendant_for_byte_range(start, start + len(word))

    assert node is not None
    assert scope_of(node).type == scope


def test_what_a_class_holds_is_not_seen_by_its_methods() -> None:
    parsed = Parsed("python", CODE)
    start = CODE.index("SOURCE")
    node = parsed.tree.root_node.descendant_for_byte_range(start, start + 1)

    assert node is not None
    assert [each.type for each in seen_from(scope_of(node))] == ["module"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(tea|): ...", True),
        ("def f(tea|: int = 1, *rest): ...", True),
        ("def f(a, *tea|): ...", True),
        ("def f(a=tea|): ...", False),
        ("def f(a: tea|): ...", False),
        ("lambda tea|: 1", True),
        ("f(tea|)", False),
    ],
)
def test_a_parameter_is_told_from_what_stands_beside_it(text: str, *, expected: bool) -> None:
    code = text.replace("|", "")
    at = LineIndex(code).position(text.index("|"))

    assert is_parameter(Parsed("python", code), at) is expected
