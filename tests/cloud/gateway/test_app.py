from pathlib import Path

from tests.cloud.gateway.running import running, settings

from devmentor_cloud.gateway.app import model_settings
from devmentor_cloud.gateway.detect import KNOWN


async def test_the_gateway_says_that_it_lives_and_is_ready(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, gateway.client() as client:
        alive = await client.get("/healthz", headers={"Authorization": ""})
        ready = await client.get("/readyz", headers={"Authorization": ""})

    assert alive.json() == {"status": "ok", "service": "gateway"}
    assert ready.status_code == 200


async def test_the_api_describes_what_a_chat_request_holds(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, gateway.client() as client:
        described = (await client.get("/openapi.json")).json()

    assert "requestBody" in described["paths"]["/v1/chat/completions"]["post"]


def test_detection_is_off_when_the_settings_say_so(tmp_path: Path) -> None:
    assert model_settings(settings(tmp_path)).candidates == ()
    assert model_settings(settings(tmp_path, detect_models=True)).candidates == KNOWN
