"""Redis by URL: standalone servers and the embedded child alike."""

from redis.asyncio import Redis


def redis_client(url: str) -> Redis:
    """Return a client; it connects when it is first used."""
    return Redis.from_url(  # pyright: ignore[reportUnknownMemberType] - its **kwargs have no type
        url, decode_responses=True, health_check_interval=30
    )


async def ping(redis: Redis) -> None:
    """Raise when the server does not answer."""
    await redis.ping()  # pyright: ignore[reportUnknownMemberType] - its **kwargs have no type
