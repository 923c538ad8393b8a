"""The type of options that are days or times (pure)."""

from datetime import datetime
from typing import Any

import click

from archive.ask import to_moment


class Moment(click.ParamType[datetime]):
    """A day or a time in ISO 8601, by default in UTC; with `is_end` all of that day or second is included."""

    name = "date"

    def __init__(self, *, is_end: bool = False) -> None:
        self.is_end = is_end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return an aware time; click.UsageError for what is none."""
        try:
            return to_moment(str(value), is_end=self.is_end)
        except ValueError:
            self.fail(
                f"{value!r} is no day or time; write one such as 2026-03-01 or 2026-03-01T09:30:00+01:00", param, ctx
            )
