"""The gateway service, port 3001."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from devmentor_cloud.config import Settings
from devmentor_cloud.gateway import bridge_socket, detect, endpoints
from devmentor_cloud.gateway.events import Events
from devmentor_cloud.gateway.memory_client import MemoryClient
from devmentor_cloud.gateway.model_choice import ModelChoice, ModelSettings
from devmentor_cloud.gateway.services import Services
from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.resources import Resources
from devmentor_protocol.limits import Limits
from devmentor_protocol.receipt import Rung

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def create_app(resources: Resources, *, limits: Limits | None = None) -> FastAPI:
    """Make the app. Its life begins the choice of a model and ends every session."""
    settings = resources.settings

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        models = ModelChoice(model_settings(settings))
        memories = MemoryClient(settings.url("memory"), resources.transports.get("memory"))
        rung = Rung.LOCAL if settings.host in _LOOPBACK else Rung.CONNECTED
        services = Services(models, memories, Events(resources.database), rung, limits)
        app.state.gateway = services
        models.start()
        try:
            yield
        finally:
            await services.close()

    app = service_app(resources, "gateway", "AI for editors and for anything that speaks OpenAI.")
    app.router.lifespan_context = lifespan
    app.include_router(endpoints.router)
    app.include_router(bridge_socket.router)
    return app


def model_settings(settings: Settings) -> ModelSettings:
    """What the tier's settings say of models."""
    return ModelSettings(
        provider_url=settings.provider_url,
        provider_key=settings.provider_key,
        model=settings.model,
        weights=settings.weights,
        candidates=detect.KNOWN if settings.detect_models else (),
        local=settings.local_model,
        log=settings.data_dir / "logs" / "local-model.log",
    )
