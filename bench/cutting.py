"""Measures how text without spaces is indexed: pairs of characters, FTS5's trigrams, and a scan of the texts.

    .venv/bin/python bench/cutting.py [--articles 3000]

The texts are made: characters follow each other as in the Japanese, Chinese and Thai sentences of the tests. Prints
the size of each index, the time to build it, and the time of a query for words of one to five characters.
"""

import argparse
import random
import re
import sqlite3
import time
from collections import defaultdict
from pathlib import Path

from archive.schema import TOKENIZER, cut_words, words_of_phrase

TESTS = Path(__file__).parents[1] / "tests"
RUN = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff\u0e01-\u0e4e]{12,}")
CHARACTERS = 1_500


def sentences() -> list[str]:
    """Return the runs of text without spaces in the tests."""
    texts = (path.read_text("utf-8") for path in sorted(TESTS.rglob("*.py")))
    return [run for text in texts for run in RUN.findall(text)]


def make_articles(number: int) -> list[str]:
    """Return texts in which each pair of characters is followed by what follows it in the sentences."""
    chance = random.Random(1)
    known = sentences()
    following: dict[str, list[str]] = defaultdict(list)
    for sentence in known:
        for at in range(len(sentence) - 2):
            following[sentence[at : at + 2]].append(sentence[at + 2])
    articles = []
    for _ in range(number):
        text: list[str] = []
        while len(text) < CHARACTERS:
            text += chance.choice(known)[:2]
            while (after := following.get("".join(text[-2:]))) and chance.random() > 0.03:
                text.append(chance.choice(after))
            text.append("。")
        articles.append("".join(text))
    return articles


def measure(name: str, tokenizer: str, articles: list[str], asked: list[str], *, is_cut: bool) -> None:
    """Index the articles and look for words, and print what it took."""
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize=\"{tokenizer}\")")
    begun = time.perf_counter()
    rows = ((number, cut_words(text) if is_cut else text) for number, text in enumerate(articles))
    db.executemany("INSERT INTO texts (rowid, body) VALUES (?, ?)", rows)
    built = time.perf_counter() - begun
    size = db.execute("SELECT sum(length(block)) FROM texts_data").fetchone()[0]
    characters = sum(map(len, articles))
    print(f"{name}: {size / characters:.2f} bytes a character, {characters / built / 1e6:.2f} M characters a second")
    for word in asked:
        words, begins = words_of_phrase(word) if is_cut else (word, False)
        expression = f'"{words}"' + " *" * begins
        times, found = [], 0
        for _ in range(5):
            begun = time.perf_counter()
            found = db.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (expression,)).fetchone()[0]
            times.append(time.perf_counter() - begun)
        right = sum(word in text for text in articles)
        print(f"  {len(word)} characters: {found} of {right} found in {min(times) * 1000:.2f} ms")


def main() -> None:
    """Measure all ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=3000)
    articles = make_articles(parser.parse_args().articles)
    chance = random.Random(2)
    asked = []
    for size in (1, 2, 2, 3, 5):
        text = chance.choice(articles)
        at = next(at for at in range(chance.randrange(900), len(text)) if "。" not in text[at : at + size])
        asked.append(text[at : at + size])
    measure("pairs", TOKENIZER, articles, asked, is_cut=True)
    measure("trigrams", "trigram", articles, asked, is_cut=False)
    begun = time.perf_counter()
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE texts (body TEXT)")
    db.executemany("INSERT INTO texts VALUES (?)", ((text,) for text in articles))
    begun = time.perf_counter()
    found = db.execute("SELECT count(*) FROM texts WHERE instr(body, ?)", (asked[1],)).fetchone()[0]
    print(f"scan: {found} found in {(time.perf_counter() - begun) * 1000:.2f} ms")


if __name__ == "__main__":
    main()
