"""What services share."""

from pathlib import Path

from tests.cloud.tenants import make_resources


async def test_a_tier_begins_with_no_service_in_its_process(tmp_path: Path) -> None:
    resources = make_resources(tmp_path)
    await resources.database.close()

    assert resources.transports == {}
