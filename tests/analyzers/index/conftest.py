"""What the tests about the index share."""

from collections.abc import Generator
from pathlib import Path

import pytest
from tests.analyzers.index.indexed import Indexed


@pytest.fixture
def indexed(tmp_path: Path) -> Generator[Indexed]:
    """An empty folder with an empty index."""
    made = Indexed(tmp_path)
    yield made
    made.store.close()
