"""Looks up every capture of an article's addresses, and what each says of the article (reads the database).

captures at its addresses, with their readings and runs → kind and reason of each → groups of the same in a row
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, get_args

from extract.kind import PASSWORD

# `shown`: the article was read. `unchanged`: a 304. `page`: a later page of it. `redirect`: a redirect, or a stub.
# `gone`: 404, 410, or a form for its password. `held`: the reading does not count. `refused`: the page was something
# else. `other`: another article. `failed`: an error, or a 404 that does not count. `unread`: not read yet.
CaptureKind = Literal[
    "shown", "unchanged", "page", "redirect", "gone", "held", "refused", "other", "failed", "unread"
]

CAPTURE_KINDS: tuple[CaptureKind, ...] = get_args(CaptureKind)
# Of an article with more captures only the newest are looked at.
MAX_CAPTURES = 20_000

# By the article's id and URL; the newest first.
ARTICLE_CAPTURES = """
SELECT captures.id AS capture, captures.captured_at, captures.url, captures.status, captures.broken_off,
    ifnull(readings.leads_to, captures.redirect_address) AS target, outcome, reason, held, readings.article,
    readings.version, page_number, runs.doubtful, runs.status AS run_status
FROM (SELECT url FROM addresses WHERE article = :id
    UNION SELECT own_url FROM readings WHERE article = :url AND own_url IS NOT NULL) AS places
CROSS JOIN captures ON captures.address = places.url AND captures.source_kind IS NULL
LEFT JOIN readings ON readings.capture = iif(captures.status = 304, captures.revisit_of, captures.id)
    AND readings.own_url = captures.address
LEFT JOIN runs ON runs.id = captures.run
ORDER BY captures.captured_at DESC, captures.id DESC LIMIT :limit
"""


@dataclass(frozen=True, kw_only=True)
class ArticleCapture:
    """A capture at an address of an article: what it says of the article, and why.

    `version` is the one that it showed, also of a 304.
    """

    capture: str
    captured_at: str
    url: str
    status: int | None
    kind: CaptureKind
    reason: str | None
    version: str | None


@dataclass(frozen=True, kw_only=True)
class CaptureGroup:
    """Captures in a row that say the same, from the `first` to the `last`."""

    first: ArticleCapture
    last: ArticleCapture
    captures: int


def captures_of(db: sqlite3.Connection, article: int, url: str) -> list[ArticleCapture]:
    """Return the captures of an article, given by its id and URL, in order of time; the newest MAX_CAPTURES."""
    values = {"id": article, "url": url, "limit": MAX_CAPTURES}
    return to_captures(map(dict, db.execute(ARTICLE_CAPTURES, values)), url)


def to_captures(rows: Iterable[Mapping[str, Any]], url: str) -> list[ArticleCapture]:
    """Return the captures in rows of ARTICLE_CAPTURES for the article with a URL, in order of time."""
    return [_capture(row, url) for row in rows][::-1]


def _capture(row: Mapping[str, Any], url: str) -> ArticleCapture:
    kind, reason = _judged(row, url)
    shows = kind in {"shown", "unchanged", "page"} and row["outcome"] is not None
    return ArticleCapture(
        **{name: row[name] for name in ("capture", "captured_at", "url", "status")},
        kind=kind,
        reason=reason,
        version=row["version"] if shows else None,
    )


def _judged(row: Mapping[str, Any], url: str) -> tuple[CaptureKind, str | None]:
    """Return what a capture says of an article, and why."""
    if row["target"]:
        return "redirect", f"status {row['status']}, redirects to {row['target']}"
    if row["held"] is not None:
        return "held", row["held"]
    if row["outcome"] in {"article", "part"}:
        return _judged_as_text(row, url)
    if row["outcome"] == "not an article":
        return ("gone" if row["reason"] == PASSWORD else "refused"), row["reason"]
    return ("failed", row["reason"]) if row["outcome"] == "error" else _judged_by_status(row)


def _judged_as_text(row: Mapping[str, Any], url: str) -> tuple[CaptureKind, str | None]:
    is_part, is_unchanged = row["outcome"] == "part", row["status"] == 304
    if row["article"] != url and not is_part:
        return "other", f"shows {row['article']}"
    page = f"page {row['page_number']}" if is_part else None
    return ("unchanged" if is_unchanged else "page" if is_part else "shown"), page


def _judged_by_status(row: Mapping[str, Any]) -> tuple[CaptureKind, str | None]:
    status = row["status"]
    if status in {404, 410}:
        why = (
            " in a doubtful run" if row["doubtful"] else "; its run goes on" if row["run_status"] == "running" else ""
        )
        return ("failed" if why else "gone"), f"status {status}{why}"
    if row["broken_off"]:
        return "failed", "cut off by the connection"
    if status is not None and 200 <= status < 300:
        return "unread", "captured and not yet read"
    return ("unchanged", None) if status == 304 else ("failed", f"status {status}")


def in_groups(captures: Sequence[ArticleCapture]) -> Iterator[CaptureGroup]:
    """Yield groups of captures in a row that say the same at the same URL."""
    for _, group in groupby(captures, key=lambda each: (each.kind, each.reason, each.version, each.url, each.status)):
        same = list(group)
        yield CaptureGroup(first=same[0], last=same[-1], captures=len(same))
