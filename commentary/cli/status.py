"""Reads what an archive holds of each site, how its last run ended, and the newest edits (reads the database)."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.database import Lock, open_read_only
from crawler.run_state import run_problem

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
    """One site in the archive; `started_at` to `failed`, `trouble` and `events` describe its last run."""

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


@dataclass(frozen=True)
class Edit:
    """One edit of an article; `changed` are the names of the fields that changed."""

    captured_at: str
    article: str
    title: str | None
    changed: tuple[str, ...]


def read_status(data: Path) -> Iterator[SiteStatus]:
    """Yield the status of each site in the archive, by name."""
    with contextlib.closing(open_read_only(data / "commentary.db")) as db:
        for *row, summary, events in db.execute(STATUS):
            site = SiteStatus(*row)
            # A process that was killed leaves this status; the next run corrects it.
            was_killed = site.status == "running" and not Lock.is_held(data)
            stored = json.loads(summary)
            trouble = run_problem(stored, ended=site.status) if stored else ""
            told = tuple(f"{event['what']}, since {event['since'][:10]}" for event in json.loads(events))
            yield replace(site, status="interrupted" if was_killed else site.status, trouble=trouble, events=told)


def read_edits(data: Path, limit: int) -> Iterator[Edit]:
    """Yield the newest edits, at most `limit`, newest first."""
    with contextlib.closing(open_read_only(data / "commentary.db")) as db:
        for captured_at, article, title, changed in db.execute(EDITS, (limit,)):
            yield Edit(captured_at, article, title, tuple(json.loads(changed)))


def warc_bytes(data: Path) -> int:
    """Return the size of the archive's WARC files in bytes."""
    return sum(path.stat().st_size for path in (data / "warc").glob("*.warc.gz"))
