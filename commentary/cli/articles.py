"""Finds the article that a command names, or says why there is none."""

import sqlite3
from datetime import datetime
from pathlib import Path

import click

from archive.ask import ArticleHistory, ShownVersion, first_seen_at, history_of, version_at
from commentary.cli.pages import is_url
from extract.errors import ArchiveError


def find_article(db: sqlite3.Connection, url: str, data: Path) -> ArticleHistory:
    """Return the history of the article at a URL, which may be an earlier one.

    click.UsageError for what is no URL, ArchiveError where the archive has no article there.
    """
    if not is_url(url):
        raise click.UsageError(f"{url!r} is no URL; write one such as https://example.org/2026/an-article/")
    found = history_of(db, url)
    if found is None:
        raise ArchiveError(
            f"{data} has no article at {url}. `commentary explain {url}` shows how the page is read, and"
            " `commentary audit SITE` which articles are missing."
        )
    return found


def shown_version(db: sqlite3.Connection, article: ArticleHistory, until: datetime | None) -> ShownVersion:
    """Return the version that was last seen before a time; ArchiveError where nothing had been seen by then."""
    shown = version_at(db, article.url, until)
    if shown is None:
        first = first_seen_at(db, article.url)
        raise ArchiveError(f"{article.url} was first captured at {first}, after the time that you give.")
    return shown
