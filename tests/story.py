"""What happens at the addresses of a site that does not exist, for tests of what is derived from it in any order."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.reading import Reading
from archive.tables import Tables
from captures import make_capture, url_of
from contents import content
from extract.article import Article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = (
    "harbour", "board", "ferry", "grain", "tariff", "winter", "council", "market", "toll", "bridge", "bread", "canal",
    "court", "school", "mill",
)  # fmt: skip


def text(seed, words=200):
    chance = random.Random(f"text {seed}")
    return " ".join(chance.choice(WORDS) for _ in range(words))


class Story:
    """What happens at a site's addresses, one event a minute; `tables` has it in several orders and is the same.

    `run` names the run of the events to come.
    """

    def __init__(self):
        self.events = []
        self.run = "run"

    def capture(self, path, status=200, to=None):
        number = len(self.events)
        capture = make_capture(number, path, NOON + timedelta(minutes=number), status=status, to=to)
        capture = replace(capture, run=self.run)
        self.events.append((capture, None))
        return capture

    def read(self, path, body, states=None, **values):
        capture = self.capture(path)
        article = Article(url=url_of(path), canonical_url=url_of(states or path), body_text=body, **values)
        reading = Reading(capture=capture, revision="r", outcome="article", article=article)
        self.events[-1] = (capture, reading)

    def stub(self, path, to):
        capture = self.capture(path)
        reading = Reading(capture=capture, revision="r", outcome="redirect", reason="x", leads_to=url_of(to))
        self.events[-1] = (capture, reading)

    def refuse(self, path, reason):
        capture = self.capture(path)
        self.events[-1] = (capture, Reading(capture=capture, revision="r", outcome="not an article", reason=reason))

    def unchanged(self, path, original):
        capture = replace(self.capture(path), status=304, revisit_of=f"urn:uuid:{original:04}")
        self.events[-1] = (capture, None)

    def tables(self):
        wanted = None
        for seed in range(4):
            order = self.events if seed == 0 else random.Random(seed).sample(self.events * 2, len(self.events) * 2)
            tables = Tables(Path(":memory:"), Path())
            for capture, reading in order:
                tables.add_capture(capture)
                if reading:
                    tables.add_reading(reading)
            found = content(tables.db)
            assert wanted is None or found == wanted
            wanted = found
        return tables

    @property
    def articles(self):
        return [row["url"].removeprefix("https://x.example/2026/").strip("/") for row in self._rows("articles")]

    @property
    def edits(self):
        return len(self._rows("history", "captured_at"))

    @property
    def gone(self):
        return {
            row["url"].removeprefix("https://x.example/2026/").strip("/"): (row["gone_status"], row["gone_to"])
            for row in self._rows("articles")
            if row["gone_at"]
        }

    def article_of(self, path):
        query = "SELECT articles.url FROM addresses JOIN articles ON articles.id = article WHERE addresses.url = ?"
        row = self.tables().db.execute(query, (url_of(path),)).fetchone()
        return row and row["url"].removeprefix("https://x.example/2026/").strip("/")

    def _rows(self, table, order="url"):
        return self.tables().db.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()  # noqa: S608 - our own words
