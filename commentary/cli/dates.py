"""Reads the days and times that options give (pure)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import click


class Moment(click.ParamType[datetime]):
    """A day or a time in ISO 8601, without an offset in UTC.

    A day stands for its first second, or with `is_end` for the first second of the next, so that it is included.
    """

    name = "date"

    def __init__(self, *, is_end: bool = False) -> None:
        self.is_end = is_end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return an aware time; click.UsageError for what is none."""
        text = str(value).strip()
        try:
            if len(text) == len("2026-03-01"):
                first = datetime.combine(date.fromisoformat(text), time(tzinfo=UTC))
                return first + timedelta(days=self.is_end)
            moment = datetime.fromisoformat(text)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            # What was captured in the same second is included.
            return moment + timedelta(seconds=self.is_end)
        except (ValueError, OverflowError):
            self.fail(
                f"{value!r} is no day or time; write one such as 2026-03-01 or 2026-03-01T09:30:00+01:00", param, ctx
            )
