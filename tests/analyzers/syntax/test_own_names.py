from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.own_names import hidden_attributes, private_names
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position

CODE = """\
class Pot:
    def __init__(self, other):
        self.__hot = True
        self.warm = True
        def later():
            self.poured = 1
            other.washed = 2
        self.w|

    def __rinse(self):
        self.x
"""


def placed(marked: str) -> tuple[Parsed, Position]:
    code = marked.replace("|", "")
    return Parsed("python", code), LineIndex(code).position(marked.index("|"))


def test_private_names_are_those_the_class_around_binds() -> None:
    assert private_names(*placed(CODE)) >= {"__hot", "__rinse"}
    assert private_names(*placed(f"{CODE.replace('|', '')}\nx|\n")) == frozenset()


def test_a_subclass_has_no_private_names_of_its_base() -> None:
    text = f"{CODE.replace('|', '')}\nclass Big(Pot):\n    def f(self):\n        self.__h|\n"

    assert private_names(*placed(text)) == frozenset()


def test_functions_inside_of_methods_set_attributes_of_the_object() -> None:
    assert hidden_attributes(*placed(CODE)) == {"poured"}


def test_those_of_a_base_in_the_document_are_known_too() -> None:
    text = f"{CODE.replace('|', '')}\nclass Big(Pot):\n    def f(self):\n        self.p|\n"

    assert hidden_attributes(*placed(text)) == {"poured"}


def test_a_computed_base_may_have_any_attribute() -> None:
    text = "class Pot(make_base()):\n    def f(self):\n        self.p|\n"

    assert hidden_attributes(*placed(text)) is None


def test_another_object_hides_nothing() -> None:
    assert hidden_attributes(*placed(CODE.replace("self.w|", "other.w|"))) == frozenset()
    assert hidden_attributes(*placed("def f():\n    x.|\n")) == frozenset()
