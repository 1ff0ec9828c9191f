"""The services of a tier, run on what they share."""

import socket
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
from tests.cloud.tenants import make_resources

from devmentor_cloud.config import PORT_OFFSETS, Service, Settings
from devmentor_cloud.listeners import bind
from devmentor_cloud.services import APPS, serving
from devmentor_cloud.stores.addresses import StoreAddresses
from devmentor_cloud.stores.valkey import start_valkey


async def test_every_service_has_an_app_and_a_port() -> None:
    assert set(APPS) == set(PORT_OFFSETS)


async def test_every_service_describes_itself_under_its_own_name(tmp_path: Path) -> None:
    resources = make_resources(tmp_path)

    titles = {service: create_app(resources).title for service, create_app in APPS.items()}
    await resources.database.close()

    assert titles == {service: f"DevMentor {service}" for service in APPS}


async def test_services_answer_while_the_block_runs_and_not_after(
    settings: Settings, tmp_path: Path
) -> None:
    """Without a vector store, which memory can do without."""
    settings.data_dir.mkdir()
    child, redis_url = await start_valkey(tmp_path / "valkey", tmp_path / "valkey.log")
    stores = StoreAddresses(redis_url, "http://127.0.0.1:1", None)
    async with AsyncExitStack() as stack, httpx2.AsyncClient(trust_env=False) as client:
        stack.push_async_callback(child.stop)
        sockets: dict[Service, socket.socket] = {
            name: stack.enter_context(bind(settings, name)) for name in PORT_OFFSETS
        }
        async with serving(settings, stores, sockets) as runtime:
            answers = [
                (await client.get(f"{settings.url(service)}/healthz")).json() for service in APPS
            ]
            gateway_url = runtime.gateway_url

    assert answers == [{"status": "ok", "service": service} for service in APPS]
    assert gateway_url == settings.url("gateway")
