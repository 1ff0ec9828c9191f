"""Watches for changes of what a tier is reached with: its runtime file, or a stored token."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from devmentor_bridge.connection import Address, TierFound, TierGone
from devmentor_bridge.credentials import changes_path
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import read_runtime, runtime_path

_LOOK_EVERY_SECONDS: Final = 0.5
_NEVER: Final = object()


Tell = Callable[[TierFound | TierGone], None]


async def watch_local_tier(tell: Tell) -> None:
    """Tell when a tier can be found, has changed, or is gone. Never returns."""
    await _watch(runtime_path(), find_local_tier, tell)


async def watch_team_tier(url: str, tell: Tell) -> None:
    """Tell of a tier at once, and again whenever an access token is stored. Never returns."""
    await _watch(changes_path(), lambda: find_team_tier(url), tell)


def find_local_tier() -> TierFound | TierGone:
    """Look once."""
    runtime = read_runtime()
    if runtime is None:
        return TierGone()
    generation = f"{runtime.pid}-{_identity(runtime_path())}"
    return TierFound(Address(runtime.gateway_url, Rung.LOCAL, generation))


def find_team_tier(url: str) -> TierFound:
    """The tier at an address that the user gave."""
    generation = str(_identity(changes_path()))
    return TierFound(Address(_without_user(url.rstrip("/")), Rung.CONNECTED, generation))


def _without_user(url: str) -> str:
    """An address is shown and logged: a password in it, which no tier asks for, must not be."""
    scheme, mark, rest = url.rpartition("://")
    authority, slash, path = rest.partition("/")
    return scheme + mark + authority.rpartition("@")[2] + slash + path


async def _watch(path: Path, find: Callable[[], TierFound | TierGone], tell: Tell) -> None:
    seen: object = _NEVER
    while True:
        look = await asyncio.to_thread(_identity, path)
        if look != seen:
            seen = look
            tell(await asyncio.to_thread(find))
        await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _identity(path: Path) -> tuple[int, int] | None:
    """What changes whenever the file does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
