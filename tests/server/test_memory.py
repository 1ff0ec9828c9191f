"""What our own processes take while nobody asks anything; engines of others are not counted."""

from pathlib import Path

import psutil
from tests.server.editor import started

_CAP = 150_000_000


async def test_server_and_index_stay_below_the_cap_when_idle(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("def price(): return 1\n")
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "shop.py")
        await editor.diagnostics(uri)
        await editor.symbols("price")
        server = psutil.Process(editor.process.pid)
        index = [
            each for each in server.children() if "devmentor_analyzers.symbols" in each.cmdline()
        ]
        taken = sum(each.memory_info().rss for each in (server, *index))

    assert len(index) == 1
    assert taken < _CAP
