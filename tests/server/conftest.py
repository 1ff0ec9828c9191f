"""One real server process for the tests that need no special one."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.server.editor import Editor, started


@pytest.fixture
async def editor() -> AsyncGenerator[Editor]:
    """A server that has not been greeted yet."""
    async with started() as editor:
        yield editor


@pytest.fixture
async def at_work(editor: Editor, tmp_path: Path) -> Editor:
    """A server at work in the test's own folder."""
    await editor.initialize(tmp_path)
    return editor
