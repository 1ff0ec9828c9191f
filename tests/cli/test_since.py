import time

import click
import pytest

from devmentor_cli.since import Since

DAY = 86_400


@pytest.mark.parametrize(
    ("written", "days"), [("90d", 90), ("6 months", 180), ("2y", 730), ("1 week ago", 7)]
)
def test_a_span_of_time_counts_back_from_now(written: str, days: int) -> None:
    found = Since().convert(written, None, None)

    assert found == pytest.approx(time.time() - days * DAY, abs=60)


def test_a_date_is_a_day_in_utc() -> None:
    assert Since().convert("2024-06-30", None, None) == 1_719_705_600


def test_a_time_before_all_times_is_the_beginning() -> None:
    assert Since().convert("99999y", None, None) == 0


@pytest.mark.parametrize("written", ["", "soon", "6", "6 parsecs", "2024-13-01"])
def test_anything_else_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(click.BadParameter, match="write 2024-06-30, 90d, 6m or 2y"):
        Since().convert(written, None, None)
