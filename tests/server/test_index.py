"""The index of an open folder is kept by the server."""

import asyncio
from pathlib import Path

from tests.server.editor import Editor

from devmentor_analyzers.index.place import database_path
from devmentor_analyzers.index.store import open_for_reading
from devmentor_analyzers.index.updating import is_complete


def is_indexed(folder: Path) -> bool:
    store = open_for_reading(database_path(folder))
    return store is not None and is_complete(store.connection)


async def test_an_open_folder_is_indexed_when_it_is_calm(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def total_price(): ...\n")
    await editor.initialize(tmp_path)

    async with asyncio.timeout(120):
        while not is_indexed(tmp_path):
            await asyncio.sleep(0.1)
