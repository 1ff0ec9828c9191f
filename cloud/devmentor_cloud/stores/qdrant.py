"""The embedded vector store: Qdrant's engine behind its REST API, a child of the tier."""

import asyncio
import socket
import sys
from pathlib import Path
from typing import Final

import httpx2
from pydantic import SecretStr

from devmentor_cloud.qdrant_edge.settings import KEY_VARIABLE
from devmentor_cloud.supervisor import CannotStart, Child

_READY_SECONDS: Final = 20.0


async def start_qdrant(folder: Path, port: int, key: SecretStr, log: Path) -> Child:
    """Start the store on loopback and wait until it answers. Raises `CannotStart`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    module = ("-m", "devmentor_cloud.qdrant_edge")
    arguments = [sys.executable, "-I", *module, "--path", str(folder), "--port", str(port)]
    environment = {KEY_VARIABLE: key.get_secret_value()}
    child = await Child.start("qdrant", arguments, log=log, data=folder, environment=environment)
    try:
        await _ready(qdrant_url(port), child)
    except BaseException:
        await child.stop()
        raise
    return child


def qdrant_url(port: int) -> str:
    """The embedded store's address."""
    return f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def _ready(url: str, child: Child) -> None:
    try:
        async with asyncio.timeout(_READY_SECONDS), httpx2.AsyncClient() as client:
            while True:
                child.check()
                try:
                    await client.get(f"{url}/healthz")
                except httpx2.TransportError:
                    await asyncio.sleep(0.05)
                else:
                    return
    except TimeoutError:
        raise CannotStart(f"The vector store did not answer; see {child.log}.") from None
