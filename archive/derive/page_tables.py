"""Joins the texts of an article's pages in the database (SQL on an open transaction)."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from archive.derive.identity import redirect_chain
from archive.derive.page_join import PagesAt, Part, joined_row, visits
from archive.schema import article_id, insert_rows

# A foreign WARC names no run; then a visit is a day.
PART = """
readings.capture, readings.captured_at, readings.revision, ifnull(part, version) AS text, readings.next_page_url,
    readings.cut_off,
    CASE captures.run WHEN '' THEN substr(readings.captured_at, 1, 10) ELSE captures.run END AS visit
"""
HAS_SEVERAL = "SELECT 1 FROM readings WHERE article = ? AND part IS NOT NULL LIMIT 1"
FIRST_PAGES = f"""
SELECT {PART} FROM readings JOIN captures ON captures.id = readings.capture
WHERE article = ? AND outcome = 'article' ORDER BY readings.captured_at, readings.capture
"""  # noqa: S608 - our own names
LATER_PAGES = f"""
SELECT captures.address, {PART}
FROM addresses JOIN captures ON captures.address = addresses.url JOIN readings ON readings.capture = captures.id
WHERE addresses.article = ? AND outcome = 'part'
"""  # noqa: S608 - our own names
IS_ARTICLE = """
SELECT 1 FROM readings WHERE own_url = ? AND outcome = 'article' LIMIT 1
"""
TAKE_BACK = """
UPDATE readings SET article = NULL, version = NULL, page_count = NULL WHERE article = ? AND outcome = 'part'
"""
TELL = "UPDATE readings SET article = ?, version = ?, page_count = ? WHERE capture = ?"
UNUSED = """
DELETE FROM versions WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM readings WHERE version = ?1)
    AND NOT EXISTS (SELECT 1 FROM readings WHERE part = ?1)
"""


@dataclass(kw_only=True)
class Join:
    """The result of joining the pages of an article.

    `cut_off` gives for each reading with a joined text why that is incomplete; `replaced` are the versions that the
    readings had before.
    """

    cut_off: dict[str, str | None] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)


def join_pages(db: sqlite3.Connection, url: str) -> Join:
    """Give readings of an article in several pages the version with its whole text."""
    join = Join()
    if db.execute(HAS_SEVERAL, (url,)).fetchone() is None:
        return join
    query = "SELECT version FROM readings WHERE article = ? AND version IS NOT NULL"
    join.replaced.update(row["version"] for row in db.execute(query, (url,)))
    db.execute(TAKE_BACK, (url,))
    firsts = [_part(row) for row in db.execute(FIRST_PAGES, (url,))]
    laters: defaultdict[str, list[Part]] = defaultdict(list)
    for row in db.execute(LATER_PAGES, (article_id(url),)):
        laters[row["address"]].append(_part(row))
    everything = [part for parts in laters.values() for part in parts]
    # Most visits show the same text as the one before.
    store = cache(partial(_store, db))
    for joined in visits(firsts, everything, _finder(db, laters)):
        version = store(tuple(page.text for page in joined.pages))
        db.execute(TELL, (url, version, len(joined.pages), joined.reading.capture))
        join.cut_off[joined.reading.capture] = joined.cut_off
    return join


def drop_unused(db: sqlite3.Connection, versions: Iterable[str]) -> None:
    """Delete those of these versions to which no reading refers."""
    db.executemany(UNUSED, [(version,) for version in versions])


def _finder(db: sqlite3.Connection, laters: Mapping[str, list[Part]]) -> PagesAt:
    @cache
    def pages_at(url: str) -> Sequence[Part] | None:
        way = redirect_chain(db, url)
        found = [part for place in way for part in laters.get(place, ())]
        # If an article of its own is there, the link led to another text.
        is_other = not found and any(db.execute(IS_ARTICLE, (place,)).fetchone() for place in way)
        return None if is_other else found

    return pages_at


def _store(db: sqlite3.Connection, texts: tuple[str, ...]) -> str:
    """Store the joined text of pages, given by the ids of the versions of each page, and return its id."""
    if len(texts) == 1:
        return texts[0]
    query = "SELECT * FROM versions WHERE id = ?"
    row = joined_row([db.execute(query, (text,)).fetchone() for text in texts])
    insert_rows(db, "versions", [row], "ON CONFLICT (id) DO NOTHING")
    return str(row["id"])


def _part(row: sqlite3.Row) -> Part:
    names = ("capture", "captured_at", "visit", "revision", "text", "next_page_url", "cut_off")
    return Part(**{name: row[name] for name in names})
