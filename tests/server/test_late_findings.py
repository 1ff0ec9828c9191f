"""What comes late is shown: by a push, or by asking the client to pull once."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from tests.analyzers.engines import small_server
from tests.server.editor import FULL, started

SMALL = {"command": [sys.executable, small_server.__file__], "languages": ["small"]}
PULLS: dict[str, Any] = {
    **FULL,
    "textDocument": {**FULL["textDocument"], "diagnostic": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}


async def test_a_client_that_pulls_is_asked_to_when_an_engine_has_more_to_say(
    tmp_path: Path,
) -> None:
    async with started() as editor:
        await editor.initialize(
            tmp_path, capabilities=PULLS, options={"settings": {"engines": {"small": SMALL}}}
        )
        uri = editor.open(tmp_path / "a.small", "bad\n", "small")
        await editor.wait_for("workspace/diagnostic/refresh")
        async with asyncio.timeout(60):
            while "bad" not in str(await editor.of("diagnostic", uri)):
                await asyncio.sleep(0.05)
