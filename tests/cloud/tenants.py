"""Apps of services on a real database, and callers from two organizations."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from fastapi import FastAPI

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.auth.models import Membership, Organization, User
from devmentor_cloud.auth.tokens import TokenIssuer
from devmentor_cloud.config import Settings
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.stores.redis import redis_client

ISSUER = "http://127.0.0.1:3002"


@dataclass(frozen=True)
class Tenants:
    """A service's client and the tokens of two people in different organizations."""

    resources: Resources
    issuer: TokenIssuer
    client: httpx2.AsyncClient
    ann: dict[str, str]
    bob: dict[str, str]


def make_resources(folder: Path, database_url: str | None = None) -> Resources:
    """Resources whose Redis and Qdrant are not used by the service under test."""
    settings = Settings(data_dir=folder, database_url=database_url)
    keys = SigningKeys.load(folder / "keys")
    return Resources(
        settings=settings,
        database=Database(settings.database),
        redis=redis_client("redis://127.0.0.1:1"),
        keys=keys,
        verifier=TokenVerifier(keys, ISSUER),
        qdrant_url="http://127.0.0.1:1",
        qdrant_key=None,
    )


@asynccontextmanager
async def tenants(
    create_app: Callable[[Resources], FastAPI], folder: Path
) -> AsyncGenerator[Tenants]:
    """Serve an app to Ann and Bob, who share nothing."""
    folder.mkdir(exist_ok=True)
    resources = make_resources(folder)
    await upgrade(resources.database)
    issuer = TokenIssuer(resources.keys, ISSUER)
    headers: list[dict[str, str]] = []
    async with resources.database.writing() as session:
        for name in ("ann", "bob"):
            user, organization = User(name=name), Organization(slug=name, name=name.title())
            session.add_all([user, organization])
            await session.flush()
            membership = {"user_id": user.id, "organization_id": organization.id}
            session.add(Membership(role="owner", **membership))
            token = issuer.issue(user.id, organization.id, name).get_secret_value()
            headers.append({"Authorization": f"Bearer {token}"})
    transport = httpx2.ASGITransport(create_app(resources), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://service") as client:
        yield Tenants(resources, issuer, client, *headers)
    await resources.database.close()
