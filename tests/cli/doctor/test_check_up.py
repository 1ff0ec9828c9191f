"""One thing the doctor looked at."""

from devmentor_cli.doctor.check_up import CheckUp, Health


def test_a_part_that_is_well_needs_no_fix() -> None:
    assert CheckUp("python", Health.OK, "3.11").fix is None
