"""What the services of one tier share."""

from dataclasses import dataclass, field

import httpx2
from pydantic import SecretStr
from redis.asyncio import Redis

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.config import Service, Settings
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.stores.database import Database


@dataclass(slots=True)
class Resources:
    """Made by `tier.run` before any service; closed by it after the last."""

    settings: Settings
    database: Database
    redis: Redis
    keys: SigningKeys
    verifier: TokenVerifier
    qdrant_url: str
    qdrant_key: SecretStr | None
    transports: dict[Service, httpx2.AsyncBaseTransport] = field(
        default_factory=dict[Service, httpx2.AsyncBaseTransport]
    )
    """How to reach a service that runs in this process; one that is missing is called by URL."""
