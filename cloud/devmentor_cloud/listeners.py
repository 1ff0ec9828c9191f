"""The sockets and servers of the services."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Generator
from typing import TYPE_CHECKING

import uvicorn

from devmentor_cloud.config import Service, Settings
from devmentor_cloud.supervisor import CannotStart

if TYPE_CHECKING:  # the tier takes its ports before it imports the services
    from fastapi import FastAPI

_GRACE_SECONDS = 3
_BACKLOG = 2048


def bind(settings: Settings, service: Service) -> socket.socket:
    """Take a service's port. Raises `CannotStart`, naming the port, when it is in use."""
    port = settings.port(service)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Connections inherit it. Without it an answer's body waits 40 ms for its head's acknowledgement:
    # asyncio and uvloop set it only on sockets that were made with their protocol named.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((settings.host, port))
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"The {service} cannot listen at {settings.host}:{port}: {error.strerror}. "
            + _way_out(error)
        ) from None
    listener.listen(_BACKLOG)
    return listener


def _way_out(error: OSError) -> str:
    if error.errno in {errno.EADDRINUSE, errno.EACCES}:
        return "Stop the program that uses it, or move the tier: devmentor up --port-base 4000"
    return "Set DEVMENTOR_HOST to an address of this machine."


class Listener(uvicorn.Server):
    """A service's server; signals are the tier's to handle."""

    def __init__(self, app: "FastAPI", listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="on",
                timeout_graceful_shutdown=_GRACE_SECONDS,
                ws_max_size=4 * 1024 * 1024,
                server_header=False,
            )
        )
        self._listener = listener
        self._task: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the app; uvicorn would end the whole process when that fails."""
        try:
            await super().startup(sockets)
        except SystemExit:
            raise CannotStart("A service could not start; see the tier's log.") from None

    async def begin(self) -> None:
        """Serve, and return once it does. Raises `CannotStart` when the app did not start."""
        self._task = asyncio.create_task(self.serve([self._listener]))
        while not self.started:
            if self._task.done():
                self._task.result()
            await asyncio.sleep(0.01)

    async def end(self) -> None:
        """Finish what is being answered, then close."""
        self.should_exit = True
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
