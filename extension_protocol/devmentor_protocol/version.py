"""The version of the contract, and which versions can still talk to each other."""

PROTOCOL_VERSION = 1
"""Raised by one when a change is not understood by the version before it."""

OLDEST_SUPPORTED_VERSION = 1
"""A peer older than this is refused with `ErrorCode.TOO_OLD`."""


def negotiate(offered: int) -> int | None:
    """Return the version both sides speak, or None when the offer is too old."""
    if offered < OLDEST_SUPPORTED_VERSION:
        return None
    return min(offered, PROTOCOL_VERSION)
