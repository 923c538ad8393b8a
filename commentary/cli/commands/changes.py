"""`commentary changes`: lists what changed in the archive: new, edited, gone, back and renamed articles."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from archive.ask import EVENTS, changes_of, with_difference
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.diff import KINDS
from commentary.cli.dates import Moment
from commentary.cli.known_sites import check_site
from commentary.cli.options import data_option
from commentary.cli.show.changes import change_json, changes_text
from commentary.cli.show.counted import counted

SPAN = "SELECT min(captured_at), max(captured_at) FROM captures WHERE :site IS NULL OR site = :site"
# No edit of the history is of the kind `same`.
CLASSES = (*(event for event in EVENTS if event != "edit"), "edit", *KINDS[1:])


@click.command()
@click.option("--since", type=Moment(), metavar="DATE", help="Only what changed from this day or time on (UTC).")
@click.option("--until", type=Moment(is_end=True), metavar="DATE", help="Only what changed up to this day or time.")
@click.option("--site", metavar="NAME", help="Only the articles of this site.")
@click.option(
    "--class",
    "classes",
    type=click.Choice(CLASSES),
    multiple=True,
    help="Only changes of this class; may be given several times. `edit` stands for all kinds of edits.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, with the words of each edit.")
@data_option
def changes(  # noqa: PLR0913 - one parameter for each option
    *,
    since: datetime | None,
    until: datetime | None,
    site: str | None,
    classes: tuple[str, ...],
    as_json: bool,
    data: Path,
) -> None:
    """List what changed: new, edited, gone, back and renamed articles, in the order of time.

    A change counts at the capture that shows it, which may be long after the site made it: the time before that is
    given with each edit.
    """
    if since is not None and until is not None and since >= until:
        raise click.UsageError("--since is later than --until, so that nothing lies between them")
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        if site is not None:
            check_site(site, data)
        changed = changes_of(db, site=site, since=since, until=until, classes=classes)
        if as_json:
            changed = (with_difference(db, change) for change in changed)
        found = list(counted(changed, "changes"))
        captured = None if found else db.execute(SPAN, {"site": site}).fetchone()
    if as_json:
        click.echo(json.dumps([change_json(change) for change in found], ensure_ascii=False, indent=1))
    else:
        click.echo(changes_text(found, captured=tuple(captured) if captured else (None, None)))
