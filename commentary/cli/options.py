"""Options that several commands share (pure but for the environment)."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

Function = TypeVar("Function", bound=Callable[..., Any])


def _resolve(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    given_before = context.parent.params.get("data") if context.parent else None
    return value or given_before or Path(os.environ.get("COMMENTARY_DATA") or "data")


def given_data(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """Return the folder that was given on the command line, before or after the command; None when there is none."""
    group = context.parent
    before = group is not None and group.get_parameter_source("data") is ParameterSource.COMMANDLINE
    return value or (group.params["data"] if group and before else None)


def data_option(function: Function) -> Function:
    """Add `--data DIR`, which may stand before the command's name as well."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        callback=_resolve,
        help="The archive's folder; else COMMENTARY_DATA, else ./data.",
    )(function)
