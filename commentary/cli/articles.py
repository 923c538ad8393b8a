"""Finds the article that a command names, or says why there is none."""

import sqlite3
from datetime import datetime
from pathlib import Path

import click

from archive.ask import (
    ArticleHistory,
    ShownVersion,
    asked_address,
    find_articles,
    first_seen_at,
    history_of,
    version_at,
)
from commentary.cli.show.text import printable, second
from extract.errors import ArchiveError

# Of several articles so many are named.
MAX_NAMED = 10


def find_article(db: sqlite3.Connection, url: str, data: Path) -> ArticleHistory:
    """Return the history of the article at an address: a URL, an earlier one, its last part, or a host.

    click.UsageError for what is no address, or that of several articles; ArchiveError where there is no article.
    """
    if asked_address(url) is None:
        raise click.UsageError(
            f"{printable(url)!r} is no URL; write one such as https://example.org/2026/an-article/, or its last part;"
            " `commentary changes` lists titles with their URLs"
        )
    found = find_articles(db, url)
    if len(found) > 1:
        named = "".join(f"\n  {each.url}" for each in found[:MAX_NAMED])
        more = "\n  …" if len(found) > MAX_NAMED else ""
        raise click.UsageError(f"{printable(url)} stands for several articles; give the URL of one:{named}{more}")
    history = history_of(db, found[0].url) if found else None
    if history is None:
        raise ArchiveError(
            f"{data} has no article at {printable(url)}. `commentary explain URL` shows how a page is read, and"
            " `commentary audit SITE` which articles are missing. `commentary changes` lists titles with their URLs."
        )
    return history


def shown_version(db: sqlite3.Connection, article: ArticleHistory, until: datetime | None) -> ShownVersion:
    """Return the version that was last seen before a time; ArchiveError where nothing had been seen by then."""
    shown = version_at(db, article.url, until)
    if shown is None:
        first = first_seen_at(db, article.url)
        raise ArchiveError(
            f"{article.url} was first captured at {second(first)} UTC, after the time that you give. Give a later"
            " one."
        )
    return shown
