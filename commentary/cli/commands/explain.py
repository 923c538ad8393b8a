"""`commentary explain`: shows which rule found each field of a page."""

import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.ask import article_at, last_answer, last_response, open_reads, settled_date
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.evidence import evidence_of
from commentary.cli.articles import find_article, shown_version
from commentary.cli.dates import at_option
from commentary.cli.options import data_option
from commentary.cli.pages import is_url, load_pages, site_for
from commentary.cli.show.article import explanation_text, part_text
from commentary.cli.show.evidence import evidence_text
from commentary.cli.show.plan import last_response_text, next_look_text
from crawler.run_state import next_revisit
from extract.errors import ArchiveError, CommentaryError, NotAnArticle
from extract.explain import Explanation
from extract.explain import explain as explain_page
from extract.read import read_article
from extract.site import Site
from extract.urls import canonical_url
from sites import load_sites, profile_loader

if TYPE_CHECKING:
    from extract.page import Page

INCOMPLETE = 3


@click.command()
@click.argument("name", metavar="URL|FILE")
@click.option("--site", metavar="NAME", help="Profile to read with; by default that of the page's host.")
@at_option("Explain what the article's page showed on this day or time (UTC), whichever of its URLs is given.")
@data_option
def explain(name: str, *, site: str | None, at: datetime | None, data: Path) -> None:
    """Show the value of each field of a page, the rule that found it, and what other rules found.

    A URL is read from its last capture in the archive; if there is none, it is fetched. With --at it is read from the
    capture that showed the article's version at that time, and where the stored values or rules differ from those of
    the present rules, both are shown.
    """
    if at is not None:
        if site is not None:
            raise click.UsageError("--at reads with the article's own profile; leave out --site")
        _explain_version(name, at, data)
        return
    if not name.strip():
        raise click.UsageError(
            "the URL or file name is empty; write one such as https://example.org/2026/an-article/"
        )
    sites = load_sites(data / "sites")
    page = _page(name, sites, data)
    chosen = site_for(page.url, sites, site)
    click.echo(f"{page.url}, fetched {page.fetched_at.isoformat()}, read with the profile {chosen.name}")
    try:
        read_article(page, chosen)
    except NotAnArticle as refusal:
        click.echo(f"A crawl does not store this page as an article: {refusal.problem}. These values would be read:")
    explanations = explain_page(page, chosen)
    if part := _part(explanations, page.url, data):
        click.echo(part)
    click.echo(explanation_text(explanations))
    if is_url(name) and (data / DATABASE_NAME).exists():
        _echo_settled_date(name, data)
        _echo_next_look(name, chosen, data)


def _explain_version(url: str, at: datetime, data: Path) -> None:
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        shown = shown_version(db, find_article(db, url, data), at)
        load_profile = profile_loader(data / "sites")
        evidence = evidence_of(db, data / "warc", load_profile, version=shown.version, capture=shown.capture)
    if evidence is None:
        raise ArchiveError(f"The capture {shown.capture} cannot be explained: its version is not in the database.")
    click.echo(evidence_text(evidence))
    if evidence.problem:
        click.echo(f"commentary: {evidence.problem}", err=True)
        sys.exit(INCOMPLETE)


def _part(explanations: Iterable[Explanation], url: str, data: Path) -> str | None:
    values: dict[str, Any] = {each.field: each.value for each in explanations}
    known = None
    if (data / DATABASE_NAME).exists():
        with open_reads(data) as reads, plain_errors(data / DATABASE_NAME):
            known = article_at(reads.db, canonical_url(url))
    return part_text(values["page_number"], values["next_page_url"], known)


def _echo_settled_date(url: str, data: Path) -> None:
    with open_reads(data) as reads:
        settled = settled_date(reads.db, canonical_url(url))
    if settled is not None:
        at, words, captured_at = settled
        click.echo(f"\nThe archive dates the article {at}, by the words «{words}» of the capture of {captured_at}.")


def _echo_next_look(url: str, site: Site, data: Path) -> None:
    with open_reads(data) as reads, plain_errors(data / DATABASE_NAME):
        decision = next_revisit(reads.db, site, url, now=datetime.now(UTC))
        answer = last_answer(reads.db, canonical_url(url))
    if decision is not None and answer is not None:
        click.echo(f"\n{last_response_text(*answer)}\n{next_look_text(decision)}")


def _page(name: str, sites: Mapping[str, Site], data: Path) -> "Page":
    # Read without the archive's lock, because a crawl may be writing to it.
    if is_url(name) and (data / DATABASE_NAME).exists() and (recorded := last_response(data, name)):
        return recorded.page()
    _, page = next(load_pages([name], sites, data))
    if isinstance(page, CommentaryError):
        raise page
    return page
