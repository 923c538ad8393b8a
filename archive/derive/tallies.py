"""Counts articles by author, category, tag, year, month, language, site and cited domain (SQL, open transaction).

An article counts for what its row and its lists say. When it is derived anew, what it counted for before is taken
back, so that the table is what counting all articles would give, and a page need not count them.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.schema import COUNT_ROWS, FIND_GAPS, host_of, items_of

# Kinds of names, by the column of an article that has them as a JSON array.
LISTS = {"author": "authors", "category": "categories", "tag": "tags"}
# Kinds of names of which each month is counted, too, as a name of its own such as `Ada Byron 2026-03`.
BY_MONTH = frozenset({"author", "category", "domain"})
# The columns of an article for which it counts.
COUNTED = (*LISTS.values(), "published_day", "published_at", "language", "site")
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
        month = (article["published_day"] or article["published_at"] or "")[:7]
        for what, name in [*_keys(article), *(("domain", domain) for domain in domains)]:
            self._more[what, article["site"], name] += more
            self._more[what, ALL_SITES, name] += more
            if month and what in BY_MONTH:
                self._more[f"{what} month", ALL_SITES, f"{name} {month}"] += more


def cited_domains(db: sqlite3.Connection, number: int, url: str) -> tuple[str, ...]:
    """Return the domains to which the text of an article links, other than its own."""
    own = f".{host_of(url)}"
    domains = (domain for (domain,) in map(tuple, db.execute(DOMAINS, (number,))))
    return tuple(domain for domain in domains if not own.endswith(f".{domain}"))


def count_everything(db: sqlite3.Connection) -> None:
    """Count all articles and rows anew, and find which listed URLs belong to no article."""
    db.execute("DELETE FROM tallies")
    db.execute("DELETE FROM gaps")
    db.execute(FIND_GAPS)
    db.execute(COUNT_ROWS)
    tallies = Tallies()
    columns = ", ".join(("id", "url", *COUNTED))
    for row in db.execute(f"SELECT {columns} FROM articles"):  # noqa: S608 - our own names
        article = dict(zip(("id", "url", *COUNTED), row, strict=True))
        tallies.add(article, cited_domains(db, article["id"], article["url"]))
    tallies.store(db)


def _keys(article: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what an article counts for, once for each name, but for the domains that it cites."""
    for what, column in LISTS.items():
        yield from ((what, name) for name in dict.fromkeys(map(str, items_of(article[column]))))
    day = article["published_day"] or article["published_at"]
    if day:
        yield "year", day[:4]
        yield "month", day[:7]
    if article["language"]:
        yield "language", article["language"]
    yield "site", article["site"]
