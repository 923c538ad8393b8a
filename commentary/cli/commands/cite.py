"""`commentary cite`: writes a citation of an article as it was archived."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from archive.ask import citation_of
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.export import STYLES
from commentary.cli.articles import find_article, shown_version
from commentary.cli.dates import at_option
from commentary.cli.options import data_option


@click.command()
@click.argument("url", metavar="URL")
@at_option("As it was on this day or time (UTC); by default the newest.")
@click.option(
    "--style", type=click.Choice(tuple(STYLES)), default="plain", show_default=True, help="Form of the citation."
)
@data_option
def cite(*, url: str, at: datetime | None, style: str, data: Path) -> None:
    """Write a citation of an article as it was archived.

    It names author, title, site, date, URL, the time of the capture, and its digest. URL may be an earlier one of the
    article.
    """
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        article = find_article(db, url, data)
        citation = citation_of(db, shown_version(db, article, at))
    click.echo(STYLES[style](citation).rstrip("\r\n"))
