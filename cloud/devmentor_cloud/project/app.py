"""The project service, port 3005."""

from fastapi import FastAPI

from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.project.endpoints import router
from devmentor_cloud.resources import Resources


def create_app(resources: Resources) -> FastAPI:
    """Make the app."""
    app = service_app(resources, "project", "Projects of an organization.")
    app.include_router(router)
    return app
