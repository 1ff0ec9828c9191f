"""What the doctor says of the engines."""

from pathlib import Path

from devmentor_cli.doctor.check_up import Health
from devmentor_cli.doctor.engines import look_at_engines


async def test_every_engine_is_started_and_well(tmp_path: Path) -> None:
    check_ups = {check_up.part: check_up for check_up in await look_at_engines(tmp_path)}

    assert {"ruff", "ty", "jedi"} <= check_ups.keys()
    assert {check_up.health for check_up in check_ups.values()} == {Health.OK}
