"""Programs that run once and print their answer."""

import asyncio
import contextlib
from collections.abc import Sequence


async def output_of(
    command: Sequence[str],
    *,
    timeout: float,
    good: Sequence[int] = (0,),
) -> str | None:
    """Return what a program prints; None when it is absent, fails, or takes too long.

    `good` are the exit codes that count as success. The program is gone when this returns, also
    when the caller is cancelled.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
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
