"""The whole tier in one process: stores, services, a local user.

A service is a package with `app.create_app(resources) -> FastAPI`; what it starts for itself (the
gateway's model, for example) it starts in its app's lifespan. This module is what a tier needs to
start its children; `services` is the rest, and is imported while they start.
"""

import asyncio
import os
import secrets
import signal
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

import structlog
from pydantic import SecretStr

from devmentor_cloud.config import PORT_OFFSETS, Service, Settings
from devmentor_cloud.folder_lock import locked
from devmentor_cloud.listeners import bind
from devmentor_cloud.observability.logs import logging_to
from devmentor_cloud.stores.addresses import StoreAddresses
from devmentor_cloud.stores.qdrant import free_port, qdrant_url, start_qdrant
from devmentor_cloud.stores.valkey import start_valkey
from devmentor_cloud.supervisor import CannotStart, Child, Kept
from devmentor_protocol.runtime import TierRuntime

if TYPE_CHECKING:
    from devmentor_cloud.services import Serving

__all__ = ["CannotStart", "run"]

Announce = Callable[[str], None]
_log = structlog.get_logger(__name__)
_OTHERS_MAY_NOTHING: Final = 0o077


async def run(
    settings: Settings,
    *,
    announce: Announce,
    ready: Callable[[TierRuntime], None] | None = None,
) -> None:
    """Run until Ctrl-C, SIGTERM or cancellation; leave nothing behind.

    `ready` is called once, when every service answers. Raises `CannotStart`.
    """
    async with _until_told(), AsyncExitStack() as stack:
        stack.enter_context(_private_files())
        stack.enter_context(locked(settings.data_dir, os.getpid()))
        stack.enter_context(logging_to(settings.data_dir / "logs" / "tier.log", settings.log_level))
        sockets: dict[Service, socket.socket] = {
            service: stack.enter_context(bind(settings, service)) for service in PORT_OFFSETS
        }
        announce("Starting the stores …")
        stores, serving = await _stores(settings, stack)
        announce("Starting the services …")
        runtime = await stack.enter_async_context(serving(settings, stores, sockets))
        _log.info("tier_ready", gateway=runtime.gateway_url)
        announce(f"Ready: gateway {runtime.gateway_url}. Ctrl-C stops everything.")
        stack.callback(announce, "Stopping …")
        if ready is not None:
            ready(runtime)
        await asyncio.Event().wait()


@asynccontextmanager
async def _until_told() -> AsyncGenerator[None]:
    """End the block quietly, wherever it is, at the first SIGINT or SIGTERM."""
    task, told = asyncio.current_task(), False
    assert task

    def tell() -> None:
        nonlocal told
        if not told:
            told = True
            task.cancel()

    loop, caught = asyncio.get_running_loop(), list[int]()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, tell)
        except (NotImplementedError, RuntimeError, ValueError):
            continue  # Windows raises KeyboardInterrupt by itself; a thread gets no signals
        caught.append(number)
    try:
        yield
    except asyncio.CancelledError:
        if not told or task.uncancel():
            raise
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


@contextmanager
def _private_files() -> Generator[None]:
    """What is written from now on, by children too, is its owner's alone."""
    before = os.umask(_OTHERS_MAY_NOTHING)
    try:
        yield
    finally:
        os.umask(before)


async def _stores(settings: Settings, stack: AsyncExitStack) -> tuple[StoreAddresses, "Serving"]:
    """Start what is embedded, and import the services in the meantime."""
    try:
        async with asyncio.TaskGroup() as group:  # children first: a task begins in its turn
            redis = group.create_task(_redis(settings, stack))
            qdrant = group.create_task(_qdrant(settings, stack))
            serving = group.create_task(_import_services())
    except* CannotStart as failed:
        first = failed.exceptions[0]
        raise CannotStart(str(first)) from first
    url, key = qdrant.result()
    return StoreAddresses(redis.result(), url, key), serving.result()


async def _import_services() -> "Serving":
    from devmentor_cloud.services import serving

    return serving


async def _redis(settings: Settings, stack: AsyncExitStack) -> str:
    if settings.redis_url:
        return settings.redis_url
    folder, log = settings.data_dir / "valkey", settings.data_dir / "logs" / "valkey.log"
    url = ""

    async def start() -> Child:
        nonlocal url
        child, url = await start_valkey(folder, log)
        return child

    kept = await Kept.start(start)
    stack.push_async_callback(kept.stop)
    return url


async def _qdrant(settings: Settings, stack: AsyncExitStack) -> tuple[str, SecretStr | None]:
    if settings.qdrant_url:
        return settings.qdrant_url, settings.qdrant_key
    folder, log = settings.data_dir / "qdrant", settings.data_dir / "logs" / "qdrant.log"
    port, key = free_port(), SecretStr(secrets.token_urlsafe(24))
    kept = await Kept.start(partial(start_qdrant, folder, port, key, log))
    stack.push_async_callback(kept.stop)
    return qdrant_url(port), key
