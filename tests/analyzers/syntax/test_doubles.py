import pytest

from devmentor_analyzers.syntax.doubles import double
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import identifiers
from devmentor_protocol.position import Range


def places(parsed: Parsed) -> list[Range]:
    return [parsed.range(node) for node in identifiers(parsed, "x")]


@pytest.mark.parametrize(
    "code",
    [
        "x = [1]\nr = [x for x in x if x]\n",
        "x = [1]\nr = {x for x in f(x)}\n",
        "x = 3\nclass K:\n    x = x\n",
        "x = 3\nclass K:\n    x: int = f(x)\n",
    ],
)
def test_one_name_is_two_variables(code: str) -> None:
    parsed = Parsed("python", code)

    assert double(parsed, places(parsed), "x") is not None
    assert double(parsed, [], "x") is None


@pytest.mark.parametrize(
    "code",
    [
        "x = 1\nx = x + 1\n",
        "class K:\n    x = 1\n    x = x + 1\n",
        "class K:\n    x = 1\n    y = x\n",
        "class K:\n    y = x\n",
        "r = [x for x in y if x]\n",
        "def f(x):\n    x = x or 1\n",
        "class K:\n    def f(self, x):\n        x = x or 1\n",
    ],
)
def test_elsewhere_it_is_one(code: str) -> None:
    parsed = Parsed("python", code)

    assert double(parsed, places(parsed), "x") is None
