import pytest

from devmentor_analyzers.syntax.exporting import exported
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Range


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("cup = 1\n__all__ = ['cup', 'pot']\n", [1]),
        ("cup = 1\n__all__: list[str] = ['pot']\n__all__ += ('cup',)\n", [2]),
        ("cup = 1\n__all__.extend(['cup'])\n", [1]),
        ("cup = 1\nnames = ['cup']\n", []),
        ("cup = 1\ndef f():\n    __all__ = ['cup']\n", []),
    ],
)
def test_strings_of_all_are_found(text: str, lines: list[int]) -> None:
    found = exported(Parsed("python", text), [Range.of(0, 0, 0, 3)], "cup")

    assert [each.start.line for each in found] == lines
    assert all(each.end.character - each.start.character == 3 for each in found)


@pytest.mark.parametrize(
    "said", ["__slots__ = ('cup', 'pot')", "__slots__ = {'cup': 'a'}", "__match_args__ = ['cup']"]
)
def test_attributes_are_named_in_their_class(said: str) -> None:
    text = f"class A:\n    {said}\n    def f(self):\n        self.cup = 1\n"
    parsed = Parsed("python", f"{text}class B:\n    {said}\n")

    found = exported(parsed, [Range.of(3, 13, 3, 16)], "cup")

    assert [each.start.line for each in found] == [1]


def test_only_names_of_the_module_are_exported() -> None:
    parsed = Parsed("python", "def f(cup): ...\n__all__ = ['cup']\n")

    assert exported(parsed, [Range.of(0, 6, 0, 9)], "cup") == []


def test_a_variable_of_a_method_is_no_attribute() -> None:
    text = "class A:\n    __slots__ = ('cup',)\n    def f(self, cup):\n        self.cup = cup\n"
    parsed = Parsed("python", text)

    assert exported(parsed, [Range.of(2, 16, 2, 19), Range.of(3, 19, 3, 22)], "cup") == []
    assert len(exported(parsed, [Range.of(3, 13, 3, 16)], "cup")) == 1
