"""Finds all that happened to an article: first seen, edited, gone, back, renamed (reads the database).

    readings by one revision, in order ─→ edits, each with its class and words ┐
    absences ──────────────────────────→ gone, back                            ├→ rows of the table changes
    redirects of its former addresses ─→ renamed                               │
    its first reading ─────────────────→ new                                   ┘

The result does not depend on the order in which captures and readings were stored. What an edit changed is compared
anew only where one of its two versions has another form than before.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from archive.diff import Budget, compare
from archive.schema import COMPARED, CONTENT, FORMS, MARKUP, PICTURES_AND_LINKS, Row, change_id, insert_rows

# Each comparison is bounded by so many pairs of words, on any machine: an edit that needs more is a large one.
MAX_PAIRS = 1_000_000

FIRST_SEEN = """
SELECT version, capture FROM readings WHERE article = :url AND captured_at = :at
ORDER BY version IS NULL, capture LIMIT 1
"""
# The last 304 by which the previous version was seen unchanged, of an edit in `steps`.
UNCHANGED = """(SELECT again.{column} FROM captures AS again JOIN readings AS seen ON seen.capture = again.revisit_of
        WHERE again.address = steps.read_at_url AND again.captured_at > read_at
            AND again.captured_at < steps.captured_at AND again.status = 304 AND seen.version = steps.previous_version
            AND seen.article = :url
        ORDER BY again.captured_at DESC, again.id DESC LIMIT 1)"""


def _differs(name: str) -> str:
    """Return the SQL that tells whether two versions differ in a column, as their fingerprints tell."""
    return f"json_extract(new.fingerprints, '$.{name}') IS NOT json_extract(old.fingerprints, '$.{name}')"


# The number of words, and the date as printed, are named beside what they follow from. Markdown and HTML follow from
# text, images and links, and are not named.
FOLLOWS = {
    **dict.fromkeys(sorted(MARKUP.difference(FORMS)), ("body_text", "images", "links")),
    "published_text": ("published_at", "published_text"),
}


def _named(name: str) -> str:
    if name not in FOLLOWS:
        return _differs(name)
    return f"new.{name} IS NOT old.{name} AND ({' OR '.join(map(_differs, FOLLOWS[name]))})"


DIFFERENCES = " UNION ALL ".join(
    f"SELECT '{name}' AS name WHERE {_named(name)}" for name in (*CONTENT, *PICTURES_AND_LINKS) if name not in FORMS
)
# The window's partition compares only readings by the same revision. A damaged database may hold any text as
# fingerprints.
EDITS = f"""
WITH steps AS (
    SELECT readings.captured_at, readings.version, readings.capture, readings.site,
        LAG(readings.version) OVER readings_in_order AS previous_version,
        LAG(readings.captured_at) OVER readings_in_order AS read_at,
        LAG(readings.capture) OVER readings_in_order AS read_in,
        LAG(readings.own_url) OVER readings_in_order AS read_at_url
    FROM readings WHERE article = :url
    WINDOW readings_in_order AS (PARTITION BY readings.revision ORDER BY readings.captured_at, readings.capture)
)
SELECT captured_at AS changed_at, 'edit' AS change, site,
    ifnull({UNCHANGED.format(column="captured_at")}, read_at) AS unchanged_until, version, previous_version, capture,
    ifnull({UNCHANGED.format(column="id")}, read_in) AS previous_capture,
    CASE WHEN json_valid(new.fingerprints) AND json_valid(old.fingerprints)
        THEN (SELECT json_group_array(name) FROM ({DIFFERENCES})) ELSE '[]' END AS changed,
    old.word_count AS words_before, new.word_count AS words_after,
    (SELECT updated_at FROM readings WHERE readings.capture = steps.capture) IS (
        SELECT before.updated_at FROM readings AS before
        WHERE before.article = :url AND before.captured_at < steps.captured_at AND before.version IS NOT NULL
        ORDER BY before.captured_at DESC, before.capture LIMIT 1) AS is_silent
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version
"""  # noqa: S608 - our own names
DATED_EDITS = f"""
SELECT edits.*,
    CAST(round(86400 * (julianday(unchanged_until) - julianday(:published_at))) AS INTEGER) AS seconds_after
FROM ({EDITS}) AS edits
"""  # noqa: S608 - our own names
# The first permanent redirect, or stub, to another address of the article since it was read under an address. Few
# addresses ever redirected; only of those all captures are looked at. Its present URL was left only for another one
# under which it was read: a redirect that sets a cookie leads back.
RENAMES = """
SELECT captured_at AS changed_at, 'renamed' AS change, capture, status, previous_url, leads_to,
    seen_at AS unchanged_until, seen_in AS previous_capture
FROM (
    SELECT captures.captured_at, captures.id AS capture, captures.status,
        addresses.url AS previous_url, other.url AS leads_to,
        LAG(other.url IS NULL) OVER answers_in_order AS was_read,
        LAG(captures.captured_at) OVER answers_in_order AS seen_at,
        LAG(captures.id) OVER answers_in_order AS seen_in
    FROM addresses
    CROSS JOIN captures ON captures.address = addresses.url AND captures.source_kind IS NULL
    LEFT JOIN readings ON readings.capture = iif(captures.status = 304, captures.revisit_of, captures.id)
        AND readings.own_url = captures.address
    LEFT JOIN addresses AS other ON other.article = :id AND other.url <> addresses.url
        AND other.url = ifnull(readings.leads_to, iif(captures.status IN (301, 308), redirect_address, NULL))
    WHERE addresses.article = :id
        AND (other.url IS NOT NULL OR (readings.article = :url AND readings.known_as = readings.own_url
            AND readings.outcome = 'article'))
        AND (EXISTS (SELECT 1 FROM captures AS moved
                WHERE moved.address = addresses.url AND moved.status IN (301, 308))
            OR EXISTS (SELECT 1 FROM readings AS moved
                WHERE moved.own_url = addresses.url AND moved.leads_to IS NOT NULL))
    WINDOW answers_in_order AS (PARTITION BY addresses.url ORDER BY captures.captured_at, captures.id)
) AS moves WHERE leads_to IS NOT NULL AND was_read AND (previous_url <> :url OR EXISTS (
    SELECT 1 FROM readings WHERE own_url = moves.leads_to AND readings.article = :url AND known_as = own_url))
"""
HAS_OTHER_ADDRESSES = "SELECT count(*) > 1 FROM (SELECT 1 FROM addresses WHERE article = ? LIMIT 2)"
STORED = "SELECT * FROM changes WHERE article_id = ?"
COUNTED = ("class", "words_removed", "words_added")
VERSION = f"SELECT {', '.join(COMPARED)} FROM versions WHERE id = ?"  # noqa: S608 - our own names
ARTICLE = "SELECT id, url, site, versions, published_at, first_captured_at FROM articles WHERE id = ?"
ABSENCES = "SELECT * FROM absences WHERE article = ? ORDER BY gone_at"
EMPTY: Row = {
    **dict.fromkeys(("unchanged_until", "version", "previous_version", "capture", "previous_capture"), None),
    "changed": "[]",
    **dict.fromkeys(("words_before", "words_after", "words_removed", "words_added"), None),
    **dict.fromkeys(("seconds_after", "is_silent"), None),
    **dict.fromkeys(("status", "reason", "previous_url", "leads_to"), None),
}


def store_changes(
    db: sqlite3.Connection, article: Row, absences: Sequence[Row], changed: Collection[str], *, is_new: bool
) -> None:
    """Store what happened to an article, whose row and absences are derived.

    `changed` are versions that have another form now; of a new article no changes are stored yet.
    """
    stored = {} if is_new else {row["id"]: dict(row) for row in db.execute(STORED, (article["id"],))}
    rows = {row["id"]: row for row in _changes(db, article, absences, stored, changed)}
    for number in stored.keys() - rows.keys():
        db.execute("DELETE FROM changes WHERE id = ?", (number,))
    new = [row for number, row in rows.items() if stored.get(number) != row]
    for row in new:
        if row["id"] in stored:
            db.execute("DELETE FROM changes WHERE id = ?", (row["id"],))
    insert_rows(db, "changes", new)


def _changes(
    db: sqlite3.Connection,
    article: Row,
    absences: Sequence[Row],
    stored: Mapping[int, Row],
    changed: Collection[str],
) -> Iterator[Row]:
    """Yield the rows of the table changes of an article."""
    asked = {"url": article["url"], "id": article["id"]}
    at = article["first_captured_at"]
    first = db.execute(FIRST_SEEN, {"url": article["url"], "at": at}).fetchone()
    yield _row(article, {"changed_at": at, "change": "new", **dict(first)})
    if article["versions"] > 1:
        dated = asked | {"published_at": article["published_at"]}
        for found in map(dict, db.execute(DATED_EDITS, dated).fetchall()):
            edit = _row(article, found)
            before = stored.get(edit["id"])
            yield edit | (_known(before, edit, changed) or _compared(db, edit))
    for absence in absences:
        yield from _absence(article, absence)
    if db.execute(HAS_OTHER_ADDRESSES, (article["id"],)).fetchone()[0]:
        for found in map(dict, db.execute(RENAMES, asked)):
            yield _row(article, found)


def _row(article: Row, found: Mapping[str, Any]) -> Row:
    """Return a row of the table changes, in the order of its columns."""
    change = found["change"]
    return {
        "id": change_id(change, found["capture"], article["url"]),
        "changed_at": found["changed_at"],
        "change": change,
        "class": change,
        "site": found.get("site", article["site"]),
        "article": article["url"],
        "article_id": article["id"],
        **{name: found.get(name, empty) for name, empty in EMPTY.items()},
    }


def _absence(article: Row, absence: Row) -> Iterator[Row]:
    gone = {name: absence[name] for name in ("capture", "status", "reason", "leads_to")}
    seen = {"unchanged_until": absence["last_seen_at"], "previous_capture": absence["last_seen_capture"]}
    yield _row(article, {"changed_at": absence["gone_at"], "change": "gone", **gone, **seen})
    if absence["back_at"] is not None:
        back = {"changed_at": absence["back_at"], "change": "back", "capture": absence["back_capture"]}
        yield _row(article, back)


def _known(before: Row | None, edit: Row, changed: Collection[str]) -> Row | None:
    """Return what was found before of the same edit, None if its texts are to be compared."""
    sides = ("version", "previous_version")
    if before is None or any(before[side] != edit[side] or edit[side] in changed for side in sides):
        return None
    return {name: before[name] for name in COUNTED}


def _compared(db: sqlite3.Connection, edit: Row) -> Row:
    before, after = (dict(db.execute(VERSION, (edit[side],)).fetchone()) for side in ("previous_version", "version"))
    difference = compare(before, after, budget=Budget(MAX_PAIRS))
    return dict(zip(COUNTED, (difference.kind, difference.removed, difference.added), strict=True))


def change_everything(db: sqlite3.Connection) -> None:
    """Store what happened to all articles, as for a database whose release did not."""
    factory, db.row_factory = db.row_factory, sqlite3.Row
    try:
        for (number,) in map(tuple, db.execute("SELECT id FROM articles").fetchall()):
            article = dict(db.execute(ARTICLE, (number,)).fetchone())
            absences = [dict(row) for row in db.execute(ABSENCES, (number,))]
            store_changes(db, article, absences, (), is_new=False)
    finally:
        db.row_factory = factory
