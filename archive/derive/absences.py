"""Finds the times at which an article was not on the web (reads the database).

sightings: readings and 304 ─┐
                             ├→ in order of time → absences: gone_at … back_at
departures: 404, 410, redirects to another text ─┘

A departure counts at the article's URL, and at the address at which it was seen last. The result does not depend on
the order in which captures and readings were stored.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from archive.derive.identity import REDIRECTS_TO, WITH_READING, is_other_text, redirect_of
from archive.derive.outage import COUNTS_AS_GONE
from archive.derive.texts import versions_known_as
from archive.schema import Row
from extract.kind import NO_MATCH, OTHER_KINDS

# So many redirects of redirects are followed.
MAX_REDIRECTS = 10

ADDRESSES = "SELECT DISTINCT own_url AS address FROM readings WHERE article = ? AND outcome = 'article'"
SIGHTINGS = "SELECT captured_at, capture, own_url AS address FROM readings WHERE article = ?"
# A 304 says that the page is still there, as a reading does.
ANSWERS = f"""
SELECT captures.captured_at, captures.id AS capture, captures.address, status, {REDIRECTS_TO} AS target
FROM {WITH_READING}
WHERE captures.address = ? AND (status IN (301, 304, 308) OR readings.leads_to IS NOT NULL
    OR (status IN (404, 410) AND {COUNTS_AS_GONE}))
"""  # noqa: S608 - our own names
NEWEST_STATUS = f"""
SELECT status, outcome, reason FROM {WITH_READING}
WHERE captures.address = ? AND (status BETWEEN 200 AND 299 OR status IN (304, 404, 410))
ORDER BY captures.captured_at DESC, captures.id DESC LIMIT 1
"""  # noqa: S608 - our own names


class Event(NamedTuple):
    """A capture at an address of the article: `status` is None where it shows the article."""

    captured_at: str
    capture: str
    address: str
    status: int | None
    target: str | None


def absences_of(db: sqlite3.Connection, url: str) -> list[Row]:
    """Return the rows of the table absences for an article, without its id, in order of time."""
    places = {url, *(row["address"] for row in db.execute(ADDRESSES, (url,)))}
    answers = [_event(row) for place in places for row in db.execute(ANSWERS, (place,))]
    if all(answer.status is None for answer in answers):
        return []
    seen = [
        Event(row["captured_at"], row["capture"], row["address"], None, None) for row in db.execute(SIGHTINGS, (url,))
    ]
    return _absences(db, url, sorted([*answers, *seen], key=lambda event: event[:3]))


def _event(row: sqlite3.Row) -> Event:
    is_there = row["status"] == 304 and not row["target"]
    return Event(
        row["captured_at"], row["capture"], row["address"], None if is_there else row["status"], row["target"]
    )


def _absences(db: sqlite3.Connection, url: str, events: Sequence[Event]) -> list[Row]:
    found: list[Row] = []
    last_seen: str | None = None
    is_gone = False
    for event in events:
        if event.status is None:
            if is_gone:
                found[-1] |= {"back_at": event.captured_at, "back_capture": event.capture}
            # A 304 at another address of an article that was never read does not show it.
            last_seen, is_gone = event.address, False
        elif last_seen and not is_gone and event.address in {url, last_seen} and _is_departure(db, event):
            is_gone = True
            found.append({
                "gone_at": event.captured_at,
                "status": event.status,
                "leads_to": event.target,
                "capture": event.capture,
                "back_at": None,
                "back_capture": None,
            })  # fmt: skip
    return found


def _is_departure(db: sqlite3.Connection, event: Event) -> bool:
    """Tell whether a response says that the article is no longer at its address."""
    if event.target is None:
        return True
    text = versions_known_as(db, event.address)
    target, seen = event.target, {event.address}
    for _ in range(MAX_REDIRECTS):
        # A redirect to itself, or back, is for the cookie that it sets.
        if target in seen:
            return False
        seen.add(target)
        if versions_known_as(db, target):
            return is_other_text(db, text, target)
        onward = redirect_of(db, target)
        if onward is None:
            return _is_no_article(db, target)
        target = onward["target"]
    return False


def _is_no_article(db: sqlite3.Connection, address: str) -> bool:
    """Tell whether an address without a text is missing, or shows another kind of page, such as the home page."""
    newest = db.execute(NEWEST_STATUS, (address,)).fetchone()
    if newest is None:
        return False
    is_other_kind = newest["reason"] in OTHER_KINDS or newest["reason"] == NO_MATCH
    return newest["status"] in {404, 410} or (newest["outcome"] == "not an article" and is_other_kind)
