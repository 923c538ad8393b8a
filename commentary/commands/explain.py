"""`commentary explain`: which rule found each field of a page."""

from contextlib import closing
from pathlib import Path

import click

from archive.tables import Tables
from commentary.options import data_option
from commentary.pages import is_url, load_pages, site_for
from commentary.show.article import explanation_text
from extract.errors import CommentaryError, NotAnArticle
from extract.page import Page
from extract.read import explain as explain_page
from extract.read import read_article
from sites import load_sites


@click.command()
@click.argument("name", metavar="URL|FILE")
@click.option("--site", metavar="NAME", help="The profile to read by; else the one that has the page's host.")
@data_option
def explain(name: str, site: str | None, data: Path) -> None:
    """Show each field's value and the rule that found it, and what the other rules found.

    A URL's last capture in the archive is used if there is one; else it is fetched.
    """
    sites = load_sites(data / "sites")
    page: Page | CommentaryError | None = _last_capture(name, data) if is_url(name) else None
    if page is None:
        _, page = next(load_pages([name], sites, data))
    if isinstance(page, CommentaryError):
        raise page
    chosen = site_for(page.url if is_url(name) else name, sites, site)
    click.echo(f"{page.url} read by {chosen.name}, fetched {page.fetched_at.isoformat()}")
    try:
        read_article(page, chosen)
    except NotAnArticle as refusal:
        click.echo(f"It is no article: {refusal.problem}. This is what would be read:")
    click.echo(explanation_text(explain_page(page, chosen)))


def _last_capture(url: str, data: Path) -> Page | None:
    database = data / "commentary.db"
    if not database.exists():
        return None
    # Without the archive's lock: it only looks, also while a crawl writes.
    with closing(Tables(database, data / "warc")) as tables:
        capture = tables.last_capture(url)
        return tables.recorded(capture).page() if capture else None
