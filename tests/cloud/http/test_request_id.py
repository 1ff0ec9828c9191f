"""Request ids."""

from pathlib import Path

import pytest
from tests.cloud.tenants import tenants

from devmentor_cloud.project.app import create_app


@pytest.mark.parametrize(("offered", "kept"), [("trace-12345", True), ("no spaces!", False)])
async def test_a_sensible_id_is_kept_and_another_replaced(
    tmp_path: Path, offered: str, *, kept: bool
) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        answer = await running.client.get("/healthz", headers={"x-request-id": offered})

    assert (answer.headers["x-request-id"] == offered) is kept
    assert answer.headers["x-request-id"]
