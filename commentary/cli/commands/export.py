"""`commentary export`: writes a table of the archive to a file or to standard output."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.export import EXPORTED, EXPORTERS, export_to_file, export_to_stdout
from commentary.cli.options import data_option
from extract.errors import ExportError, ProfileError
from sites import load_each


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
        _check_site(site, database, data)
    if output is None:
        export_to_stdout(database, **how)
        return
    count = export_to_file(output, database, **how)
    click.echo(f"{count} rows of {table} in {output}", err=True)


def _check_site(site: str, database: Path, data: Path) -> None:
    """Raise ExportError for a name that neither a run in the archive nor a profile has: a typing mistake."""
    with closing(open_read_only(database)) as db, plain_errors(database):
        known = {
            name
            for (name,) in map(tuple, db.execute("SELECT DISTINCT site FROM captures UNION SELECT site FROM runs"))
        }
    profiles = {each.name for each in load_each(data / "sites") if not isinstance(each, ProfileError)}
    if site not in known | profiles:
        names = ", ".join(sorted(known - {""})) or "none"
        raise ExportError(f"there is no site {site!r} in {data}; its sites are: {names}.")
