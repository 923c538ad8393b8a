"""Counts articles by author, category, tag, date, length, language, site, what they lack, and cited domain (SQL).

An article counts for what its row and its lists say. When it is derived anew, what it counted for before is taken
back, so that the table is what counting all articles would give, and a page need not count them.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from archive.schema import COUNT_CAPTURES, COUNT_ROWS, COUNT_RULES_OF_RUNS, FIND_GAPS, host_of, items_of

# Kinds of names, by the column of an article that has them as a JSON array.
LISTS = {"author": "authors", "category": "categories", "tag": "tags"}
# Kinds of names of which each month is counted, too, as a name of its own such as `Ada Byron 2026-03`; and those of
# them that are counted for each site as well.
BY_MONTH = frozenset({"author", "category", "domain"})
BY_MONTH_AND_SITE = frozenset({"category"})
# Fields that an article may lack, by the column that is empty then.
LACKED = {
    "title": "title", "authors": "authors", "published": "published_at", "updated": "updated_at",
    "subtitle": "subtitle", "description": "description", "categories": "categories", "tags": "tags",
    "language": "language", "image": "image_url", "views": "views",
}  # fmt: skip
WORDS_A_MINUTE = 230
# The columns of an article for which it counts.
COUNTED = tuple(
    dict.fromkeys(
        (
            *LISTS.values(), *LACKED.values(), "published_day", "published_precision", "published_offset", "site",
            "word_count", "cut_off",
        )
    )
)  # fmt: skip
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)
Key = tuple[str, str, str]
DOMAINS = "SELECT DISTINCT domain FROM links WHERE article = ? AND domain <> ''"
ADD = """
INSERT INTO tallies (what, site, name, articles) VALUES (?, ?, ?, ?)
ON CONFLICT (what, site, name) DO UPDATE SET articles = articles + excluded.articles
"""
DELETE = "DELETE FROM tallies WHERE what = ? AND site = ? AND name = ? AND articles = 0"
ALL_SITES = ""


class Tallies:
    """What articles count for more or less than before, gathered until `store`: many of them share a name."""

    def __init__(self) -> None:
        self._more: Counter[tuple[str, str, str]] = Counter()

    def take_back(self, article: Mapping[str, Any], domains: Iterable[str]) -> None:
        """Let an article count no more for what its row says, and for the domains that it cites."""
        self._count(article, domains, -1)

    def add(self, article: Mapping[str, Any], domains: Iterable[str]) -> None:
        """Let an article count for what its row says, and for the domains that it cites."""
        self._count(article, domains, 1)

    def store(self, db: sqlite3.Connection) -> None:
        """Store what has changed."""
        changed = sorted((key, more) for key, more in self._more.items() if more)
        db.executemany(ADD, [(*key, more) for key, more in changed])
        db.executemany(DELETE, [key for key, more in changed if more < 0])
        self._more.clear()

    def _count(self, article: Mapping[str, Any], domains: Iterable[str], more: int) -> None:
        for key in keys_of(article, domains):
            self._more[key] += more


def cited_domains(db: sqlite3.Connection, number: int, url: str) -> tuple[str, ...]:
    """Return the domains to which the text of an article links, other than its own."""
    own = f".{host_of(url)}"
    domains = (domain for (domain,) in map(tuple, db.execute(DOMAINS, (number,))))
    return tuple(domain for domain in domains if not own.endswith(f".{domain}"))


def count_everything(db: sqlite3.Connection) -> None:
    """Count all articles, rows, captures and rules of runs anew, and find which listed URLs belong to no article."""
    for table in ("tallies", "gaps", "capture_days", "run_rules"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    for statement in (FIND_GAPS, COUNT_ROWS, COUNT_CAPTURES, COUNT_RULES_OF_RUNS):
        db.execute(statement)
    tallies = Tallies()
    columns = ", ".join(("id", "url", *COUNTED))
    for row in db.execute(f"SELECT {columns} FROM articles"):  # noqa: S608 - our own names
        article = dict(zip(("id", "url", *COUNTED), row, strict=True))
        tallies.add(article, cited_domains(db, article["id"], article["url"]))
    tallies.store(db)


def keys_of(article: Mapping[str, Any], domains: Iterable[str] = ()) -> list[Key]:
    """Return the keys (what, site, name) of all counts to which an article belongs, each once."""
    site = article["site"]
    month = (article["published_day"] or article["published_at"] or "")[:7]
    keys: list[Key] = []
    for what, name in [*_names(article), *(("domain", domain) for domain in domains)]:
        keys += [(what, site, name), (what, ALL_SITES, name)]
        if month and what in BY_MONTH:
            keys.append((f"{what} month", ALL_SITES, f"{name} {month}"))
            if what in BY_MONTH_AND_SITE:
                keys.append((f"{what} month", site, f"{name} {month}"))
    return keys


def _names(article: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what an article counts for, once for each name, but for the domains that it cites."""
    lists = {what: dict.fromkeys(map(str, items_of(article[column]))) for what, column in LISTS.items()}
    for what, names in lists.items():
        yield from ((what, name) for name in names)
    yield from (("authors together", "\n".join(pair)) for pair in combinations(sorted(lists["author"]), 2))
    day = article["published_day"] or article["published_at"]
    if day:
        yield "year", day[:4]
        yield "month", day[:7]
        if not lists["category"]:
            yield "month without category", day[:7]
    if hour := _hour(article):
        yield "hour", hour
    if article["language"]:
        yield "language", article["language"]
    yield "site", article["site"]
    yield from (("missing", field) for field, column in LACKED.items() if article[column] is None)
    yield from (("missing", column) for column in LISTS.values() if article[column] == "[]")
    minutes = max(1, -(-(article["word_count"] or 0) // WORDS_A_MINUTE))
    yield "minutes" if article["cut_off"] is None else "minutes of a part", str(minutes)


def _hour(article: Mapping[str, Any]) -> str | None:
    """Return the day of the week, Monday is 1, and the hour at which it was published by the clock of its site."""
    offset = _OFFSET.fullmatch(article["published_offset"] or "")
    if article["published_precision"] not in {"minute", "second"} or offset is None:
        return None
    by = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    try:
        at = datetime.fromisoformat(article["published_at"])
        at = at - by if offset[1] == "-" else at + by
    except (TypeError, ValueError, OverflowError):
        # A damaged database may hold anything as a date.
        return None
    return f"{at.isoweekday()} {at.hour:02}"
