"""Report how many bytes a database takes for an article, by table and index, and how often the text fits in.

    python bench/storage.py [--pages N] [--of essays|generated|demo] [--days N] [--folder FOLDER] [--json FILE]
    python bench/storage.py --data DIR

Without `--data` an archive of N pages is made and replayed as `replay.py` makes it. `essays` are pages as commentary
sites have them: 600 to 1,200 words in 6 to 12 paragraphs, with four links, one image, three categories or tags and a
byline. The text is UTF-8 of versions.body_text of each article, once. Bytes are those of whole pages of SQLite, as
its table dbstat has them (https://sqlite.org/dbstat.html), after a replay, whose database has few empty pages.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import replay as replaying
from archive.schema import add_form_functions
from archive.store import Archive
from generated import PROFILE, Writer
from sites import load_sites

LEAST, MOST = 6, 12
TEXT = """
SELECT count(*), sum(length(CAST(body_text AS BLOB))), avg(word_count) FROM article_texts JOIN articles USING (id)
"""
SIZES = """
SELECT tbl_name, dbstat.name, sum(pgsize), sum(payload), sum(unused)
FROM dbstat LEFT JOIN sqlite_schema AS known ON known.name = dbstat.name
GROUP BY 1, 2 ORDER BY 3 DESC
"""


class EssayWriter(Writer):
    """Generates pages with the length, links, image and tags of an essay; the same number gives the same page."""

    def article(self, number: int) -> str:
        """Return an article's page."""
        chance = random.Random(f"essay {number}")
        count = chance.randint(LEAST, MOST)
        paragraphs = [f"{chance.choice(self.paragraphs)} item{number}x{place}." for place in range(count)]
        for place in chance.sample(range(count), 4):
            word, *rest = paragraphs[place].split(" ")
            target = (
                f"https://{chance.choice(self.words)}.example/{chance.choice(self.words)}/{chance.randint(1, 9999)}/"
            )
            paragraphs[place] = f'<a href="{target}">{word} {rest[0]}</a> {" ".join(rest[1:])}'
        image = f'<figure><img src="http://{self.host}/images/{number}.jpg" alt="{paragraphs[0][:30]}"></figure>'
        text = image + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        before, _, rest = super().article(number).partition('<div class="text">')
        return f'{before}<div class="text">{text}{rest[rest.index("</div>") :]}'


def essay_pages(pages: int) -> tuple[str, Iterator[tuple[str, str]]]:
    """Return the profile of the site of essays, and an iterator over URL and HTML of its articles."""
    writer = EssayWriter(pages, pages, replaying.HOST)
    host = replaying.HOST
    return PROFILE.format(host=host), (
        (f"http://{host}/article-{number}/", writer.article(number)) for number in range(pages)
    )


SOURCES = {**replaying.SOURCES, "essays": essay_pages}


def make(data: Path, pages: int, of: str, days: int) -> None:
    """Make an archive of so many pages, each captured on so many days, and replay it."""
    replaying.SOURCES["essays"] = essay_pages
    replaying.make_archive(data, pages, of, days)
    with Archive.open(data) as archive:
        for replayed in archive.replay(load_sites(data / "sites")):
            if replayed.outcome not in {"article", "listing"}:
                sys.exit(f"{replayed.url}: {replayed.outcome}: {replayed.reason}")


def measure(data: Path) -> dict[str, object]:
    """Return the bytes of the text and of each table and index of an archive's database."""
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        articles, text, words = db.execute(TEXT).fetchone()
        parts = [
            {"table": table or name, "name": name, "bytes": size, "payload": payload, "unused": unused}
            for table, name, size, payload, unused in db.execute(SIZES)
        ]
    total = sum(part["bytes"] for part in parts)
    return {"articles": articles, "text": text, "words": words, "bytes": total, "ratio": total / text, "parts": parts}


def report(found: dict[str, object]) -> Iterator[str]:
    """Yield the lines of the report."""
    articles, text, parts = found["articles"], found["text"], found["parts"]
    yield f"{articles:,} articles of {found['words']:.0f} words, {text / articles:,.0f} bytes of text each"
    yield f"{found['bytes'] / articles:,.0f} bytes an article, {found['ratio']:.2f} times the text"
    yield f"{'table or index':44} {'bytes/article':>13} {'x text':>7} {'unused':>7}"
    for part in parts:
        if part["bytes"] * 1000 >= found["bytes"]:
            own = part["bytes"] / articles
            share = part["unused"] / part["bytes"]
            yield f"{part['name']:44} {own:13,.0f} {part['bytes'] / text:7.3f} {share:7.0%}"


def main() -> None:
    """Measure an archive, or one that is made for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--of", choices=sorted(SOURCES), default="essays")
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument("--data", type=Path, help="an archive that exists")
    parser.add_argument("--folder", type=Path, help="where the archive is made, and stays")
    parser.add_argument("--json", type=Path, dest="out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="commentary-storage-") as made:
        data = asked.data or asked.folder or Path(made)
        if asked.data is None:
            make(data, asked.pages, asked.of, asked.days)
        found = measure(data)
    print("\n".join(report(found)))
    if asked.out:
        asked.out.write_text(json.dumps(found, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
