from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from devmentor_analyzers.chunks.chunk import Chunk


def test_a_chunk_never_changes() -> None:
    chunk = Chunk(Path("a.py"), "f", "function", 0, 1, "def f():\n    pass", "")

    with pytest.raises(FrozenInstanceError):
        chunk.text = ""  # pyright: ignore[reportAttributeAccessIssue] - the point of the test
