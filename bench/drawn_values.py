"""Draws values for the parameters of pages from what a database holds, the same ones for the same seed (database)."""

import random
import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date

from archive.schema import article_key

# How each value is drawn: the SQL of rows, of which one column each is used.
SAMPLES = {
    "article": "SELECT id FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "url": "SELECT url FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "version": "SELECT version FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "capture": "SELECT capture FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "site": "SELECT site FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "year": "SELECT year FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "day": "SELECT published_day FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "language": "SELECT language FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "title": "SELECT title FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "author": "SELECT name FROM authors WHERE article >= ? ORDER BY article LIMIT 1",
    "category": "SELECT name FROM categories WHERE article >= ? ORDER BY article LIMIT 1",
    "tag": "SELECT name FROM tags WHERE article >= ? ORDER BY article LIMIT 1",
    # An article's own domain has no page.
    "domain": "SELECT domain FROM links WHERE article >= ? AND domain IN (SELECT name FROM tallies"
    " WHERE what = 'domain' AND site = '') ORDER BY article LIMIT 1",
    # Of a single count there is no chart.
    "viewed": "SELECT id FROM articles WHERE id >= ? AND (SELECT count(*) FROM readings WHERE article = articles.url"
    " AND views IS NOT NULL) > 1 ORDER BY id LIMIT 1",
    "edited": "SELECT article_id FROM changes WHERE change = 'edit' AND article_id >= ? ORDER BY article_id LIMIT 1",
}
IDS = 2**52
_CLASSES = ("", "edit", "headline", "gone", "new", "addition", "typo")


class Values:
    """Draws values of a database by name, the same ones for the same seed."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db = db
        self.drawn = random.Random(seed)

    def draw(self, name: str) -> str:
        """Return a value for a parameter of this name; an empty text where nothing is known of it."""
        if name in SAMPLES:
            row = self.db.execute(SAMPLES[name], (self.drawn.randrange(IDS),)).fetchone()
            row = row or self.db.execute(SAMPLES[name], (0,)).fetchone()
            return "" if row is None else str(row[0])
        made = DRAWN.get(name)
        return made(self) if made else ""

    def word(self) -> str:
        """Return a word of a headline."""
        words = [word for word in re.findall(r"\w+", self.draw("title").lower()) if len(word) > 3]
        return self.drawn.choice(words or ["tariff"])

    def pair(self) -> tuple[str, str]:
        """Return the two versions of an edit."""
        query = "SELECT previous_version, version FROM changes WHERE change = 'edit' AND article_id = ? LIMIT 1"
        row = self.db.execute(query, (int(self.draw("edited") or 0),)).fetchone()
        return tuple(row) if row else ("", "")


def _since(values: Values) -> str:
    return values.draw("day") or date(2026, 1, 1).isoformat()


DRAWN: Mapping[str, Callable[[Values], str]] = {
    "q": Values.word,
    "search": Values.word,
    "words": Values.word,
    "topic": Values.word,
    "id": lambda values: values.draw("article"),
    "since": _since,
    "until": lambda _: "2026-08-01",
    "kind": lambda values: values.drawn.choice(_CLASSES),
    "class": lambda values: values.drawn.choice(_CLASSES),
    "change": lambda values: values.drawn.choice(("edit", "gone", "new", "renamed")),
    "percent": lambda values: values.drawn.choice(("", "50", "80")),
    "below": lambda values: values.drawn.choice(("", "0.6")),
    "field": lambda values: values.drawn.choice(("", "title")),
    "chart": lambda _: "views",
    "key": lambda values: article_key(int(values.draw("article") or 0)),
}
