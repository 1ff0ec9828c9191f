import pytest

from devmentor_analyzers.semantics.naming import takes_names


@pytest.mark.parametrize("line", ["continue i", "if x: break ", "f(x)", "x[0]", "{1}"])
def test_no_name_can_stand_behind_what_is_whole(line: str) -> None:
    assert not takes_names(line)


@pytest.mark.parametrize(
    "line",
    [
        "import json as ",
        "with open(x) as f",
        "    except (A, B)as e",
        "class i",
        "    class i",
        "def i",
        "async def i",
        "lambda my_t",
        "f(lambda a=1, *my_t",
        "def foo(my_t",
        "    def foo(self, my_t",
        "def foo(a: int = 1, **my_t",
        "0x",
        "x = 1j",
    ],
)
def test_a_new_name_is_made(line: str) -> None:
    assert not takes_names(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x = basic",
        "f(",
        "x = ",
        "passing",
        "continue; i",
        "f() if ",
        "class A(i",
        "    def i",
        "def foo(a: i",
        "def foo(a=i",
        "def foo(a=g(b, i",
        "def test_foo(my_t",
        "lambda a: i",
        "f(lambda a=i",
        "print(as_i",
        "x1",
        "a.b1",
        "x = 1.re",
        "from a import b, i",
    ],
)
def test_elsewhere_names_are_used(line: str) -> None:
    assert takes_names(line)


def test_parameters_of_what_is_decorated_may_be_fixtures() -> None:
    assert takes_names("def foo(my_t", "@pytest.fixture")
    assert takes_names("def foo(my_t", ")")
    assert not takes_names("def foo(my_t", "x = 1")
