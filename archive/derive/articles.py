"""Derives the tables articles, addresses, authors, tags … from captures and readings (SQL on an open transaction).

The result does not depend on the order in which captures, readings and versions were stored, nor does it on that of
the runs, some of which met an outage (`outage.py`). Held readings (`verdicts.py`) have no article:

    captures ─ redirects ─┐
                          ├→ article of each address → articles, authors, categories, tags, links, images, comments
    readings ─ known_as  ─┤                          → addresses, absences, comment_history
             ─ next page ─┘                          → versions of articles in several pages
             ─ dates that count back                 → dates of publication, and so versions
    articles, readings, absences, redirects          → changes (`changes.py`)
    articles, authors, categories, tags, links       → tallies (`tallies.py`)
    articles ─ versions → probes → copies (`copies.py`)
             ─ readings, sources → disagreements (`disagreements.py`)
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from archive.derive.absences import absences_of
from archive.derive.changes import store_changes
from archive.derive.comment_history import comment_history_of
from archive.derive.copies import find_copies
from archive.derive.disagreements import compare_statements
from archive.derive.identity import article_url_of, dependent_addresses
from archive.derive.lenders import settle_lenders, shown_by
from archive.derive.page_tables import Derived, derive_versions
from archive.derive.provenance import provenance_of
from archive.derive.statements import judge_statements
from archive.derive.tallies import Tallies, cited_domains, keys_of
from archive.schema import (
    COLUMNS_OF_ARTICLE,
    SEEN,
    Row,
    article_id,
    insert_rows,
    link_rows,
    listed_rows,
    name_rows,
    rules_of_readings,
)
from extract.errors import ArchiveError

# JSON columns of which each item is a row of a table of its own, and the function that makes these rows.
PARTS: Mapping[str, Callable[[int, Any], list[Row]]] = {
    "authors": name_rows,
    "categories": name_rows,
    "tags": name_rows,
    "links": link_rows,
    "images": listed_rows,
    "comments": listed_rows,
}

READ_HERE = """
SELECT DISTINCT article FROM readings WHERE own_url = ? AND article IS NOT NULL
"""
NAMED_AS_NEXT_BY = """
SELECT DISTINCT own_url AS address FROM readings WHERE next_page_url = ?
"""
NEWEST_READING = f"""
SELECT readings.*, versions.*, {rules_of_readings()} FROM readings JOIN versions ON versions.id = readings.version
WHERE readings.article = ? AND {{whose}} ORDER BY readings.captured_at DESC, readings.capture DESC LIMIT 1
"""  # noqa: S608 - our own names
# The newest reading of the first page has all but the text; the newest reading of any page has the text.
FIRST_PAGE, WHOLE_TEXT = NEWEST_READING.format(whose="outcome = 'article'"), NEWEST_READING.format(whose="TRUE")
# What tells how precise a date of publication is, and on which day the site has it.
DATE = ("published_precision", "published_zone", "published_day", "published_offset")
DATED_BY = f"SELECT shown_at, {', '.join(DATE)} FROM readings WHERE capture = ?"  # noqa: S608 - our own names
# A joined text may have its date from another look at the first page than the newest one.
DATED_SO = f"""
SELECT {", ".join(DATE)} FROM readings WHERE article = ? AND shown_at = ? AND outcome = 'article'
ORDER BY captured_at DESC, capture DESC LIMIT 1
"""  # noqa: S608 - our own names
SPAN = """
SELECT count(DISTINCT version) AS versions, min(captured_at) AS first_captured_at,
    max(captured_at) AS last_captured_at FROM readings WHERE article = ?
"""


def refresh(
    db: sqlite3.Connection, addresses: Iterable[str], versions: Iterable[str] = (), changed: Iterable[str] = ()
) -> None:
    """Derive anew all rows that depend on captures and readings of these addresses.

    `versions` are those that readings no longer show, and `changed` those that are stored in another form now.
    """
    left, forms = set(versions), set(changed)
    given = dict.fromkeys(addresses)
    starts = list(given | dict.fromkeys(sorted(judge_statements(db, given))))
    stale = _stale_articles(db, starts) | {url for version in forms for url in shown_by(db, version)}
    touched: set[str] = set()
    tallies = Tallies()
    # A version derived here may be a page, or the version, of another article.
    while stale or left:
        touched |= stale
        derived = [_rebuild(db, url, forms, tallies) for url in sorted(stale)]
        forms = {version for each in derived for version in each.changed}
        left = left.union(*(each.replaced for each in derived))
        stale = settle_lenders(db, sorted(left)) | {url for version in forms for url in shown_by(db, version)}
        left = set()
    tallies.store(db)
    find_copies(db, touched)
    compare_statements(db, touched)


def _stale_articles(db: sqlite3.Connection, starts: list[str]) -> set[str]:
    """Record to which articles addresses belong; return the URLs of the articles that are to be derived anew."""
    # A 404 concerns the articles that were read at this address, whatever their own URL is.
    stale = {row["article"] for address in starts for row in db.execute(READ_HERE, (address,))}
    for address in dependent_addresses(db, starts):
        owner = article_url_of(db, address)
        stale |= _settle(db, address, owner)
        # A text that continues at this address depends on it, also if the page turns out to be another article.
        before = [row["address"] for row in db.execute(NAMED_AS_NEXT_BY, (address,))]
        stale |= {owner for place in before if (owner := article_url_of(db, place)) is not None}
    return stale


def _settle(db: sqlite3.Connection, address: str, owner: str | None) -> set[str]:
    """Record to which article an address belongs; return the URLs of the articles that change by it."""
    query = "SELECT url FROM articles WHERE id = (SELECT article FROM addresses WHERE url = ?)"
    stale = {row["url"] for row in db.execute(query, (address,))}
    if owner is None:
        db.execute("DELETE FROM addresses WHERE url = ?", (address,))
        return stale
    query = "SELECT DISTINCT article FROM readings WHERE known_as = ? AND article IS NOT ? AND held IS NULL"
    stale |= {row["article"] for row in db.execute(query, (address, owner))}
    update = "UPDATE readings SET article = ? WHERE known_as = ? AND article IS NOT ? AND held IS NULL"
    db.execute(update, (owner, address, owner))
    upsert = "INSERT INTO addresses VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET article = excluded.article"
    db.execute(upsert, (address, article_id(owner)))
    return stale | {owner}


def _rebuild(db: sqlite3.Connection, url: str, changed: Collection[str], tallies: Tallies) -> Derived:
    number = article_id(url)
    before = db.execute("SELECT * FROM articles WHERE id = ?", (number,)).fetchone()
    if before and before["url"] != url:
        raise ArchiveError(
            f"{url} and {before['url']} have the same row id {number}; exclude one of them in its profile."
        )
    derived = derive_versions(db, url)
    first = db.execute(FIRST_PAGE, (url,)).fetchone()
    if first is None:
        if before is not None:
            tallies.take_back(before, cited_domains(db, number, url))
            db.execute("DELETE FROM changes WHERE article_id = ?", (number,))
        _replace_parts(db, number, dict.fromkeys(PARTS, "[]"))
        _replace_absences(db, number, ())
        _replace_comment_history(db, number, ())
        db.execute("DELETE FROM articles WHERE id = ?", (number,))
    else:
        text = db.execute(WHOLE_TEXT, (url,)).fetchone()
        absences = absences_of(db, url)
        row = dict(_article_row(db, url, first, text) | _gone_columns(absences))
        forms = derived.changed.union(changed)
        is_other = before is None or before["version"] != text["version"] or text["version"] in forms
        row["cut_off"] = first["cut_off"] or derived.cut_off.get(text["capture"])
        counts_anew = is_other or keys_of(before) != keys_of(row)
        if before is not None and counts_anew:
            tallies.take_back(before, cited_domains(db, number, url))
        _store(db, row, before)
        parts = PARTS if is_other else ("comments",)
        shown = {part: (first if part == "comments" else text)[part] for part in parts}
        _replace_parts(db, number, shown, clear=before is not None)
        if counts_anew:
            tallies.add(row, cited_domains(db, number, url))
        _replace_absences(db, number, absences)
        store_changes(db, row, absences, forms, is_new=before is None)
        _replace_comment_history(db, number, comment_history_of(db, url))
    return derived


def _article_row(db: sqlite3.Connection, url: str, first: sqlite3.Row, text: sqlite3.Row) -> Row:
    reading = {name: first[name] for name in ("site", *SEEN, "capture")}
    reading |= {name: text[name] for name in (*COLUMNS_OF_ARTICLE, "page_count", "version", "revision")}
    reading |= _date_of(db, url, first, text["published_at"])
    span = dict(db.execute(SPAN, (url,)).fetchone())
    return {
        "id": article_id(url),
        "url": url,
        **reading,
        "year": int(day[:4]) if (day := reading["published_day"] or reading["published_at"]) else None,
        **provenance_of(dict(first)),
        **span,
    }


def _date_of(db: sqlite3.Connection, url: str, first: sqlite3.Row, published_at: str | None) -> Row:
    """Return the columns DATE of an article: those of the reading that gives its date of publication."""
    dating = first
    if first["dated_by"] is not None:
        dating = db.execute(DATED_BY, (first["dated_by"],)).fetchone()
    if dating["shown_at"] != published_at:
        dating = db.execute(DATED_SO, (url, published_at)).fetchone() or dating
    return {name: dating[name] for name in DATE}


def _gone_columns(absences: Sequence[Row]) -> Row:
    """Return the columns of an article that tell since when it is gone, from its absences in order of time."""
    last = absences[-1] if absences and absences[-1]["back_at"] is None else {}
    names = {"gone_at": "gone_at", "gone_status": "status", "gone_to": "leads_to"}
    return {column: last.get(name) for column, name in names.items()}


def _store(db: sqlite3.Connection, row: Row, before: sqlite3.Row | None) -> None:
    # Only columns that differ are written: an update of a searched column indexes the text again.
    if before is None:
        insert_rows(db, "articles", [row])
        return
    changed = {name: value for name, value in row.items() if before[name] != value}
    if changed:
        columns = ", ".join(f"{name} = :{name}" for name in changed)
        db.execute(f"UPDATE articles SET {columns} WHERE id = :id", row)  # noqa: S608 - our own names


def _replace_parts(db: sqlite3.Connection, article: int, parts: Mapping[str, str], *, clear: bool = True) -> None:
    for table, content in parts.items():
        if clear:
            db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608 - our own names
        insert_rows(db, table, PARTS[table](article, json.loads(content)))


def _replace_absences(db: sqlite3.Connection, article: int, absences: Sequence[Row]) -> None:
    db.execute("DELETE FROM absences WHERE article = ?", (article,))
    insert_rows(db, "absences", [{"article": article} | absence for absence in absences])


def _replace_comment_history(db: sqlite3.Connection, article: int, spans: Sequence[Row]) -> None:
    query = "SELECT * FROM comment_history WHERE article = ? ORDER BY number, span"
    rows = [{"article": article} | span for span in spans]
    # Most looks show the same comments, and there may be hundreds.
    if [dict(row) for row in db.execute(query, (article,))] != rows:
        db.execute("DELETE FROM comment_history WHERE article = ?", (article,))
        insert_rows(db, "comment_history", rows)
