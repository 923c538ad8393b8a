"""`commentary add`: finds out what a profile of a site needs, and writes it with a stored example page."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from commentary.cli.check import failed_examples
from commentary.cli.contact import ensure_contact
from commentary.cli.field_values import NEEDED, value_of
from commentary.cli.options import data_option, data_words
from commentary.cli.pages import check_url, profile_of
from commentary.cli.proposal import (
    bare_site,
    check_name,
    draft_of,
    field_lines,
    learn,
    name_for,
    read_pages,
    to_site,
    without_articles,
)
from commentary.cli.show.progress import count_progress
from commentary.cli.show.proposal import fields_text, found_text
from commentary.cli.stored_page import choose_page, ensure_writable, free_page, write_file
from commentary.cli.terminal import can_ask
from crawler.discover import LEAST_ARTICLES, MOST_ARTICLES, Found, discover, visited_site
from extract.article import EMPTY
from extract.errors import CommentaryError, ProfileError
from extract.learn import Learned
from extract.profile import is_loopback
from extract.site import Site
from extract.urls import netloc_of
from sites import SHIPPED, load_each, load_site
from sites.write import Draft, DraftExample, to_toml

NOT_WRITTEN = 3
QUESTION = "Write it? y, n, or the names of fields whose new rules are to be left out"


@click.command()
@click.argument("url", metavar="URL")
@click.option("--name", metavar="NAME", help="Name of the site; by default from its host.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing, and write the profile.")
@click.option("--replace", is_flag=True, help="Replace a profile of that name.")
@click.option(
    "--articles",
    "most",
    type=click.IntRange(min=LEAST_ARTICLES, max=200),
    default=MOST_ARTICLES,
    show_default=True,
    metavar="N",
    help="Look at N articles.",
)
@data_option
def add(url: str, data: Path, *, name: str | None, yes: bool, replace: bool, most: int) -> None:  # noqa: PLR0913 - one argument for each option
    """Write the profile of a site, given its URL or that of an article, feed or sitemap.

    It finds where the site lists its pages, its time zone and language, and learns rules for the fields from what the
    site itself says of its articles. It fetches as a crawl does: robots.txt first, one page at a time, with pauses.
    On a terminal it shows what it found and asks; with --yes it writes; else it shows the profile and writes nothing.
    """
    url = with_scheme(url)
    site = visited_site(url)
    chosen = check_name(name or name_for(netloc_of(url)))
    path = data / "sites" / f"{chosen}.toml"
    known = _known(url, chosen, data, path, replace=replace)
    if yes or can_ask():
        ensure_writable(path.parent)
    ensure_contact([site], data)
    with count_progress("the page") as progress:
        found = discover(url, data=data, most=most, report=progress.show_step)
        progress.show_step("learning rules", 0, 0)
        learned = learn(bare_site(found), found.pages, lists=found.told, others=found.others)
    without: frozenset[str] = frozenset()
    while True:
        draft = draft_of(found, learned, name=chosen, day=datetime.now(UTC).date(), without=without)
        read = to_site(draft, chosen)
        _show(found, learned, read, without)
        if known:
            click.echo(f"note: the profile {known} has this host, too")
        if yes or (answer := _ask(path)) is True:
            _write(draft, read, found, path)
            return
        if answer is None:
            _show_only(draft, path)
        if answer is False:
            click.echo("Nothing was written.")
            sys.exit(NOT_WRITTEN)
        without |= _fields_of(answer, learned)


def with_scheme(url: str) -> str:
    """Return a URL to which a request can be sent: by https if it names no scheme, and by http on this machine."""
    given = url if "://" in url else f"https://{url}"
    check_url(given)
    # Nobody has a certificate for it.
    return f"http://{url}" if given != url and is_loopback(netloc_of(given)) else given


def _known(url: str, name: str, data: Path, path: Path, *, replace: bool) -> str:
    """Return another profile that has the URL's host, "" if none has; CommentaryError where one would be replaced."""
    if path.exists() and not replace:
        raise CommentaryError(
            f"{path} is there already: give another --name, write over it with --replace, or let `commentary relearn"
            f" {name}` propose new rules for it"
        )
    if (SHIPPED / f"{name}.toml").exists() and not replace and not path.exists():
        raise CommentaryError(
            f"{name} is the name of a shipped profile: give another --name, or put your own in its place by --replace"
        )
    profiles = [each for each in load_each(data / "sites") if not isinstance(each, ProfileError)]
    known = profile_of(url, {each.name: each for each in profiles})
    return known.name if known is not None and known.name != name else ""


def _show(found: Found, learned: Learned, site: Site, without: frozenset[str]) -> None:
    articles = list(read_pages(site, found.pages))
    click.echo(found_text(found, learned.articles, without_articles(found, learned)))
    click.echo()
    click.echo(fields_text(field_lines(articles, learned, without)))
    if refused := articles.count(None):
        click.echo(f"\nThe profile refuses {refused} of these {len(articles)} articles.")
    for field in NEEDED:
        empty = sum(article is not None and value_of(article, field) in EMPTY for article in articles)
        if 2 * empty > len(articles):
            click.echo(
                f"\nThe profile finds no {field} on {empty} of these {len(articles)} articles, and `commentary check`"
                " will tell so: write a rule for it by hand, as docs/add-a-site.md describes."
            )


def _ask(path: Path) -> bool | Sequence[str] | None:
    """Return what is answered: True, False, or names; None where nobody can be asked."""
    if not can_ask():
        return None
    click.echo(f"\n{path}", err=True)
    try:
        answer = str(click.prompt(QUESTION, default="n", err=True)).strip().lower()
    except click.Abort:
        return False
    if answer in {"y", "yes"}:
        return True
    return False if answer in {"n", "no", ""} else answer.replace(",", " ").split()


def _fields_of(names: Sequence[str], learned: Learned) -> frozenset[str]:
    """Return the fields that are named; those that have no new rule are told."""
    known = {field for field, each in learned.fields.items() if each.rule is not None}
    for name in names:
        if name not in known:
            click.echo(f"{name}: no field with a new rule; there are {', '.join(sorted(known)) or 'none'}", err=True)
    return frozenset(names) & known


def _show_only(draft: Draft, path: Path) -> NoReturn:
    click.echo(f"\n{to_toml(draft)}")
    click.echo(f"Nothing was written, since nobody can be asked here: --yes writes {path}.")
    sys.exit(NOT_WRITTEN)


def _write(draft: Draft, site: Site, found: Found, path: Path) -> None:
    """Write the stored page, then the profile, and say what to do next."""
    folder = path.parent
    # The page of a profile that is replaced goes with it; one without a profile is not ours.
    page = f"examples/{site.name}.html" if path.exists() else free_page(site.name, folder)
    chosen = choose_page(site, found.pages, (folder / page).parent)
    if chosen is not None:
        body, expected = chosen
        draft = replace(draft, examples=(DraftExample(page=page, expected=expected),))
        write_file(folder / page, body)
    write_file(path, to_toml(draft).encode())
    written = load_site(site.name, folder)
    click.echo(f"\nWritten: {path}" + (f", with the stored page {folder / page}" if chosen else ""))
    if chosen is None:
        click.echo("No stored page: no article of the sample is read from a file as from its URL.")
    for failure in failed_examples(written, folder):
        click.echo(f"differs: {failure}", err=True)
    which = f"{site.name}{data_words()}"
    click.echo(
        f"  commentary check {which}    tests the profile on the stored page and on live ones\n"
        f"  commentary crawl {which}    fetches its articles"
    )
