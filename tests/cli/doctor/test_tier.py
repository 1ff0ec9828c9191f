"""What the doctor says of the tier."""

from devmentor_cli.doctor.check_up import Health
from devmentor_cli.doctor.tier import look_at_rung, look_at_tier_memory, look_at_weights


async def test_no_tier_is_a_note_with_a_way_out() -> None:
    rung = await look_at_rung(None)

    assert rung.health is Health.NOTE
    assert rung.fix and "devmentor up" in rung.fix


def test_no_tier_has_no_memory() -> None:
    assert look_at_tier_memory() is None


def test_the_demonstration_weights_are_found() -> None:
    assert look_at_weights().health is Health.OK
