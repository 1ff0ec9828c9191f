"""Watches for the tier of this machine: its runtime file appears, changes and goes."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from devmentor_bridge.connection import Address, TierFound, TierGone
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import read_runtime, runtime_path

_LOOK_EVERY_SECONDS: Final = 0.5


async def watch_local_tier(tell: Callable[[TierFound | TierGone], None]) -> None:
    """Tell when a tier can be found, has changed, or is gone. Never returns."""
    path, seen = runtime_path(), None
    while True:
        look = await asyncio.to_thread(_identity, path)
        if look != seen:
            seen = look
            tell(await asyncio.to_thread(find_local_tier))
        await asyncio.sleep(_LOOK_EVERY_SECONDS)


def find_local_tier() -> TierFound | TierGone:
    """Look once."""
    runtime = read_runtime()
    if runtime is None:
        return TierGone()
    generation = f"{runtime.pid}-{_identity(runtime_path())}"
    return TierFound(Address(runtime.gateway_url, Rung.LOCAL, generation))


def _identity(path: Path) -> tuple[int, int] | None:
    """What changes whenever the file does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
