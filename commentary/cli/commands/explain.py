"""`commentary explain`: which rule found each field of a page."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.ask import article_at, last_answer, last_response, open_reads
from archive.database import DATABASE_NAME
from commentary.cli.options import data_option
from commentary.cli.pages import is_url, load_pages, site_for
from commentary.cli.show.article import explanation_text, part_text
from commentary.cli.show.plan import answer_text, next_look_text
from crawler.run_state import next_look
from extract.errors import CommentaryError, NotAnArticle
from extract.explain import Explanation
from extract.explain import explain as explain_page
from extract.read import read_article
from extract.site import Site
from extract.urls import canonical_url
from sites import load_sites

if TYPE_CHECKING:
    from extract.page import Page


@click.command()
@click.argument("name", metavar="URL|FILE")
@click.option("--site", metavar="NAME", help="The profile to read by; else the one that has the page's host.")
@data_option
def explain(name: str, site: str | None, data: Path) -> None:
    """Show each field's value and the rule that found it, and what the other rules found.

    A URL's last capture in the archive is used if there is one; else it is fetched.
    """
    sites = load_sites(data / "sites")
    page = _page(name, sites, data)
    chosen = site_for(page.url, sites, site)
    click.echo(f"{page.url} read by {chosen.name}, fetched {page.fetched_at.isoformat()}")
    try:
        read_article(page, chosen)
    except NotAnArticle as refusal:
        click.echo(f"It is no article: {refusal.problem}. This is what would be read:")
    told = explain_page(page, chosen)
    if part := _part(told, page.url, data):
        click.echo(part)
    click.echo(explanation_text(told))
    if is_url(name) and (data / DATABASE_NAME).exists():
        _echo_next_look(name, chosen, data)


def _part(told: Iterable[Explanation], url: str, data: Path) -> str | None:
    values: dict[str, Any] = {each.field: each.value for each in told}
    known = None
    if (data / DATABASE_NAME).exists():
        with open_reads(data) as reads:
            known = article_at(reads.db, canonical_url(url))
    return part_text(values["page_number"], values["next_page_url"], known)


def _echo_next_look(url: str, site: Site, data: Path) -> None:
    with open_reads(data) as reads:
        decision = next_look(reads.db, site.name, url, now=datetime.now(UTC))
        answer = last_answer(reads.db, canonical_url(url))
    if decision is not None and answer is not None:
        click.echo(f"\n{answer_text(*answer)}\n{next_look_text(decision)}")


def _page(name: str, sites: Mapping[str, Site], data: Path) -> "Page":
    # Only looked at, without the archive's lock: a crawl may be writing to it.
    if is_url(name) and (data / DATABASE_NAME).exists() and (recorded := last_response(data, name)):
        return recorded.page()
    _, page = next(load_pages([name], sites, data))
    if isinstance(page, CommentaryError):
        raise page
    return page
