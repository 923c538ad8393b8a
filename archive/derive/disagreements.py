"""Derives where an article's page, REST interface and feeds disagree on it (SQL on an open transaction).

newest reading → what JSON-LD, `meta` and visible text state differently ─┐
sources        → what REST and feeds state                              ─┴→ disagreements, a row an article and field

A listing is compared with what the archive has of the page, but not where the article was changed between the capture
of one and of the other: then each is right for its time.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from archive.schema import Row, article_id, insert_rows, items_of
from extract.text import StatedTime, is_same_names, is_same_time, is_same_title

# The places that state something, as the columns of the table are called.
PAGE_PLACES = ("json_ld", "meta", "visible")
LISTING_PLACES: Mapping[str, str] = {"wordpress": "rest", "feed": "feed"}

_ARTICLE = """
SELECT articles.id, articles.url, articles.site, articles.title, articles.authors, articles.published_at,
    articles.published_precision, articles.published_zone, articles.updated_at, articles.updated_precision,
    articles.updated_zone, articles.capture, readings.captured_at, readings.disagreements
FROM articles JOIN readings ON readings.capture = articles.capture WHERE articles.id = ?
"""
_LISTED = """
SELECT sources.source_kind, sources.url, sources.title, sources.authors, sources.published_at, sources.modified_at,
    sources.last_found_at
FROM addresses JOIN sources ON sources.site = :site AND sources.url = addresses.url
WHERE addresses.article = :id AND sources.source_kind IN ('wordpress', 'feed')
ORDER BY sources.last_found_at DESC, sources.source_kind, sources.source_url, sources.url
"""
_AT = "SELECT article FROM addresses WHERE url = ?"
_HALF_A_DAY = timedelta(hours=12)


def compare_statements(db: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Find anew where places disagree on articles, given by their URLs."""
    for url in sorted(articles):
        _compare(db, article_id(url))


def compare_listed(db: sqlite3.Connection, addresses: Iterable[str]) -> None:
    """Find anew where places disagree on the articles at addresses that a listing states something of."""
    found = {row["article"] for address in addresses for row in db.execute(_AT, (address,))}
    for number in sorted(found):
        _compare(db, number)


def _compare(db: sqlite3.Connection, number: int) -> None:
    article = db.execute(_ARTICLE, (number,)).fetchone()
    db.execute("DELETE FROM disagreements WHERE article = ?", (number,))
    if article is not None:
        listed = db.execute(_LISTED, {"id": number, "site": article["site"]}).fetchall()
        insert_rows(db, "disagreements", list(_rows(dict(article), list(map(dict, listed)))))


def _rows(article: Mapping[str, Any], listed: list[dict[str, Any]]) -> Iterator[Row]:
    on_page = json.loads(article["disagreements"])
    # An earlier URL may still be listed with what stood there.
    listed = [row for row in listed if row["url"] == article["url"]] or listed
    current = [row for row in listed if _is_of_same_time(row, article)]
    for field, (value_of, is_same) in _FIELDS.items():
        archived = value_of(article)
        stated = {LISTING_PLACES[row["source_kind"]]: value_of(row) for row in reversed(current) if value_of(row)}
        differing = archived and any(not is_same(value, archived) for value in stated.values())
        if field in on_page or differing:
            places = on_page.get(field, {})
            yield {
                "article": article["id"],
                "field": field,
                "site": article["site"],
                "archived": _text(archived),
                **{place: places.get(place) for place in PAGE_PLACES},
                **{place: _text(stated.get(place)) for place in LISTING_PLACES.values()},
                "capture": article["capture"],
            }


def _is_of_same_time(row: Mapping[str, Any], article: Mapping[str, Any]) -> bool:
    changed_since = row["modified_at"] is not None and row["modified_at"] > article["captured_at"]
    changed_before = article["updated_at"] is not None and article["updated_at"] > row["last_found_at"]
    return not (changed_since or changed_before)


def _names(row: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in items_of(row["authors"])]


def _published(row: Mapping[str, Any]) -> StatedTime | None:
    return _time(row, "published", row["published_at"])


def _updated(row: Mapping[str, Any]) -> StatedTime | None:
    return _time(row, "updated", row.get("updated_at") or row.get("modified_at"))


def _time(row: Mapping[str, Any], kind: str, stated: str | None) -> StatedTime | None:
    """Return a stored time; None where it counts back, or does not tell day from month."""
    if stated is None:
        return None
    at = datetime.fromisoformat(stated)
    if "captured_at" not in row:
        return StatedTime(day=at.date(), at=at)
    if row[f"{kind}_precision"] == "day":
        return StatedTime(day=(at + _HALF_A_DAY).date())
    if row[f"{kind}_precision"] not in {"minute", "second"}:
        return None
    return StatedTime(day=at.date(), at=at, is_assumed=row[f"{kind}_zone"] == "assumed")


def _is_same_time(one: StatedTime, other: StatedTime) -> bool:
    # The database does not know the site's zone.
    return is_same_time(one, other, None)


def _text(value: object) -> str | None:
    if not value:
        return None
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


# How each field is read from a row, and when two of its values are the same.
_FIELDS: Mapping[str, tuple[Callable[[Mapping[str, Any]], Any], Callable[[Any, Any], bool]]] = {
    "title": (lambda row: row["title"], is_same_title),
    "authors": (_names, is_same_names),
    "published_at": (_published, _is_same_time),
    "updated_at": (_updated, _is_same_time),
}
