"""A bridge for one command."""

from devmentor_cli.session import connected_bridge
from devmentor_protocol.receipt import Rung


async def test_with_no_tier_it_is_offline_at_once_and_says_what_to_do() -> None:
    async with connected_bridge(None) as bridge:
        assert bridge.status.rung is Rung.OFFLINE
        assert "devmentor up" in bridge.status.detail


async def test_a_tier_that_refuses_connections_is_named() -> None:
    async with connected_bridge("http://127.0.0.1:9") as bridge:
        assert bridge.status.rung is Rung.OFFLINE
        assert "127.0.0.1:9" in bridge.status.detail
