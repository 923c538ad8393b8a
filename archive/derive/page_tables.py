"""Derives the versions of articles whose pages alone do not show them (SQL on an open transaction).

These are articles in several pages, whose texts are joined (`page_join.py`), and articles whose pages count back from
the capture to their date of publication, which is settled over all readings (`relative_dates.py`). What each page
alone shows is the version named by `readings.part`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from archive.derive.identity import redirect_chain
from archive.derive.lenders import lend
from archive.derive.page_join import Joined, PagesAt, Part, joined_content, visits
from archive.derive.relative_dates import Shown, settle_dates
from archive.schema import Row, article_id, content_of, with_version_id

# A foreign WARC names no run; then a visit is a day.
PART = """
readings.capture, readings.captured_at, readings.revision, ifnull(part, version) AS text, readings.next_page_url,
    readings.cut_off,
    CASE captures.run WHEN '' THEN substr(readings.captured_at, 1, 10) ELSE captures.run END AS visit
"""
HAS_DERIVED = "SELECT 1 FROM readings WHERE article = ? AND part IS NOT NULL LIMIT 1"
FIRST_PAGES = f"""
SELECT {PART} FROM readings JOIN captures ON captures.id = readings.capture
WHERE article = ? AND outcome = 'article' ORDER BY readings.captured_at, readings.capture
"""  # noqa: S608 - our own names
LATER_PAGES = f"""
SELECT captures.address, {PART}
FROM addresses JOIN captures ON captures.address = addresses.url JOIN readings ON readings.capture = captures.id
WHERE addresses.article = ? AND outcome = 'part'
"""  # noqa: S608 - our own names
SHOWN_DATES = """
SELECT capture, captured_at, revision, shown_at AS at, shown_text AS text, published_precision AS precision,
    published_zone AS zone, published_from AS earliest, published_until AS latest
FROM readings WHERE article = ? AND outcome = 'article'
"""
IS_ARTICLE = """
SELECT 1 FROM readings WHERE own_url = ? AND outcome = 'article' AND held IS NULL LIMIT 1
"""
# Back to what each page alone shows.
TAKE_BACK = (
    "UPDATE readings SET article = NULL, version = NULL, page_count = NULL WHERE article = ? AND outcome = 'part'",
    """UPDATE readings SET version = part, dated_by = NULL,
    part = CASE WHEN next_page_url IS NULL AND published_until IS NULL THEN NULL ELSE part END
    WHERE article = ? AND outcome = 'article' AND part IS NOT NULL""",
)
TELL = "UPDATE readings SET article = ?, version = ?, page_count = ? WHERE capture = ?"
DATE = "UPDATE readings SET part = ifnull(part, version), dated_by = ? WHERE capture = ?"


@dataclass(kw_only=True)
class Derived:
    """The result of deriving the versions of an article.

    `cut_off` gives for each reading with a joined text why that is incomplete; `replaced` are the versions that the
    readings had before, `changed` those that have another form now.
    """

    cut_off: dict[str, str | None] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def derive_versions(db: sqlite3.Connection, url: str) -> Derived:
    """Give readings of an article the version with its whole text and its settled date of publication."""
    derived = Derived()
    if db.execute(HAS_DERIVED, (url,)).fetchone() is None:
        return derived
    query = "SELECT version FROM readings WHERE article = ? AND version IS NOT NULL"
    derived.replaced.update(row["version"] for row in db.execute(query, (url,)))
    for statement in TAKE_BACK:
        db.execute(statement, (url,))
    dates = settle_dates(Shown(**dict(row)) for row in db.execute(SHOWN_DATES, (url,)))
    db.executemany(DATE, [(source.capture, capture) for capture, source in dates.items()])
    rows: dict[str, Row] = {}
    make = _maker(db, dates)
    for joined in _joined(db, url, dates):
        row = make(joined)
        if row is None:
            version = joined.pages[0].text
        else:
            version = row["id"]
            rows[version] = min(row, rows.get(version, row), key=_lender)
        db.execute(TELL, (url, version, len(joined.pages), joined.reading.capture))
        derived.cut_off[joined.reading.capture] = joined.cut_off
    derived.changed.update(version for version, row in rows.items() if lend(db, row))
    return derived


def _joined(db: sqlite3.Connection, url: str, dates: Mapping[str, Shown]) -> Sequence[Joined]:
    """Return the visits of an article in several pages, and each reading of one page whose date is settled."""
    firsts = [_part(row) for row in db.execute(FIRST_PAGES, (url,))]
    laters: defaultdict[str, list[Part]] = defaultdict(list)
    for row in db.execute(LATER_PAGES, (article_id(url),)):
        laters[row["address"]].append(_part(row))
    everything = [part for parts in laters.values() for part in parts]
    found = list(visits(firsts, everything, _finder(db, laters)))
    alone = [first for first in firsts if first.capture in dates and not first.next_page_url]
    return [*found, *(Joined(reading=first, pages=(first,), missing=False) for first in alone)]


def _maker(db: sqlite3.Connection, dates: Mapping[str, Shown]) -> Callable[[Joined], Row | None]:
    """Return a function that makes the row of the version of a visit, None where its one page alone shows it."""

    # Most visits show the same text as the one before.
    @cache
    def content(parts: tuple[str, ...], at: str | None, text: str | None) -> Row:
        query = "SELECT * FROM versions WHERE id = ?"
        joined = joined_content([content_of(db.execute(query, (part,)).fetchone()) for part in parts])
        dated = joined | {"published_at": at, "published_text": text} if at else joined
        return with_version_id(dated, lent_by="", lent_at="")

    def make(joined: Joined) -> Row | None:
        date = dates.get(joined.pages[0].capture)
        if date is None and len(joined.pages) == 1:
            return None
        texts = tuple(page.text for page in joined.pages)
        row = content(texts, date and date.at, date and date.text)
        return row | {"lent_by": joined.reading.capture, "lent_at": joined.reading.captured_at}

    return make


def _lender(row: Row) -> tuple[str, str]:
    return row["lent_at"], row["lent_by"]


def _finder(db: sqlite3.Connection, laters: Mapping[str, list[Part]]) -> PagesAt:
    @cache
    def pages_at(url: str) -> Sequence[Part] | None:
        way = redirect_chain(db, url)
        found = [part for place in way for part in laters.get(place, ())]
        # If an article of its own is there, the link led to another text.
        is_other = not found and any(db.execute(IS_ARTICLE, (place,)).fetchone() for place in way)
        return None if is_other else found

    return pages_at


def _part(row: sqlite3.Row) -> Part:
    names = ("capture", "captured_at", "visit", "revision", "text", "next_page_url", "cut_off")
    return Part(**{name: row[name] for name in names})
