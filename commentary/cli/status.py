"""What an archive holds of each site, and how its last run ended (reads the database)."""

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
    (SELECT count(*) FROM runs AS each WHERE each.site = runs.site), runs.summary
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
    """One site in the archive; the fields from `started_at` to `failed`, and `trouble`, are those of its last run."""

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


@dataclass(frozen=True)
class Edit:
    """One edit of an article: the names of the fields that changed."""

    captured_at: str
    article: str
    title: str | None
    changed: tuple[str, ...]


def read_status(data: Path) -> Iterator[SiteStatus]:
    """Yield what the archive says of each of its sites."""
    with contextlib.closing(open_read_only(data / "commentary.db")) as db:
        for *row, summary in db.execute(STATUS):
            site = SiteStatus(*row)
            # Its next start will say so, in the archive.
            is_dead = site.status == "running" and not Lock.is_held(data)
            told = json.loads(summary)
            trouble = run_problem(told, ended=site.status) if told else ""
            yield replace(site, status="interrupted" if is_dead else site.status, trouble=trouble)


def read_edits(data: Path, limit: int) -> Iterator[Edit]:
    """Yield the newest edits."""
    with contextlib.closing(open_read_only(data / "commentary.db")) as db:
        for captured_at, article, title, changed in db.execute(EDITS, (limit,)):
            yield Edit(captured_at, article, title, tuple(json.loads(changed)))


def warc_bytes(data: Path) -> int:
    """Return the size of the archive's WARC files."""
    return sum(path.stat().st_size for path in (data / "warc").glob("*.warc.gz"))
