"""Auth's endpoints."""

from typing import Any

from fastapi import APIRouter, Request

from devmentor_cloud.auth import service
from devmentor_cloud.auth.schemas import Me
from devmentor_cloud.http.identity import Caller
from devmentor_cloud.stores.database import Reader

router = APIRouter()


@router.get("/.well-known/jwks.json", tags=["keys"])
async def jwks(request: Request) -> dict[str, Any]:
    """Publish the keys that verify access tokens."""
    return dict(request.app.state.resources.keys.public_keys().as_dict(private=False))


@router.get("/v1/me", tags=["users"])
async def me(caller: Caller, session: Reader) -> Me:
    """Say who the caller is."""
    return await service.describe(session, caller)
