"""`/healthz`: the process lives; `/readyz`: what it needs answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import structlog
from fastapi import APIRouter

from devmentor_cloud.http.problems import Problem

Probe = Callable[[], Awaitable[None]]
"""Raises when what it looks at does not answer."""

_log = structlog.get_logger(__name__)
_PROBE_SECONDS: Final = 2.0


def health_router(service: str, probes: Mapping[str, Probe]) -> APIRouter:
    """The two health endpoints of a service."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        """Say that the process answers."""
        return {"status": "ok", "service": service}

    @router.get("/readyz")
    async def readyz() -> dict[str, Any]:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        """Say whether each store answers; 503 names the one that does not."""
        names = list(probes)
        found = await asyncio.gather(*(_answers(name, probes[name]) for name in names))
        checks = dict(zip(names, found, strict=True))
        away = [name for name, state in checks.items() if state != "ok"]
        if away:
            detail = f"Not ready: {' and '.join(away)} {'do' if away[1:] else 'does'} not answer."
            raise Problem(503, detail, more={"checks": checks})
        return {"status": "ok", "checks": checks}

    return router


async def _answers(name: str, probe: Probe) -> str:
    try:
        async with asyncio.timeout(_PROBE_SECONDS):
            await probe()
    except Exception as error:  # noqa: BLE001 - whatever it is, the store is not ready
        _log.warning("store_not_ready", store=name, error=type(error).__name__)
        return f"does not answer ({type(error).__name__})"
    return "ok"
