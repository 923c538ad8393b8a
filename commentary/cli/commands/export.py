"""`commentary export`: writes a table of the archive to a file or to standard output."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from archive.database import DATABASE_NAME
from archive.export import EXPORTED, EXPORTERS, export_to_file, export_to_stdout
from commentary.cli.known_sites import check_site
from commentary.cli.options import data_option


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(list(EXPORTERS)), default="csv", show_default=True, help="File format."
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
    """Write a table of the archive as CSV, JSON or NDJSON.

    Rows and columns have a fixed order. A file gets its name only when it is complete.
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
    if output is None:
        export_to_stdout(database, **how)
        return
    count = export_to_file(output, database, **how)
    click.echo(f"{count} rows of {table} in {output}", err=True)
