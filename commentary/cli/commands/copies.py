"""`commentary copies`: lists articles that have much of the text of an earlier one."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from archive.ask import all_copies, copies_of
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from commentary.cli.articles import find_article
from commentary.cli.known_sites import check_site
from commentary.cli.options import data_option
from commentary.cli.show.copies import copies_text, copy_json


@click.command()
@click.argument("url", metavar="[URL]", required=False)
@click.option("--site", metavar="NAME", help="Only pairs of which one article is of this site.")
@click.option(
    "--min-share",
    type=click.FloatRange(0, 100),
    default=0,
    metavar="PERCENT",
    help="Only pairs of which one text is in the other to so many percent.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of all pairs.")
@data_option
def copies(*, url: str | None, site: str | None, min_share: float, as_json: bool, data: Path) -> None:
    """List articles that have much of the text of an earlier one, word for word.

    The earliest is the candidate original: by its date of publication, or by its first capture if that is earlier or
    it has no date. With URL, which may be an earlier one, only the pairs of that article. A share is the percent of a
    text's sequences of eight words that the other text has too.
    """
    if url is not None and site is not None:
        raise click.UsageError("give a URL or --site, not both")
    if site is not None:
        check_site(site, data)
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        if url is not None:
            found = copies_of(db, find_article(db, url, data).id, min_share=min_share)
        else:
            found = list(all_copies(db, site=site, min_share=min_share))
    if as_json:
        click.echo(json.dumps([copy_json(pair) for pair in found], ensure_ascii=False, indent=1))
    else:
        # Of many copies of one text each pair would be listed.
        click.echo(copies_text(found if url is not None else [pair for pair in found if pair.is_candidate]))
