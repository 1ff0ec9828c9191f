"""The auth service, port 3002."""

from fastapi import FastAPI

from devmentor_cloud.auth.endpoints import router
from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.resources import Resources


def create_app(resources: Resources) -> FastAPI:
    """Make the app."""
    app = service_app(resources, "auth", "Users, organizations and keys.")
    app.include_router(router)
    return app
