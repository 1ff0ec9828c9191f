"""Auth's endpoints."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.cloud.tenants import Tenants, tenants

from devmentor_cloud.auth.app import create_app


@pytest.fixture
async def auth(tmp_path: Path) -> AsyncGenerator[Tenants]:
    async with tenants(create_app, tmp_path / "auth") as running:
        yield running


async def test_callers_are_told_who_they_are(auth: Tenants) -> None:
    me = (await auth.client.get("/v1/me", headers=auth.ann)).json()

    assert (me["name"], me["organization"], me["role"]) == ("ann", "Ann", "owner")


async def test_without_a_token_nobody_is_anybody(auth: Tenants) -> None:
    answer = await auth.client.get("/v1/me")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_user_who_left_is_refused(auth: Tenants) -> None:
    token = auth.issuer.issue("gone", "gone", "Gone").get_secret_value()

    answer = await auth.client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 401


async def test_the_public_keys_are_published(auth: Tenants) -> None:
    [key] = (await auth.client.get("/.well-known/jwks.json")).json()["keys"]

    assert key["alg"] == "ES256"
    assert "d" not in key
