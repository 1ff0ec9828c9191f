"""A real vector store for tests: the embedded server in a child, or the one named in the environment."""

import os
import warnings
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from pydantic import SecretStr
from qdrant_client import AsyncQdrantClient

from devmentor_cloud.stores.qdrant import free_port, qdrant_url, start_qdrant
from devmentor_cloud.supervisor import Child

SERVER_URL = "DEVMENTOR_TEST_QDRANT_URL"
STORES = ["embedded", *(["server"] if os.environ.get(SERVER_URL) else [])]


@dataclass
class EmbeddedStore:
    """A running child; it can be killed and started again where its clients expect it."""

    folder: Path
    child: Child
    url: str
    key: SecretStr

    async def kill(self) -> None:
        """End the server as a crash would: SIGKILL, no warning."""
        for process in psutil.process_iter(["cmdline"]):
            command: list[str] = process.info["cmdline"] or []
            if "devmentor_cloud.qdrant_edge" in command and str(self.folder) in command:
                process.kill()
        await self.child.ended()

    async def start_again(self) -> None:
        """Start the server at the same address."""
        port = int(self.url.rpartition(":")[2])
        log = self.folder.parent / "vectors.log"
        self.child = await start_qdrant(self.folder, port, self.key, log)


@asynccontextmanager
async def embedded_store(folder: Path) -> AsyncGenerator[EmbeddedStore]:
    """Start a child that keeps its data in `folder`."""
    port, key = free_port(), SecretStr("a key for tests")
    child = await start_qdrant(folder, port, key, folder.parent / "vectors.log")
    store = EmbeddedStore(folder, child, qdrant_url(port), key)
    try:
        yield store
    finally:
        await store.child.stop()


def plain_client(url: str, key: SecretStr) -> AsyncQdrantClient:
    """Qdrant's own client, made as anybody makes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of keys sent without TLS, loopback or not
        return AsyncQdrantClient(url=url, api_key=key.get_secret_value())
