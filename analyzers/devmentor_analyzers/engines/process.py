"""The process of an engine, with what it starts: some are scripts that run the real one."""

import asyncio
import contextlib
import os
import signal
import sys

import psutil

from devmentor_analyzers.engines.connection import Connection

_STOP_SECONDS = 2.0
_LOOK_SECONDS = 10.0
"""How often an engine's memory is looked at."""


async def end(process: asyncio.subprocess.Process, connection: Connection) -> bool:
    """Ask an engine to leave by closing its stdin; make it when it does not. Tell whether it left."""
    connection.close()
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
        return True
    except TimeoutError:
        return False  # it hangs, or has written more than anybody reads
    finally:
        kill(process)  # its children, too, when it has left by itself
        # While a pipe holds what nobody reads `wait` does not return; only the transport ends that.
        process._transport.close()  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue, reportUnknownMemberType] - asyncio offers no other way
        await process.wait()


def kill(process: asyncio.subprocess.Process) -> None:
    """End an engine that leads its own session, and its children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def memory(pid: int | None) -> int | None:
    """Resident bytes of a process and its children; None when it is gone. Blocks for a moment."""
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return sum(each.memory_info().rss for each in family)
    except psutil.Error:
        return None


async def overgrown(pid: int, limit: int) -> str:
    """Wait until a process takes more bytes than a limit; return what is to be said about it."""
    while (size := await asyncio.to_thread(memory, pid) or 0) <= limit:
        await asyncio.sleep(_LOOK_SECONDS)
    return f"It grew to {size / 1e6:.0f} MB; the limit is {limit / 1e6:.0f} MB."
