"""`/metrics` for Prometheus: how many requests, how long, how many at once."""

import time
from typing import Final

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS: Final = Counter(
    "devmentor_requests_total", "Requests answered.", ("service", "route", "method", "status")
)
SECONDS: Final = Histogram(
    "devmentor_request_seconds",
    "Seconds until the answer was complete.",
    ("service", "route"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
IN_FLIGHT: Final = Gauge("devmentor_requests_in_flight", "Requests being answered.", ("service",))
_METHODS: Final = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
"""Anybody may send any word as a method: the others are counted together."""

_UNMEASURED: Final = {"/metrics", "/healthz", "/readyz"}


def metrics_router() -> APIRouter:
    """The endpoint that Prometheus scrapes."""
    router = APIRouter(tags=["metrics"])

    @router.get("/metrics", include_in_schema=False)
    def metrics() -> Response:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


class MetricsMiddleware:
    """Measures every HTTP request of a service, by route rather than by path."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self.app, self.service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] in _UNMEASURED:
            await self.app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with IN_FLIGHT.labels(self.service).track_inprogress():
            try:
                await self.app(scope, receive, noted)
            finally:
                route = getattr(scope.get("route"), "path", "unknown")
                method = scope["method"] if scope["method"] in _METHODS else "other"
                REQUESTS.labels(self.service, route, method, str(status)).inc()
                SECONDS.labels(self.service, route).observe(time.perf_counter() - start)
