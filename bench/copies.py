"""Measures how copies are found: the share of generated copies, the time a text takes, and bytes an article.

    python bench/copies.py recall                 which kinds of copies are found, at two lengths
    python bench/copies.py writer -n 2000         time of add_reading with and without, in turn
    python bench/copies.py archive DIR -n 100000  an archive of so many articles in batches; time and bytes

Words are drawn by Zipf's law; of a hundred articles three are copies of earlier ones of any site, and each article
ends with a text of its site that has 80 words.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

import archive.derive.articles as deriving
from archive.derive.copies import find_copies, is_copy
from archive.reading import Reading
from archive.tables import Tables
from archive.warc import Capture
from extract.article import Article
from extract.text import to_sequences

Words = list[str]
SITES = ("alpha", "beta", "gamma", "delta")
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
COPIED = 0.03


class Language:
    """Draws words by Zipf's law."""

    def __init__(self) -> None:
        chance = random.Random(1)
        syllables = [c + v for v in "aeiou" for c in "bcdfghjklmnprstvwz"]
        self.words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def draw(self, chance: random.Random, count: int) -> Words:
        """Return so many words."""
        total = self._weights[-1]
        return [self.words[bisect(self._weights, chance.random() * total)] for _ in range(count)]


LANGUAGE = Language()


def one_sentence(chance: random.Random, words: Words) -> Words:
    """Change one sentence."""
    at = chance.randrange(len(words) - 20)
    return [*words[:at], *LANGUAGE.draw(chance, 18), *words[at + 20 :]]


def one_word_in(every: int) -> Callable[[random.Random, Words], Words]:
    """Return a function that changes a word in so many."""

    def change(chance: random.Random, words: Words) -> Words:
        return [chance.choice(LANGUAGE.words) if chance.random() < 1 / every else word for word in words]

    return change


def excerpt(count: int) -> Callable[[random.Random, Words], Words]:
    """Return a function that takes so many words out of the text."""

    def take(chance: random.Random, words: Words) -> Words:
        at = chance.randrange(max(len(words) - count, 1))
        return words[at : at + count]

    return take


def digest(chance: random.Random, words: Words) -> Words:
    """Put other texts before and behind, in all four times as long."""
    return [*LANGUAGE.draw(chance, 2 * len(words)), *words, *LANGUAGE.draw(chance, 2 * len(words))]


def half_new(chance: random.Random, words: Words) -> Words:
    """Write the second half anew."""
    return [*words[: len(words) // 2], *LANGUAGE.draw(chance, len(words) // 2)]


KINDS: dict[str, Callable[[random.Random, Words], Words]] = {
    "the same": lambda _chance, words: words,
    "one sentence changed": one_sentence,
    "a word in 25 changed": one_word_in(25),
    "a word in 15 changed": one_word_in(15),
    "half written anew": half_new,
    "excerpt of 150 words": excerpt(150),
    "excerpt of 80 words": excerpt(80),
    "digest five times as long": digest,
    "another text": lambda chance, words: LANGUAGE.draw(chance, len(words)),
}


def measure_recall(count: int) -> None:
    """Print which share of pairs has a probe in common, and which is a copy by its sequences."""
    print(f"{'':28}{'words':>6} {'share':>6} {'found':>6}")
    for length in (120, 800):
        for kind, change in KINDS.items():
            chance = random.Random(f"{kind} {length}")
            shares, found = [], 0
            for _ in range(count):
                words = LANGUAGE.draw(chance, length)
                one, other = (to_sequences(" ".join(text)) for text in (words, change(chance, words)))
                shared = len(one.all & other.all)
                shares.append(shared / min(len(one.all), len(other.all)))
                found += is_copy(one, other, shared) and bool(one.probes() & other.probes())
            print(f"{kind:28}{length:6} {sum(shares) / count:6.2f} {found / count:6.2f}")


def readings(count: int, seed: int = 0) -> Iterator[Reading]:
    """Yield readings of so many articles."""
    chance = random.Random(seed)
    notes = {site: " ".join(LANGUAGE.draw(random.Random(site), 80)) for site in SITES}
    former: list[Words] = []
    for number in range(count):
        site = SITES[number % len(SITES)]
        words = LANGUAGE.draw(chance, chance.randint(400, 1200))
        if former and chance.random() < COPIED:
            words = one_sentence(chance, chance.choice(former))
        if chance.random() < 2 * COPIED:
            former = [*former[-500:], words]
        text = "\n\n".join([*(" ".join(words[at : at + 80]) for at in range(0, len(words), 80)), notes[site]])
        at = FIRST + timedelta(minutes=number)
        url = f"https://{site}.example/{number}/"
        capture = Capture(
            id=f"urn:uuid:{number:08}", run="", site=site, url=url, captured_at=at, status=200,
            content_type="text/html", bytes=9, payload_digest="sha1:A", warc="w.warc.gz", offset=number, length=1,
        )  # fmt: skip
        article = Article(
            url=url, canonical_url=url, title=" ".join(words[:6]), authors=(words[7].title(),), published_at=at,
            published_precision="minute", body_text=text, body_markdown=text, word_count=len(words) + 80,
            body_html="".join(f"<p>{part}</p>" for part in text.split("\n\n")),
        )  # fmt: skip
        yield Reading(capture=capture, revision="r", outcome="article", article=article)


def add(tables: Tables, given: list[Reading]) -> float:
    """Add readings, each in a transaction as in a crawl; return the milliseconds that each took."""
    begun = time.perf_counter()
    for reading in given:
        tables.add_capture(reading.capture)
        tables.add_reading(reading)
    return (time.perf_counter() - begun) / len(given) * 1000


def measure_writer(count: int) -> None:
    """Print the time of a reading with and without copies, in ten parts in turn, and their ratio."""
    without, with_copies = [], []
    with tempfile.TemporaryDirectory() as folder:
        both = [Tables(Path(folder) / name, Path(folder)) for name in ("without.db", "with.db")]
        given = list(readings(count))
        for part in range(10):
            chosen = given[part * count // 10 : (part + 1) * count // 10]
            deriving.find_copies = lambda *_: None
            without.append(add(both[0], chosen))
            deriving.find_copies = find_copies
            with_copies.append(add(both[1], chosen))
        ratios = sorted(after / before for before, after in zip(without, with_copies, strict=True))
        print(f"ms a reading: {median(without):.2f} without, {median(with_copies):.2f} with copies")
        print(f"ratio: {ratios[0]:.2f} to {ratios[-1]:.2f}, median {median(ratios):.2f}")
        print_sizes(both[1].db, count)


def make_archive(folder: Path, count: int) -> None:
    """Write an archive in batches, and print what each tenth of it took."""
    tables = Tables(folder / "commentary.db", folder / "warc")
    tables.db.execute("PRAGMA synchronous = OFF")
    begun, spent = time.perf_counter(), 0.0

    def timed(db: sqlite3.Connection, urls: set[str]) -> None:
        nonlocal spent
        start = time.perf_counter()
        find_copies(db, urls)
        spent += time.perf_counter() - start

    deriving.find_copies = timed
    batch: list[Reading] = []
    for number, reading in enumerate(readings(count), 1):
        batch.append(reading)
        if len(batch) == 100 or number == count:
            with tables.batch(judge=False):
                for each in batch:
                    tables.add_capture(each.capture)
                    tables.add_reading(each)
            batch.clear()
        if number % max(count // 10, 1) == 0:
            took, part = time.perf_counter() - begun, max(count // 10, 1)
            print(
                f"{number:7} articles: {took / part * 1e3:.2f} ms each, of which {spent / part * 1e3:.2f} for copies"
            )
            begun, spent = time.perf_counter(), 0.0
    print_sizes(tables.db, count)
    tables.close()


def print_sizes(db: sqlite3.Connection, count: int) -> None:
    """Print rows, and bytes an article of each table."""
    for table in ("compared_texts", "probes", "copies"):
        (rows,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
        query = "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?)"
        try:
            size = f"{db.execute(query, (table,)).fetchone()[0] / count:.0f} bytes an article"
        except sqlite3.OperationalError:
            size = "size unknown: this SQLite has no dbstat"
        print(f"{table}: {rows} rows, {size}")


def main() -> None:
    """Run the measurement that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("recall", "writer", "archive"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("-n", type=int, default=100)
    asked = parser.parse_args()
    if asked.what == "recall":
        measure_recall(asked.n)
    elif asked.what == "writer":
        measure_writer(asked.n)
    else:
        make_archive(asked.folder or Path(tempfile.mkdtemp()), asked.n)


if __name__ == "__main__":
    main()
