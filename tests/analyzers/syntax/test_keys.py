import pytest

from devmentor_analyzers.syntax.keys import is_key
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


@pytest.mark.parametrize(
    ("text", "line", "character", "found"),
    [
        ("class A(TypedDict):\n    key: int\n", 1, 4, True),
        ("class A(typing.TypedDict, total=False):\n    key: int\n", 1, 4, True),
        ("class A(TypedDict):\n    key: int\n", 0, 6, False),
        ("class A(B):\n    key: int\n", 1, 4, False),
        ("key: TypedDict\n", 0, 0, False),
    ],
)
def test_keys_are_declared_in_the_body(text: str, line: int, character: int, found: bool) -> None:
    assert is_key(Parsed("python", text), Position(line=line, character=character)) is found
