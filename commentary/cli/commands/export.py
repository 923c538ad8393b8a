"""`commentary export`: writes a table of the archive, or its captures, to a file or to standard output."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import click
from click.core import ParameterSource

from archive.database import DATABASE_NAME
from archive.export import EXPORTED, EXPORTERS, export_to_file, export_to_stdout, write_file, write_stdout
from archive.wacz import Packed, write_cdxj, write_wacz
from commentary.cli.known_sites import check_site
from commentary.cli.options import data_option

INCOMPLETE = 3
PACKAGES: Mapping[str, Callable[..., Packed]] = {"wacz": write_wacz, "cdxj": write_cdxj}


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice([*EXPORTERS, *PACKAGES]),
    default="csv",
    show_default=True,
    help="File format; wacz is the captures themselves, cdxj an index of them.",
)
@click.option(
    "--table", type=click.Choice(list(EXPORTED)), default="articles", show_default=True, help="Table or view."
)
@click.option("--site", metavar="NAME", help="Only rows of this site.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Published on this day or later."
)
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Published on this day or before."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="By default standard output.",
)
@data_option
def export(  # noqa: PLR0913 - one parameter for each option
    *,
    format_: str,
    table: str,
    site: str | None,
    since: datetime | None,
    until: datetime | None,
    output: Path | None,
    data: Path,
) -> None:
    """Write a table of the archive as CSV, JSON or NDJSON, or its captures as WACZ.

    Rows and columns have a fixed order. A file gets its name only when it is complete. WACZ holds the WARC files, an
    index and the texts of the articles, for replay tools; CDXJ is the index alone.
    """
    how: dict[str, Any] = {
        "format": format_,
        "table": table,
        "site": site,
        "since": since and since.date(),
        "until": until and until.date(),
    }
    database = data / DATABASE_NAME
    if site is not None:
        check_site(site, data)
    if format_ in PACKAGES:
        _export_captures(format_, data, site, output)
        return
    if output is None:
        export_to_stdout(database, **how)
        return
    count = export_to_file(output, database, **how)
    click.echo(f"{count} rows of {table} in {output}", err=True)


def _export_captures(name: str, data: Path, site: str | None, output: Path | None) -> None:
    """Write the captures, or an index of them; exit code 3 if files were left out."""
    context = click.get_current_context()
    for option in ("table", "since", "until"):
        if context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{option} selects rows of a table, and {name} holds captures")
    found: list[Packed] = []

    def write(out: BinaryIO) -> None:
        found.append(PACKAGES[name](data / DATABASE_NAME, data / "warc", out, site=site))

    if output is not None:
        write_file(output, write)
    elif name == "wacz":
        raise click.UsageError("WACZ needs a file: name it with -o FILE")
    else:
        write_stdout(write)
    for packed in found:
        for left_out in packed.left_out:
            click.echo(f"commentary: {left_out} is left out: it holds captures of other sites too", err=True)
        where = f" in {output}" if output else ""
        click.echo(f"{packed.captures} captures of {packed.files} WARC files{where}", err=True)
        if packed.left_out:
            sys.exit(INCOMPLETE)
