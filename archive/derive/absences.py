"""Finds the times at which an article was not on the web (reads the database).

sightings: readings and 304 ──────────────────────────┐
                                                      ├→ in order of time → absences: gone_at … back_at
departures: 404, 410, redirects to another text, forms ┘

A departure counts at the article's URL, and at the address at which it was seen last. Where a redirect leads is
judged by what that place showed then: by the captures of the same visit, else the first ones after it, else the
last ones before it. So what follows ends an absence, and never erases one. A post's own password is set by hand,
and one form is enough; a page to log in may be shown to us alone for a day, and counts from the first one on when a
later visit meets it again. The result does not depend on the order in which captures and readings were stored.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.derive.forms import FORMS
from archive.derive.identity import REDIRECTS_TO, WITH_READING, is_other_text
from archive.derive.outage import COUNTS_AS_GONE
from archive.derive.texts import versions_known_as
from archive.schema import Row
from extract.kind import LOGIN, NO_MATCH, OTHER_KINDS

# So many redirects of redirects are followed.
MAX_REDIRECTS = 10
ELSEWHERE = "redirects elsewhere"


def _listed(words: Iterable[str]) -> str:
    """Return words as SQL."""
    return ", ".join("'{}'".format(word.replace("'", "''")) for word in sorted(words))


# A foreign WARC names no run; then a visit is a day.
VISIT = "CASE captures.run WHEN '' THEN substr(captures.captured_at, 1, 10) ELSE captures.run END"
MISSING = f"(status IN (404, 410) AND {COUNTS_AS_GONE})"

ADDRESSES = "SELECT DISTINCT own_url AS address FROM readings WHERE article = ? AND outcome = 'article'"
SIGHTINGS = "SELECT captured_at, capture, own_url AS address FROM readings WHERE article = ?"
# A 304 says what the response to which it refers says.
ANSWERS = f"""
SELECT captures.captured_at, captures.id AS capture, captures.address, {VISIT} AS visit, status,
    {REDIRECTS_TO} AS target, outcome, reason, held
FROM {WITH_READING}
WHERE captures.address = ? AND (status IN (301, 304, 308) OR readings.leads_to IS NOT NULL OR {MISSING}
    OR (outcome = 'not an article' AND reason IN ({_listed(FORMS)})))
"""  # noqa: S608 - our own names
# Of the answers of an address that tell what is there, the one that belongs with a moment. What is no article is
# missing, a form, or another kind of page, such as the home page.
ANSWER_THEN = f"""
SELECT {REDIRECTS_TO} AS target, outcome = 'article' AS is_article FROM {WITH_READING}
WHERE captures.address = :address AND held IS NULL AND (
    outcome = 'article' OR {MISSING} OR ({REDIRECTS_TO}) IS NOT NULL OR (outcome = 'not an article'
        AND reason IN ({_listed({*OTHER_KINDS, NO_MATCH, *FORMS})})))
ORDER BY {VISIT} = :visit DESC, captures.captured_at >= :at DESC,
    iif(captures.captured_at >= :at, captures.captured_at, NULL), captures.captured_at DESC, captures.id DESC LIMIT 1
"""  # noqa: S608 - our own names


class Event(NamedTuple):
    """A capture at an address of the article: `reason` is None where it shows the article."""

    captured_at: str
    capture: str
    address: str
    visit: str
    status: int | None
    target: str | None
    reason: str | None


ANSWERED = Event._fields[:-1]


def absences_of(db: sqlite3.Connection, url: str) -> list[Row]:
    """Return the rows of the table absences for an article, without its id, in order of time."""
    places = {url, *(row["address"] for row in db.execute(ADDRESSES, (url,)))}
    answers = [
        event for place in places for row in db.execute(ANSWERS, (place,)) if (event := _event(row)) is not None
    ]
    if all(answer.reason is None for answer in answers):
        return []
    seen = [
        Event(row["captured_at"], row["capture"], row["address"], "", None, None, None)
        for row in db.execute(SIGHTINGS, (url,))
    ]
    return _absences(db, url, sorted([*answers, *seen], key=lambda event: event[:3]))


def _event(row: sqlite3.Row) -> Event | None:
    """Return what an answer says of the article, None if it says nothing."""
    if row["target"]:
        reason: str | None = ELSEWHERE
    elif row["status"] in {404, 410}:
        reason = f"status {row['status']}"
    elif row["status"] in {301, 308} or row["held"] is not None:
        # A redirect without a target says nothing.
        return None
    elif row["outcome"] == "not an article":
        if row["reason"] not in FORMS:
            return None
        reason = row["reason"]
    else:
        reason = None
    return Event(**{name: row[name] for name in ANSWERED}, reason=reason)


def _absences(db: sqlite3.Connection, url: str, events: Sequence[Event]) -> list[Row]:
    found: list[Row] = []
    seen: Event | None = None
    login: Event | None = None
    is_gone = False
    for event in events:
        if event.reason is None:
            if is_gone:
                found[-1] |= {"back_at": event.captured_at, "back_capture": event.capture}
            # A 304 at another address of an article that was never read does not show it.
            seen, login, is_gone = event, None, False
        elif seen and not is_gone and event.address in {url, seen.address} and _is_departure(db, event):
            if event.reason == LOGIN and (login is None or login.visit == event.visit):
                login = login or event
                continue
            is_gone = True
            absence = _absence(login if login is not None and event.reason == LOGIN else event, seen)
            if found and found[-1]["gone_at"] == absence["gone_at"]:
                # It was gone, there, and gone again within the second: that is one absence.
                found[-1] |= {"back_at": None, "back_capture": None}
            else:
                found.append(absence)
    return found


def _absence(event: Event, seen: Event) -> Row:
    return {
        "gone_at": event.captured_at,
        "status": event.status,
        "reason": event.reason,
        "leads_to": event.target,
        "capture": event.capture,
        "last_seen_at": seen.captured_at,
        "last_seen_capture": seen.capture,
        "back_at": None,
        "back_capture": None,
    }


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
        asked = {"address": target, "visit": event.visit, "at": event.captured_at}
        answer = db.execute(ANSWER_THEN, asked).fetchone()
        # Without an answer, its text may be known from elsewhere.
        if answer is None or answer["is_article"]:
            return is_other_text(db, text, target)
        if not answer["target"]:
            return True
        target = answer["target"]
    return False
