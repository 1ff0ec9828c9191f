"""Programs that run once and print their answer."""

import asyncio
import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_GIT_CONTEXT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""Set inside a git hook; they would point git at another repository than the file's."""


async def output_of(
    command: Sequence[str],
    *,
    timeout: float,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    good: Sequence[int] = (0,),
) -> str | None:
    """Return what a program prints; None when it is absent, fails, or takes too long.

    `good` are the exit codes that count as success. The program is gone when this returns, also
    when the caller is cancelled.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _GIT_CONTEXT}
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=folder,
            env={**inherited, **(environment or {})},
        )
    except OSError:
        return None
    try:
        async with asyncio.timeout(timeout):
            output, _ = await process.communicate()
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return output.decode("utf-8", "replace") if process.returncode in good else None
