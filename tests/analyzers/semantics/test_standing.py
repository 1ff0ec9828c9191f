from pathlib import Path

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.semantics.standing import is_defined, standing
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Completion, Location
from devmentor_protocol.position import Position, Range


def placed(marked: str) -> tuple[Parsed, Position]:
    code = marked.replace("|", "")
    return Parsed("python", code), LineIndex(code).position(marked.index("|"))


def labels(marked: str, typed: str, *offered: str) -> list[str]:
    found = [Completion(name, "variable", name, name, "ty") for name in offered]
    return [each.label for each in standing(*placed(marked), typed, found).found]


def test_names_that_do_not_exist_by_then_are_left_out() -> None:
    assert labels("cup = can = 1\ndel cup\nc|", "c", "cup", "can") == ["can"]


def test_a_keyword_given_behind_the_cursor_is_offered() -> None:
    assert labels("f(ba|, baz=1)", "ba", "bar=") == ["baz=", "bar="]


def test_private_names_are_offered_in_their_class_only() -> None:
    own = "class A:\n    def f(self):\n        self.__x = 1\n        self.__|"
    foreign = f"{own.replace('|', 'x')}\nclass B(A):\n    def g(self):\n        self.__|"

    assert labels(own, "__", "__x", "__init__") == ["__x", "__init__"]
    assert labels(foreign, "__", "__x", "__init__") == ["__init__"]


def test_an_offer_is_incomplete_without_what_functions_inside_of_methods_set() -> None:
    text = "class A:\n    def f(self):\n        def g():\n            self.tea = 1\n        self.t|"
    tea = Completion("tea", "variable", "tea", "0", "ty")

    assert standing(*placed(text), "t", []).incomplete
    assert not standing(*placed(text), "t", [tea]).incomplete


def test_a_keyword_is_defined_by_what_has_its_name() -> None:
    parsed, at = placed("f(si|ze=1)\n")
    size = Location(Path("a.py"), Range.of(3, 6, 3, 10))
    other = Location(Path("a.py"), Range.of(3, 6, 3, 12))

    assert is_defined(parsed, at, [size])
    assert not is_defined(parsed, at, [other])
