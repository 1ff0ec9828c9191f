"""Ports that nobody uses."""

import random
import socket

from devmentor_cloud.config import PORT_OFFSETS


def free_port_base() -> int:
    """A base whose service ports are free now; tests that run beside this one choose others."""
    for _ in range(200):
        base = random.randrange(20_000, 32_000, 10)  # below the range of outgoing connections
        if all(_is_free(base + offset) for offset in PORT_OFFSETS.values()):
            return base
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
