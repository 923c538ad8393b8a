"""Articles of several sites with texts of drawn words, added to an archive one by one (no pages, no WARC files)."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.reading import Reading
from archive.tables import Tables
from archive.warc.capture import Capture
from extract.article import Article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [f"{start}{end}" for start in ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti") for end in range(200)]


def draw(seed, count=300):
    """Return a text of so many words in sentences of twenty, the same for the same seed."""
    chosen = random.Random(seed).choices(WORDS, k=count)
    sentences = [" ".join(chosen[at : at + 20]).capitalize() for at in range(0, count, 20)]
    return ". ".join(sentences) + "."


def sentence_changed(text, at=3):
    parts = text.split(". ")
    return ". ".join(
        [*parts[:at], "This sentence is another one than that which stood here before", *parts[at + 1 :]]
    )


class Shelf:
    """An archive of a few articles, in memory or in a file."""

    def __init__(self, path=Path(":memory:")):
        self.tables = Tables(path, path.parent)
        self.number = 0

    def read(self, site, slug, text, *, hours=0, **fields):
        self.number += 1
        return self.add(*reading(self.number, site, slug, text, hours, **fields))

    def add(self, capture, read):
        self.tables.add_capture(capture)
        if read is not None:
            self.tables.add_reading(read)
        return capture

    def answer(self, site, slug, status, *, hours, to=None):
        self.number += 1
        self.add(capture_of(self.number, site, slug, hours, status=status, to=to), None)

    @property
    def copies(self):
        """Pairs of the original and the copy, each by site and slug, with the shares of either."""
        return {
            (name(row["original_url"]), name(row["copy_url"])): row
            for row in self.tables.db.execute(
                "SELECT copies.*, original.url AS original_url, copy.url AS copy_url FROM copies"
                " JOIN articles AS original ON original.id = original JOIN articles AS copy ON copy.id = copy"
            )
        }

    def rows(self, table):
        return self.tables.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names


def shelf_of_copies(path):
    """An article of x with copies on y and z, which name different sources, and one of x that nobody copied."""
    shelf = Shelf(path)
    shelf.read("x", "first", draw(1), hours=5, published_at=NOON, published_precision="minute")
    shelf.read("y", "second", sentence_changed(draw(1)), hours=6, source_url="https://x.example/first/")
    shelf.read("z", "third", draw(1), hours=7, source_url="https://elsewhere.example/")
    # Its newest version gives no date.
    shelf.read("x", "first", f"{draw(1)} It was edited.", hours=9)
    shelf.read("x", "own", draw(3))
    return shelf


def name(url):
    host, slug = url.removeprefix("https://").split("/")[:2]
    return f"{host.removesuffix('.example')} {slug}"


def capture_of(number, site, slug, hours, *, status=200, to=None):
    return Capture(
        id=f"urn:uuid:{number:04}", run="", site=site, url=f"https://{site}.example/{slug}/",
        captured_at=NOON + timedelta(hours=hours), status=status, content_type="text/html", bytes=9,
        payload_digest="sha1:A", warc="w.warc.gz", offset=number, length=1,
        redirect_url=f"https://{site}.example/{to}/" if to else None,
    )  # fmt: skip


def reading(number, site, slug, text, hours=0, **fields):
    capture = capture_of(number, site, slug, hours)
    article = Article(url=capture.url, canonical_url=capture.url, title=slug, body_text=text, **fields)
    return capture, Reading(capture=capture, revision="r", outcome="article", article=article)
