"""The type of options that are days or times, and the one that several commands share (pure)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click

from archive.ask import to_moment

Function = TypeVar("Function", bound=Callable[..., Any])


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


def at_option(text: str) -> Callable[[Function], Function]:
    """Return what adds `--at DATE` to a command, with its help: the end of the day or second that is given."""
    return click.option("--at", type=Moment(is_end=True), metavar="DATE", help=text)
