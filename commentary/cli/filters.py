"""Options that select articles, and the filter that they ask for, each value checked against the archive (disk)."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.ask import NAMED_FIELDS, asked_address, check_name, find_articles
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.schema import article_of_key
from archive.selection import ArticleFilter, parse
from commentary.cli.dates import Moment
from commentary.cli.known_sites import check_site
from commentary.cli.show.text import printable
from extract.errors import ArchiveError, SearchError

Function = TypeVar("Function", bound=Callable[..., Any])
DAY = click.DateTime(["%Y-%m-%d"])
# Of many values so many are named in an error.
MAX_NAMED = 8

# The options by the parameter's name, in the order of the help.
_OPTIONS: tuple[Callable[[Function], Function], ...] = (
    click.option("--site", "sites", multiple=True, metavar="NAME", help="Only of this site."),
    click.option("--author", "authors", multiple=True, metavar="NAME", help="Only articles by this author."),
    click.option("--category", "categories", multiple=True, metavar="NAME", help="Only articles in this category."),
    click.option("--tag", "tags", multiple=True, metavar="NAME", help="Only articles with this tag."),
    click.option("--language", "languages", multiple=True, metavar="CODE", help="Only articles in this language."),
    click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="Published on this day of the site or later."),
    click.option("--until", type=DAY, metavar="YYYY-MM-DD", help="Published on this day of the site or before."),
    click.option(
        "--changed-since",
        type=Moment(),
        metavar="DATE",
        help="Only articles that were new, edited, gone, back or renamed since this day or time (UTC).",
    ),
    click.option(
        "--search",
        metavar="WORDS",
        help="Only what this search finds, as one types it on the page: words, OR, -word, word*, title:…",
    ),
    click.option("--edited/--not-edited", default=None, help="Only articles that were edited, or were not."),
    click.option("--gone/--not-gone", default=None, help="Only articles that are gone from the web, or are not."),
    click.option("--cites", multiple=True, metavar="DOMAIN", help="Only articles that link to this domain or host."),
    click.option("--article", "urls", multiple=True, metavar="URL", help="Only this article, by its URL or key."),
)


def filter_options(function: Function) -> Function:
    """Add the options that select articles to a command; `filter_of` makes a filter of their values."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), function)


def filter_of(data: Path, values: Mapping[str, Any]) -> ArticleFilter:
    """Return the filter that the options of `filter_options` ask for.

    Raises click.UsageError for days in the wrong order and for an address of several articles, and ArchiveError for
    a name or URL that is not in the archive.
    """
    since, until = (_day(values[name]) for name in ("since", "until"))
    if since is not None and until is not None and since > until:
        raise click.UsageError("--since is later than --until, so that nothing lies between them")
    for site in values["sites"]:
        check_site(site, data)
    try:
        parse(values["search"] or "")
    except SearchError as error:
        raise click.UsageError(f"--search: {error}") from error
    names: dict[str, Any] = {name: tuple(values[name]) for name in NAMED_FIELDS if name != "sites"}
    articles: tuple[int, ...] = ()
    if any(names.values()) or values["urls"]:
        database = data / DATABASE_NAME
        with closing(open_read_only(database)) as db, plain_errors(database):
            db.row_factory = sqlite3.Row
            for name, asked in names.items():
                for value in asked:
                    check_name(db, name, value)
            articles = tuple(_article(db, url, data) for url in values["urls"])
    return ArticleFilter(
        sites=tuple(values["sites"]),
        since=since,
        until=until,
        articles=articles,
        **names,
        **{name: values[name] for name in ("changed_since", "search", "edited", "gone")},
    )


def _day(value: datetime | None) -> date | None:
    return value.date() if value is not None else None


def _article(db: sqlite3.Connection, text: str, data: Path) -> int:
    """Return the id of an article by its key, or by its address as people type it."""
    text = text.encode("utf-8", "replace").decode()
    key = article_of_key(text)
    if key is not None and db.execute("SELECT 1 FROM articles WHERE id = ?", (key,)).fetchone():
        return key
    found = find_articles(db, text) if asked_address(text) is not None else []
    if len(found) > 1:
        named = "".join(f"\n  {each.url}" for each in found[:MAX_NAMED])
        more = "\n  …" if len(found) > MAX_NAMED else ""
        raise click.UsageError(f"{printable(text)} stands for several articles; give the URL of one:{named}{more}")
    if not found:
        raise ArchiveError(
            f"{data} has no article at {printable(text)}. `commentary changes` lists titles with their URLs."
        )
    return found[0].id
