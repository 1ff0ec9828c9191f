"""Any service on a real socket."""

import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from devmentor_cloud.listeners import Listener


@asynccontextmanager
async def served(app: FastAPI) -> AsyncGenerator[tuple[str, Listener]]:
    """Serve an app at a free port; give its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener = Listener(app, listening)
        await listener.begin()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", listener
        finally:
            await listener.end()
