"""The whole tier in one process: stores, services, a local user.

A service is a package with `app.create_app(resources) -> FastAPI`; what it starts for itself (the
gateway's model, for example) it starts in its app's lifespan.
"""

import asyncio
import os
import secrets
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version
from typing import Final

import httpx2
import structlog
from fastapi import FastAPI
from pydantic import SecretStr

from devmentor_cloud.auth.app import create_app as create_auth
from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.auth.service import local_member
from devmentor_cloud.auth.tokens import LIFETIME_SECONDS, TokenIssuer
from devmentor_cloud.config import PORT_OFFSETS, Service, Settings
from devmentor_cloud.folder_lock import locked
from devmentor_cloud.gateway.app import create_app as create_gateway
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.listeners import Listener, bind
from devmentor_cloud.memory.app import create_app as create_memory
from devmentor_cloud.observability.logs import configure_logs, log_file
from devmentor_cloud.project.app import create_app as create_project
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.stores.qdrant import free_port, qdrant_url, start_qdrant
from devmentor_cloud.stores.redis import redis_client
from devmentor_cloud.stores.valkey import start_valkey
from devmentor_cloud.supervisor import CannotStart, Child, Kept
from devmentor_protocol.runtime import TierRuntime, remove_runtime, write_runtime

__all__ = ["CannotStart", "run"]

Announce = Callable[[str], None]
_log = structlog.get_logger(__name__)
_RENEW_SECONDS: Final = LIFETIME_SECONDS / 3
_SERVICES: Final[dict[Service, Callable[[Resources], FastAPI]]] = {
    "memory": create_memory,
    "project": create_project,
    "auth": create_auth,
    "gateway": create_gateway,
}


async def run(
    settings: Settings,
    *,
    announce: Announce,
    ready: Callable[[TierRuntime], None] | None = None,
) -> None:
    """Run until Ctrl-C, SIGTERM or cancellation; leave nothing behind.

    `ready` is called once, when every service answers. Raises `CannotStart`.
    """
    stopping = asyncio.Event()
    _on_signals(stopping.set)
    async with AsyncExitStack() as stack:
        stack.enter_context(locked(settings.data_dir, os.getpid()))
        configure_logs(settings.log_level, log_file(settings.data_dir / "logs" / "tier.log"))
        sockets = {
            service: stack.enter_context(bind(settings, service)) for service in PORT_OFFSETS
        }
        announce("Starting the stores …")
        resources = await stack.enter_async_context(_resources(settings))
        announce("Starting the services …")
        for service, create_app in _SERVICES.items():
            app = create_app(resources)
            resources.transports[service] = httpx2.ASGITransport(app)
            listener = Listener(app, sockets[service])
            await listener.begin()
            stack.push_async_callback(listener.end)
        runtime = await stack.enter_async_context(_published(resources))
        _log.info("tier_ready", gateway=runtime.gateway_url)
        announce(f"Ready: gateway {runtime.gateway_url}. Ctrl-C stops everything.")
        if ready is not None:
            ready(runtime)
        await stopping.wait()
        announce("Stopping …")


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows raises KeyboardInterrupt by itself
            loop.add_signal_handler(number, stop)


@asynccontextmanager
async def _resources(settings: Settings) -> AsyncGenerator[Resources]:
    async with AsyncExitStack() as stack:
        redis_url, (vectors_url, vectors_key) = await asyncio.gather(
            _redis(settings, stack), _qdrant(settings, stack)
        )
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        await upgrade(database)
        redis = redis_client(redis_url)
        stack.push_async_callback(redis.aclose)
        keys = SigningKeys.load(settings.data_dir / "keys")
        verifier = TokenVerifier(keys, issuer=settings.url("auth"))
        yield Resources(settings, database, redis, keys, verifier, vectors_url, vectors_key)


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


@asynccontextmanager
async def _published(resources: Resources) -> AsyncGenerator[TierRuntime]:
    """Keep the runtime file there, with a token that has not expired, while the block runs."""
    settings = resources.settings
    async with resources.database.writing() as session:
        user, organization = await local_member(session)
    issuer = TokenIssuer(resources.keys, issuer=settings.url("auth"))

    def publish() -> TierRuntime:
        runtime = TierRuntime(
            pid=os.getpid(),
            gateway_url=settings.url("gateway"),
            auth_url=settings.url("auth"),
            memory_url=settings.url("memory"),
            project_url=settings.url("project"),
            token=issuer.issue(user.id, organization.id, user.name),
            version=version("devmentor"),
        )
        write_runtime(runtime)
        return runtime

    async def renew() -> None:
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            publish()

    runtime = publish()
    renewing = asyncio.create_task(renew())
    try:
        yield runtime
    finally:
        renewing.cancel()
        remove_runtime(os.getpid())
