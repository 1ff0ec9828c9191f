from pathlib import Path

from tests.cloud.gateway.running import connected, running, settings

from devmentor_cloud.gateway.services import Services
from devmentor_protocol.methods import METHODS, Direction


async def test_every_method_that_is_promised_is_in_the_contract_and_answered(
    tmp_path: Path,
) -> None:
    async with running(settings(tmp_path)) as gateway, connected(gateway) as editor:
        promised = editor.hello.methods

    assert promised == Services.method_names
    assert all(METHODS[name].direction == Direction.EDITOR_TO_CLOUD for name in promised)


async def test_the_sessions_are_ended_with_the_services(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, connected(gateway):
        services = gateway.services
        assert len(services.sessions) == 1

    assert len(services.sessions) == 0
