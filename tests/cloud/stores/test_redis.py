"""The client for Redis."""

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from devmentor_cloud.stores.redis import ping, redis_client


async def test_a_server_that_is_not_there_is_an_error_when_it_is_used() -> None:
    client = redis_client("redis://127.0.0.1:1")

    with pytest.raises(RedisConnectionError):
        await ping(client)
    await client.aclose()
