from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from devmentor_analyzers.chunks.chunk import Chunk


def test_a_chunk_never_changes() -> None:
    chunk = Chunk(Path("a.py"), "f", "", "function", 0, 1, "def f():\n    pass", "")

    with pytest.raises(FrozenInstanceError):
        chunk.text = ""  # pyright: ignore[reportAttributeAccessIssue] - the point of the test


@pytest.mark.parametrize(
    ("symbol", "container", "name"),
    [("f", "", "f"), ("Till.sum", "Till", "sum"), ("a.red", "", "a.red"), ("", "", "")],
)
def test_a_name_is_what_the_container_leaves(symbol: str, container: str, name: str) -> None:
    assert Chunk(Path("a"), symbol, container, "", 0, 0, "", "").name == name
