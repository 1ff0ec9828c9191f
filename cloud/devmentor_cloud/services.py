"""The services of a tier, run on their ports over what they share."""

import socket
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Final

import httpx2
from fastapi import FastAPI

from devmentor_cloud.auth.app import create_app as create_auth
from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.config import Service, Settings
from devmentor_cloud.gateway.app import create_app as create_gateway
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.listeners import Listener
from devmentor_cloud.memory.app import create_app as create_memory
from devmentor_cloud.project.app import create_app as create_project
from devmentor_cloud.published import published
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.addresses import StoreAddresses
from devmentor_cloud.stores.opening import open_database, open_redis
from devmentor_protocol.runtime import TierRuntime

Sockets = Mapping[Service, socket.socket]
Serving = Callable[[Settings, StoreAddresses, Sockets], AbstractAsyncContextManager[TierRuntime]]

APPS: Final[dict[Service, Callable[[Resources], FastAPI]]] = {
    "memory": create_memory,
    "project": create_project,
    "auth": create_auth,
    "gateway": create_gateway,
}
"""In the order they start: the gateway last, because it calls the others."""


@asynccontextmanager
async def serving(
    settings: Settings, stores: StoreAddresses, sockets: Sockets
) -> AsyncGenerator[TierRuntime]:
    """Serve while the block runs. Raises `CannotStart`."""
    async with AsyncExitStack() as stack:
        resources = await stack.enter_async_context(_resources(settings, stores))
        for service, create_app in APPS.items():
            app = create_app(resources)
            # A bug in one service is a 500 to another, as it is over the network.
            resources.transports[service] = httpx2.ASGITransport(app, raise_app_exceptions=False)
            listener = Listener(app, sockets[service])
            await listener.begin()
            stack.push_async_callback(listener.end)
        yield await stack.enter_async_context(published(resources))


@asynccontextmanager
async def _resources(settings: Settings, stores: StoreAddresses) -> AsyncGenerator[Resources]:
    async with AsyncExitStack() as stack:
        database = await open_database(settings.database)
        stack.push_async_callback(database.close)
        redis = await open_redis(stores.redis_url)
        stack.push_async_callback(redis.aclose)
        keys = SigningKeys.load(settings.data_dir / "keys")
        verifier = TokenVerifier(keys, issuer=settings.url("auth"))
        yield Resources(
            settings, database, redis, keys, verifier, stores.qdrant_url, stores.qdrant_key
        )
