"""The app every service is made with: `service_app(resources, "memory", …)` plus its router."""

from collections.abc import Mapping
from importlib.metadata import version

from fastapi import FastAPI

from devmentor_cloud.config import Service
from devmentor_cloud.http.body_limit import BodyLimitMiddleware
from devmentor_cloud.http.health import Probe, health_router
from devmentor_cloud.http.last_resort import LastResortMiddleware
from devmentor_cloud.http.problems import DESCRIBED, install_problem_handlers
from devmentor_cloud.http.request_id import RequestIdMiddleware
from devmentor_cloud.observability.metrics import MetricsMiddleware, metrics_router
from devmentor_cloud.resources import Resources


def service_app(
    resources: Resources, service: Service, summary: str, probes: Mapping[str, Probe] | None = None
) -> FastAPI:
    """Make a service's app. Its endpoints find `resources` at `request.app.state.resources`."""
    app = FastAPI(
        title=f"DevMentor {service}",
        summary=summary,
        version=version("devmentor"),
        docs_url=None,
        redoc_url=None,
        responses=DESCRIBED,
    )
    app.state.resources = resources
    app.state.verifier = resources.verifier
    app.include_router(
        health_router(service, {"database": resources.database.ping, **(probes or {})})
    )
    app.include_router(metrics_router())
    install_problem_handlers(app)
    # The last one added is the first that a request meets.
    app.add_middleware(BodyLimitMiddleware)
    app.add_middleware(LastResortMiddleware)
    app.add_middleware(MetricsMiddleware, service=service)
    app.add_middleware(RequestIdMiddleware)
    return app
