"""`commentary history`: shows the captures, versions and changes of one article, and those of its comments."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from archive.ask import ArticleHistory, captures_of, comment_counts_of, comments_of, views_of
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.schema import PACKED, content_of
from commentary.cli.articles import find_article, shown_version
from commentary.cli.dates import at_option
from commentary.cli.options import data_option
from commentary.cli.show.changes import coloured, history_json, history_text, version_text
from commentary.cli.show.history import (
    captures_json,
    captures_text,
    comments_json,
    comments_text,
    counts_json,
    counts_text,
)


@click.command()
@click.argument("url", metavar="URL")
@at_option("Print the text as it was on this day or time (UTC).")
@click.option("--comments", is_flag=True, help="Show when each comment was seen, edited and gone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; with --comments an array.")
@data_option
def history(*, url: str, at: datetime | None, comments: bool, as_json: bool, data: Path) -> None:
    """Show the versions of an article, what changed, every capture, and whether it was gone or renamed.

    URL may be an earlier one of the article, its last part, or a host with one article. Words that were removed stand
    in [-brackets-], in red, words that were added in {+braces+}, in green; ≈ marks a count that the page rounds.
    """
    if at is not None and comments:
        raise click.UsageError("give --at for the text of a day, or --comments for the comments of all days")
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        found = find_article(db, url, data)
        if at is not None:
            shown = shown_version(db, found, at)
            row = dict(db.execute("SELECT * FROM versions WHERE id = ?", (shown.version,)).fetchone())
            kept = {name: value for name, value in row.items() if name not in PACKED}
            version = kept | content_of(row)
            told: Any = version if as_json else version_text(shown, version)
        elif comments:
            spoken = comments_of(db, found.id)
            told = comments_json(spoken) if as_json else comments_text(spoken)
        else:
            told = _json(db, found) if as_json else _text(db, found)
    # Where the output is no terminal, click leaves the colours out; so does who asks for none (no-color.org).
    plain = at is not None or comments or "NO_COLOR" in os.environ
    text = json.dumps(told, ensure_ascii=False, indent=None if at else 1) if as_json else told
    click.echo(text if as_json or plain else coloured(text))


def _json(db: sqlite3.Connection, found: ArticleHistory) -> dict[str, Any]:
    return history_json(found) | {
        "captures": captures_json(captures_of(db, found.id, found.url)),
        "views": counts_json(views_of(db, found.url)),
        "comment_counts": counts_json(comment_counts_of(db, found.url)),
    }


def _text(db: sqlite3.Connection, found: ArticleHistory) -> str:
    parts = [history_text(found)]
    for name, counts in (("views", views_of(db, found.url)), ("comments", comment_counts_of(db, found.url))):
        parts += [counts_text(name, counts)] if counts else []
    return "\n\n".join((*parts, captures_text(captures_of(db, found.id, found.url))))
