"""`commentary history`: shows the versions and the changes of one article."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from commentary.cli.articles import find_article, shown_version
from commentary.cli.dates import Moment
from commentary.cli.options import data_option
from commentary.cli.show.changes import history_json, history_text, version_text


@click.command()
@click.argument("url", metavar="URL")
@click.option(
    "--at", type=Moment(is_end=True), metavar="DATE", help="Print the text as it was on this day or time (UTC)."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def history(*, url: str, at: datetime | None, as_json: bool, data: Path) -> None:
    """Show the versions of an article, what changed, and whether it was gone or renamed.

    URL may be an earlier one of the article. Words that were removed stand in [-brackets-], words that were added in
    {+braces+}.
    """
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        found = find_article(db, url, data)
        if at is not None:
            shown = shown_version(db, found, at)
            row = db.execute("SELECT * FROM versions WHERE id = ?", (shown.version,)).fetchone()
            click.echo(json.dumps(dict(row), ensure_ascii=False) if as_json else version_text(shown, row))
            return
    click.echo(json.dumps(history_json(found), ensure_ascii=False, indent=1) if as_json else history_text(found))
