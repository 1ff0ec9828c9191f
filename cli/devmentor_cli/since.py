"""A time in the past as people write it: `2024-06-30`, `90d`, `6 months`, `2y`."""

import re
from datetime import UTC, datetime

import click

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = re.compile(r"(\d{1,5}) ?(?:(d|w|m|y)|(day|week|month|year)s?)(?: ago)?", re.IGNORECASE)
_DAY_SECONDS = 86_400


class Since(click.ParamType[int]):
    """Seconds since 1970, from a date or a span of time."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read it; a date is a day in UTC."""
        if isinstance(value, int):
            return value
        text = str(value).strip()
        if span := _SPAN.fullmatch(text):
            unit = (span[2] or span[3])[0].lower()
            now = int(datetime.now(UTC).timestamp())
            return max(0, now - int(span[1]) * _DAYS[unit] * _DAY_SECONDS)
        try:
            return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())
        except ValueError:
            self.fail(f"{text!r} is no time: write 2024-06-30, 90d, 6m or 2y.", param, ctx)
