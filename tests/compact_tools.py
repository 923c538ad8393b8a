"""What the tests of compaction share: an archive that has much to free, and all tables that have to stay the same."""

import gzip
import hashlib
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from archive.store import Archive
from contents import content_of
from extract.site import Source
from test_replay import FEED, NOON, SITES, Crawl, html

MOVED = {"warc", "offset", "length", "revisit_of"}
ROBOTS = Source(kind="robots", url="https://x.example/robots.txt")
# As long as a page of a magazine, and of words that compress as such.
SLUGS = [hashlib.sha256(bytes([number])).hexdigest()[:12] for number in range(200)]
LONG = " ".join(f"{word} {slug}" for slug in SLUGS for word in ("harbour", "tariff", "grain"))
WITH_ETAG = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("ETag", '"e1"')]
LISTED = "".join(f"<url><loc>https://x.example/{each}/</loc></url>" for each in ["a", "b", "c", *SLUGS])
RULES = "User-agent: *\n" + "".join(f"Disallow: /private/{slug}/\n" for slug in SLUGS)


def fill(data: Path) -> None:
    """Make an archive whose pages, lists and robots.txt were fetched again and again in full."""
    with Archive.open(data) as archive:
        for day in range(5):
            crawl = Crawl(archive, SITES["x"], NOON + timedelta(days=day))
            crawl.fetch("robots.txt", RULES.encode(), source=ROBOTS)
            crawl.fetch("sitemap.xml", f"<urlset>{LISTED}</urlset>".encode(), source=FEED)
            a = crawl.fetch("a/", gzip.compress(html("Alpha", LONG), mtime=0), headers=WITH_ETAG)
            crawl.fetch("b/", html("Beta", LONG[day * 50 :], views=10 * day))
            # Edited on the third day, and taken back on the fifth.
            crawl.fetch("c/", html("Gamma", LONG + ("It was edited." if day in {2, 3} else "")))
            if day == 1:
                asked = a
            if day == 2:
                crawl.fetch("a/", original=asked)
            crawl.finish()
        other = Crawl(archive, SITES["y"], NOON + timedelta(days=6))
        other.fetch("a/", html("Alpha", LONG))
        other.finish()


def no_progress(*_told):
    pass


def tables_of(data):
    """All tables and views, but for where records stand and what the digests of files and runs are."""
    found = content_of(data)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        names = [
            name for (name,) in db.execute("SELECT name FROM pragma_table_info('captures')") if name not in MOVED
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        found["captures"] = sorted(map(repr, db.execute(f"SELECT {columns} FROM captures")))  # noqa: S608
        of_runs = [name for (name,) in db.execute("SELECT name FROM pragma_table_info('runs')") if name != "digest"]
        found["runs"] = sorted(map(repr, db.execute(f"SELECT {', '.join(of_runs)} FROM runs")))  # noqa: S608
    del found["warcs"]
    return found


def run_digest_of(data, run):
    """The digest of a run as its documentation tells to compute it."""
    command = f"cd '{data / 'warc'}' && sha256sum {run}-*.warc.gz | sha256sum"
    return "sha256:" + subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout[:64]
