"""A memory service in this process, over a real database and a real vector store."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI
from pydantic import SecretStr

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.auth.models import Organization, User
from devmentor_cloud.auth.tokens import TokenIssuer
from devmentor_cloud.config import Settings
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.memory.app import create_app
from devmentor_cloud.memory.vector_index import VectorIndex
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.stores.redis import redis_client

ISSUER = "http://auth.test"
PEOPLE = {"ann": "blue", "bob": "blue", "eve": "red"}
"""Users and their organizations."""


@dataclass(frozen=True)
class Person:
    """A user's own way into the service."""

    client: httpx2.AsyncClient

    async def remember(self, text: str, **fields: Any) -> dict[str, Any]:
        response = await self.client.post("/v1/memories", json={"text": text, **fields})
        assert response.status_code == 201, response.text
        return response.json()

    async def recall(self, query: str, **fields: Any) -> list[dict[str, Any]]:
        response = await self.client.post("/v1/memories/recall", json={"query": query, **fields})
        assert response.status_code == 200, response.text
        return response.json()["memories"]

    async def texts(self, query: str, **fields: Any) -> list[str]:
        return [one["memory"]["text"] for one in await self.recall(query, **fields)]

    async def list(self, **params: Any) -> dict[str, Any]:
        response = await self.client.get("/v1/memories", params=params)
        assert response.status_code == 200, response.text
        return response.json()


@dataclass(frozen=True)
class Service:
    app: FastAPI
    people: Mapping[str, Person]
    anonymous: httpx2.AsyncClient

    @property
    def index(self) -> VectorIndex:
        return self.app.state.vector_index

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


async def prepare(url: str) -> None:
    """Migrate the database and put the people in it."""
    database = Database(url)
    await upgrade(database)
    async with database.writing() as session:
        for slug in sorted(set(PEOPLE.values())):
            session.add(Organization(id=slug, slug=slug, name=slug))
        for name in PEOPLE:
            session.add(User(id=name, name=name))
    await database.close()


@asynccontextmanager
async def serving(
    url: str, vectors_url: str, key: SecretStr, folder: Path
) -> AsyncGenerator[Service]:
    """Run the service; a recall waits long for vectors, because the machine may be busy."""
    database, keys = Database(url), SigningKeys.load(folder / "keys")
    redis = redis_client("redis://127.0.0.1:1")  # the memory service does not call it
    verifier = TokenVerifier(keys, issuer=ISSUER)
    settings = Settings(data_dir=folder)
    resources = Resources(settings, database, redis, keys, verifier, vectors_url, key)
    app = create_app(resources, patience=20)
    issuer = TokenIssuer(keys, issuer=ISSUER)
    people = {
        name: Person(_client(app, issuer.issue(name, organization, name.title())))
        for name, organization in PEOPLE.items()
    }
    async with app.router.lifespan_context(app):
        yield Service(app, people, _client(app))
    await redis.aclose()
    await database.close()


def _client(app: FastAPI, token: SecretStr | None = None) -> httpx2.AsyncClient:
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    transport = httpx2.ASGITransport(app)
    return httpx2.AsyncClient(transport=transport, base_url="http://memory.test", headers=headers)
