"""Reads what an archive holds of each site, how its last run ended, and the newest edits (reads the database)."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive.ask import file_problems, still_unread
from archive.database import DATABASE_NAME, Lock, open_read_only, plain_errors
from archive.plain import json_in, object_in
from archive.unfinished import DAYS_KEPT, unfinished_bytes
from archive.warc import warc_files, why_unreadable
from archive.watch import Alarm, is_told_by, open_alarms
from crawler.ledger import run_problem

__all__ = [
    "DAYS_KEPT",
    "Edit",
    "SiteStatus",
    "read_edits",
    "read_status",
    "read_troubles",
    "unfinished_replay",
    "warc_bytes",
]

# More are only counted.
PAGES_NAMED = 5

STATUS = """
SELECT runs.site, runs.started_at, runs.status, runs.articles_new, runs.articles_changed, runs.refused, runs.failed,
    (SELECT count(*) FROM articles WHERE articles.site = runs.site),
    (SELECT count(*) FROM articles WHERE articles.site = runs.site AND gone_at IS NOT NULL),
    (SELECT count(*) FROM history WHERE history.site = runs.site),
    (SELECT count(*) FROM captures WHERE captures.site = runs.site),
    (SELECT count(*) FROM runs AS each WHERE each.site = runs.site), runs.summary, runs.events
FROM runs
WHERE runs.id = (SELECT id FROM runs AS last WHERE last.site = runs.site ORDER BY started_at DESC, id DESC LIMIT 1)
ORDER BY runs.site
"""


EDITS = """
SELECT history.captured_at, history.article, articles.title, history.changed
FROM history LEFT JOIN articles ON articles.url = history.article
ORDER BY history.captured_at DESC, history.article LIMIT ?
"""


@dataclass(frozen=True)
class SiteStatus:
    """One site in the archive; `started_at` to `failed`, `trouble` and `events` describe its last run.

    `events` are without those that an open alarm tells.
    """

    site: str
    started_at: str
    status: str
    articles_new: int | None
    articles_changed: int | None
    refused: int | None
    failed: int | None
    articles: int
    gone: int
    edits: int
    captures: int
    runs: int
    trouble: str = ""
    events: tuple[str, ...] = ()
    open_alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True)
class Edit:
    """One edit of an article; `changed` are the names of the fields that changed."""

    captured_at: str
    article: str
    title: str | None
    changed: tuple[str, ...]


def read_status(data: Path) -> Iterator[SiteStatus]:
    """Yield the status of each site in the archive, by name."""
    with _open(data) as db:
        for *row, summary, events in db.execute(STATUS):
            site = SiteStatus(*map(_plain, row))
            # A process that was killed leaves this status; the next run corrects it.
            was_killed = site.status == "running" and not Lock.is_held(data)
            stored = object_in(summary)
            # An import requests nothing.
            is_crawl = bool(stored) and "import" not in stored
            trouble = run_problem(stored, ended=site.status) if is_crawl else ""
            alarms = tuple(open_alarms(db, site.site))
            found = [event for event in _events(events) if not is_told_by(event["what"], alarms)]
            told = tuple(f"{event['what']}, since {event['since'][:10]}" for event in found)
            status = "interrupted" if was_killed else site.status
            yield replace(site, status=status, trouble=trouble, events=told, open_alarms=alarms)


def read_edits(data: Path, limit: int) -> Iterator[Edit]:
    """Yield the newest edits, at most `limit`, newest first."""
    with _open(data) as db:
        for captured_at, article, title, changed in db.execute(EDITS, (limit,)):
            at, url, name = map(_plain, (captured_at, article, title))
            yield Edit(at, url, name, tuple(json.loads(changed)))


def read_troubles(data: Path) -> Iterator[str]:
    """Yield sentences about WARC files that are missing or damaged, and about captured pages still to be read."""
    with _open(data) as db:
        yield from map(str, file_problems(db, data / "warc"))
        unread = still_unread(db)
    if unread:
        named = "; ".join(f"{each.url} ({each.why})" for each in unread[:PAGES_NAMED])
        more = f"; and {len(unread) - PAGES_NAMED:,} more" if len(unread) > PAGES_NAMED else ""
        pages = "1 page" if len(unread) == 1 else f"{len(unread):,} pages"
        yield f"{pages} still to be read: {named}{more}"


def unfinished_replay(data: Path) -> int:
    """Return the size in bytes of the new database of a replay that has not ended, 0 if there is none."""
    return unfinished_bytes(data / DATABASE_NAME)


def warc_bytes(data: Path) -> int:
    """Return the size of the archive's WARC files in bytes, without those that cannot be read."""
    return sum(path.stat().st_size for path in warc_files(data / "warc") if why_unreadable(path) is None)


@contextlib.contextmanager
def _open(data: Path) -> Iterator[sqlite3.Connection]:
    """Open the database, and raise SQLite's errors, such as those of a damaged file, as ArchiveError."""
    path = data / DATABASE_NAME
    with contextlib.closing(open_read_only(path)) as db, plain_errors(path):
        yield db


def _plain(value: Any) -> Any:
    """Return a value of a column, as text where a damaged database has bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _events(text: object) -> list[dict[str, str]]:
    """Return the events of a run, without those that a damaged database has lost the words of."""
    value = json_in(text)
    found = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return [each for each in found if isinstance(each.get("what"), str) and isinstance(each.get("since"), str)]
