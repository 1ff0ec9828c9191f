import pytest

from devmentor_analyzers.importables.public_names import public_names

SOURCE = """
from .parts import helper
from elsewhere import foreign
from .more import *
import os

LIMIT = 1
small = 2

class Fruit: pass
def pick(): pass
def _hidden(): pass
if True:
    async def later(): pass
"""


def kinds(source: str, *, is_package: bool = False, is_stub: bool = False) -> dict[str, str]:
    return public_names(source, "shop", is_package=is_package, is_stub=is_stub).kinds


def test_definitions_and_constants_are_public_without_an_underscore() -> None:
    assert kinds(SOURCE) == {
        "LIMIT": "variable",
        "Fruit": "class",
        "pick": "function",
        "later": "function",
    }


def test_a_package_gives_what_it_takes_from_within() -> None:
    names = public_names(SOURCE, "shop", is_package=True, is_stub=False)

    assert "helper" in names.kinds
    assert "foreign" not in names.kinds
    assert names.stars == ["shop.more"]


@pytest.mark.parametrize(
    "listed",
    [
        "['pick', 'odd']",
        "('pick',) + ('odd',)",
        "['pick']\n__all__ += ['odd']",
        "['pick', *x, 'odd']",
    ],
)
def test_a_list_of_names_decides_alone(listed: str) -> None:
    assert kinds(f"{SOURCE}\n__all__ = {listed}\n") == {"pick": "function", "odd": "function"}


def test_a_stub_names_its_variables() -> None:
    assert kinds("argv: list\npath = 1\n", is_stub=True) == {"argv": "variable", "path": "variable"}


@pytest.mark.parametrize("broken", ["def (", "\0", "x = " + "(" * 500])
def test_a_module_that_does_not_parse_has_none(broken: str) -> None:
    assert kinds(broken) == {}
