"""How others on this machine find the tier: its runtime file, with a token that has not expired."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Final

import structlog

from devmentor_cloud.auth.service import local_member
from devmentor_cloud.auth.tokens import LIFETIME_SECONDS, TokenIssuer
from devmentor_cloud.resources import Resources
from devmentor_cloud.supervisor import CannotStart
from devmentor_protocol.runtime import TierRuntime, read_runtime, remove_runtime, write_runtime

_log = structlog.get_logger(__name__)
_LOOK_SECONDS: Final = 15.0


@asynccontextmanager
async def published(
    resources: Resources, *, lifetime: int = LIFETIME_SECONDS, look: float = _LOOK_SECONDS
) -> AsyncGenerator[TierRuntime]:
    """Keep the file there while the block runs. Raises `CannotStart` when it cannot be written."""
    settings = resources.settings
    async with resources.database.writing() as session:
        user, organization = await local_member(session)
    issuer = TokenIssuer(resources.keys, issuer=settings.url("auth"))

    def publish() -> TierRuntime:
        runtime = TierRuntime(
            pid=os.getpid(),
            gateway_url=settings.url("gateway"),
            auth_url=settings.url("auth"),
            memory_url=settings.url("memory"),
            project_url=settings.url("project"),
            token=issuer.issue(user.id, organization.id, user.name, lifetime=lifetime),
            version=version("devmentor"),
        )
        write_runtime(runtime)
        return runtime

    try:
        runtime = publish()
    except OSError as error:
        raise CannotStart(f"The runtime file cannot be written: {error}.") from None
    renewing = asyncio.create_task(_renew(publish, every=lifetime / 3, look=look))
    try:
        yield runtime
    finally:
        renewing.cancel()
        remove_runtime(os.getpid())


async def _renew(publish: Callable[[], TierRuntime], *, every: float, look: float) -> None:
    """Look often at the wall clock: while a laptop sleeps, tokens grow old and timers do not."""
    published_at = time.time()
    while True:
        await asyncio.sleep(look)
        if time.time() - published_at < every and read_runtime() is not None:
            continue
        try:
            publish()
        except OSError as error:  # a full disk, perhaps: it may have room at the next look
            _log.error("runtime_file_not_written", reason=str(error))
        else:
            published_at = time.time()
