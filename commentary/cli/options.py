"""Options that several commands share (reads the environment)."""

import functools
import math
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.core import ParameterSource

from commentary.cli.quiet import silent_unless_failed


class Amount(click.ParamType[float]):
    """A number above 0; `nan` and `inf` are none, although Python reads them as such."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; click.UsageError for what is none."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number > 0):
            self.fail(f"{value!r} is not a number above 0; write one such as 30 or 0.5", param, ctx)
        return number


class NearChoice(click.Choice[str]):
    """A choice of words that, of a word that is none of them, tells which may be meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return the message of the error."""
        near = get_close_matches(str(value), self.choices, n=2)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        return f"{super().get_invalid_choice_message(value, ctx)}{meant}"


Function = TypeVar("Function", bound=Callable[..., Any])


def _resolve(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    before_command = context.parent.params.get("data") if context.parent else None
    return value or before_command or Path(os.environ.get("COMMENTARY_DATA") or "data")


def given_data(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """Return the folder given by `--data` before or after the command's name; None if it was not given."""
    group = context.parent
    is_given = group is not None and group.get_parameter_source("data") is ParameterSource.COMMANDLINE
    return value or (group.params["data"] if group and is_given else None)


def data_words() -> str:
    """Return ` --data DIR` as the running command was given it, for commands that it proposes; "" if it was not."""
    context = click.get_current_context()
    sources = [each.get_parameter_source("data") for each in (context, context.parent) if each is not None]
    return f" --data {shlex.quote(str(context.params['data']))}" if ParameterSource.COMMANDLINE in sources else ""


def data_option(function: Function) -> Function:
    """Add `--data DIR` to a command; it may also stand before the command's name."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        callback=_resolve,
        help="Folder of the archive; by default COMMENTARY_DATA, else ./data.",
    )(function)


def run_options(function: Function) -> Function:
    """Add `--quiet`, `--log FILE` and `--metrics FILE` to a command that makes runs: `quiet`, `log` and `metrics`.

    With `--quiet` the command's output is held back until it ends, and dropped if its exit code is 0.
    """

    @functools.wraps(function)
    def run(*arguments: Any, **options: Any) -> Any:
        if not options["quiet"]:
            return function(*arguments, **options)
        with silent_unless_failed():
            return function(*arguments, **options)

    return _decorated(cast("Function", run), _RUN_OPTIONS)


def budget_options(function: Function) -> Function:
    """Add `--max-pages N`, `--max-minutes N` and `--max-mb N` to a command that makes runs."""
    return _decorated(function, _BUDGET_OPTIONS)


def budget_settings(budget: Mapping[str, float | None]) -> dict[str, float]:
    """Return the settings of a crawl for the values of these options, by their names; none for what was not given."""
    return {f"COMMENTARY_{name.upper()}": value for name, value in budget.items() if value is not None}


def _decorated(function: Function, options: Iterable[Callable[[Any], Any]]) -> Function:
    decorated: Any = function
    for option in options:
        decorated = option(decorated)
    return cast("Function", decorated)


def _file_option(name: str, text: str) -> Callable[[Function], Function]:
    return click.option(
        f"--{name}", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", default=None, help=text
    )


_RUN_OPTIONS: Sequence[Callable[[Any], Any]] = (
    _file_option("metrics", "Write what the last run of each site did to FILE, as OpenMetrics."),
    _file_option("log", "Append each event of a run to FILE, as a line of JSON."),
    click.option("--quiet", is_flag=True, help="Print nothing if the exit code is 0; for cron."),
)
_BUDGET_OPTIONS: Sequence[Callable[[Any], Any]] = (
    click.option("--max-mb", type=Amount(), metavar="N", help="Receive at most N megabytes of each site."),
    click.option("--max-minutes", type=Amount(), metavar="N", help="Stop the run of each site after N minutes."),
    click.option("--max-pages", type=click.IntRange(min=1), metavar="N", help="Fetch at most N pages of each site."),
)
