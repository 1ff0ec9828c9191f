import pytest

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import Place


def sees(marked: str, name: str = "cup") -> bool:
    """Whether the place marked with a bar sees a name."""
    code = marked.replace("|", "")
    return Place(Parsed("python", code), LineIndex(code).position(marked.index("|"))).sees(name)


@pytest.mark.parametrize(
    "code",
    [
        "cup = 1\ncu|\n",
        "import cup\ndef f():\n    cu|\n",
        "def f():\n    cu|\ncup = 1\n",
        "def f(cup):\n    cu|\n",
        "def f(cup=1, *, kind: int = 2):\n    return [cu| for x in y]\n",
        "class A:\n    cup = 1\n    cu|\n",
        "for x in y:\n    cu|\n    cup = 1\n",
        "while x:\n    if y:\n        cu|\n    cup = 1\n",
        "[cu| for cup in cups]\n",
        "x = lambda cup: cu|\n",
        "if (cup := 1):\n    cu|\n",
        "print([(cup := x) for x in y])\ncu|\n",
        "match x:\n    case [cup]:\n        cu|\n",
        "with open(x) as cup:\n    cu|\n",
    ],
)
def test_a_name_is_seen_where_it_may_have_a_value(code: str) -> None:
    assert sees(code)


@pytest.mark.parametrize(
    "code",
    [
        "cu|\ncup = 1\n",
        "def f():\n    cu|\n    cup = 1\n",
        "cup = 1\ndef f():\n    cu|\n    cup = 2\n",
        "class A:\n    cup = 1\n    def f(self):\n        cu|\n",
        "[cup for cup in cups]\ncu|\n",
        "def f(cup): ...\ncu|\n",
        "class A:\n    cu|\n    cup = 1\n",
    ],
)
def test_a_name_is_not_seen_where_using_it_fails(code: str) -> None:
    assert not sees(code)


def test_a_deleted_name_is_not_seen_until_it_is_bound_again() -> None:
    assert not sees("cup = 1\ndel cup\ncu|\n")
    assert not sees("cup = pot = 1\ndel pot, cup\ncu|\n")
    assert sees("cup = 1\ndel cup\ncup = 2\ncu|\n")
    assert sees("cup = 1\nif x:\n    del cup\ncu|\n")
    assert sees("cup = 1\ndel cup.size, cup[0]\ncu|\n")
    assert not sees("cup = 1\nif x:\n    del cup\n    cu|\n")


@pytest.mark.parametrize(
    "code",
    [
        "cu|\n",
        "def f():\n    global cup\n    cup = 1\ncu|\n",
        "from pots import *\nx = [cup for cup in x]\ncu|\n",
        "def f(x: cu|): ...\ncup = 1\n",
    ],
)
def test_in_doubt_a_name_is_seen(code: str) -> None:
    assert sees(code)


def test_a_builtin_is_always_seen() -> None:
    assert sees("inpu|\ninput = 1\n", "input")
