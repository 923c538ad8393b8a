"""A site that turns all 404 overnight marks nothing as gone; an honest deletion does."""

import gzip
import random
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.ask.history import known_of, known_urls
from archive.derive.outage import is_outage
from archive.schema.tables import TABLES
from archive.store import Archive, Run
from archive.tables import Tables
from archive.warc.capture import Capture
from contents import tables_in_any_order
from extract.article import Article
from extract.site import Site, Source

SITE = Site(name="x", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r1")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


class Asking:
    """A run that asks for numbered pages, and reads an article from each that is there."""

    def __init__(self, archive: Archive, started_at: datetime) -> None:
        self.archive, self.now = archive, started_at
        self.run: Run = archive.start_run(SITE, started_at=started_at)

    def ask(self, numbers: Iterable[int], status: int = 200, source: Source | None = None) -> "Asking":
        for number in numbers:
            self.now += timedelta(seconds=1)
            url = f"https://x.example/{number}/"
            capture = self.run.warc.write(
                url=url,
                method="GET",
                request_headers=(),
                status=status,
                response_headers=(("Content-Type", "text/html"),),
                body=b"<p>Page",
                fetched_at=self.now,
                source=source,
            )
            self.archive.tables.add_capture(capture)
            if status == 200 and source is None:
                add_article(self.archive.tables, capture)
        return self

    def finish(self) -> None:
        self.archive.finish_run(self.run, {"finished_at": self.now})


def add_article(tables: Tables, capture: Capture) -> None:
    article = Article(url=capture.url, canonical_url=capture.url, title=capture.url, body_text="Text.")
    tables.add_article(article, capture, revision="r1")


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "data") as archive:
        yield archive


def gone(tables: Tables) -> set[int]:
    urls = tables.db.execute("SELECT url FROM articles WHERE gone_at IS NOT NULL")
    return {int(row["url"].split("/")[3]) for row in urls}


def doubtful(tables: Tables) -> list[int]:
    return [row["doubtful"] for row in tables.db.execute("SELECT doubtful FROM runs ORDER BY started_at, id")]


def dump(tables: Tables) -> dict[str, list[str]]:
    return {name: sorted(map(repr, map(tuple, tables.db.execute(f"SELECT * FROM {name}")))) for name in TABLES}  # noqa: S608 - our own names


def test_a_site_that_turns_all_404_loses_nothing_and_is_all_there_when_it_is_back(archive):
    Asking(archive, MONDAY).ask(range(150)).finish()
    outage = Asking(archive, MONDAY + DAY).ask(range(150), 404)
    assert archive.count_lost(outage.run) == (150, 0)
    outage.finish()
    assert (gone(archive.tables), doubtful(archive.tables)) == (set(), [0, 1])
    assert len(list(known_urls(archive.tables.db, "x"))) == 150
    # Each is due again at once: its last request has failed.
    assert known_of(archive.tables.db, "https://x.example/7/").failed
    Asking(archive, MONDAY + 2 * DAY).ask(range(150)).finish()
    assert (gone(archive.tables), doubtful(archive.tables)) == (set(), [0, 1, 0])
    assert not known_of(archive.tables.db, "https://x.example/7/").failed
    assert archive.tables.db.execute("SELECT count(*) FROM history").fetchone()[0] == 0


def test_an_outage_of_two_days_is_one_on_both(archive):
    Asking(archive, MONDAY).ask(range(20)).finish()
    for day in (1, 2):
        Asking(archive, MONDAY + day * DAY).ask(range(20), 410).finish()
    assert (gone(archive.tables), doubtful(archive.tables)) == (set(), [0, 1, 1])


def test_a_few_that_are_deleted_are_gone_when_the_run_ends_and_not_before(archive):
    Asking(archive, MONDAY).ask(range(150)).finish()
    second = Asking(archive, MONDAY + DAY).ask(range(3), 404).ask(range(3, 150))
    assert gone(archive.tables) == set()
    second.finish()
    assert (gone(archive.tables), doubtful(archive.tables)) == ({0, 1, 2}, [0, 0])
    assert not known_of(archive.tables.db, "https://x.example/0/").failed


def test_a_run_that_asks_for_nothing_but_what_is_gone_is_believed_in_small_numbers(archive):
    Asking(archive, MONDAY).ask(range(9)).finish()
    Asking(archive, MONDAY + DAY).ask(range(4), 410).finish()
    assert gone(archive.tables) == {0, 1, 2, 3}


def test_many_that_are_deleted_at_once_are_gone_when_others_answer(archive):
    Asking(archive, MONDAY).ask(range(150)).finish()
    second = Asking(archive, MONDAY + DAY).ask(range(60), 410).ask(range(60, 72))
    assert archive.count_lost(second.run) == (60, 12)
    second.finish()
    assert gone(archive.tables) == set(range(60))


def test_pages_that_never_were_and_listings_are_not_lost(archive):
    Asking(archive, MONDAY).ask(range(8)).finish()
    feed = Source(kind="feed", url="https://x.example/feed/")
    second = Asking(archive, MONDAY + DAY).ask(range(100, 200), 404).ask(range(8), 404, feed).ask(range(2), 404)
    assert archive.count_lost(second.run) == (2, 0)
    second.finish()
    assert (gone(archive.tables), doubtful(archive.tables)) == ({0, 1}, [0, 0])


def test_the_last_answer_of_a_page_in_a_run_counts(archive):
    Asking(archive, MONDAY).ask(range(8)).finish()
    second = Asking(archive, MONDAY + DAY).ask(range(8), 404).ask(range(3))
    assert archive.count_lost(second.run) == (5, 3)
    second.finish()
    assert gone(archive.tables) == {3, 4, 5, 6, 7}


@pytest.mark.parametrize(
    ("lost", "there", "verdict"),
    [(4, 0, False), (5, 0, True), (9, 0, True), (9, 1, False), (60, 6, True), (60, 7, False)],
)
def test_a_run_is_doubtful_that_lost_five_and_saw_less_than_a_tenth(lost, there, verdict):
    assert is_outage(lost, there) is verdict


@pytest.mark.parametrize(("lost", "left"), [(4, {0, 1, 2, 3}), (20, set())])
def test_a_run_that_was_killed_is_judged_by_what_it_captured(tmp_path, lost, left, pytestconfig):
    code = f"""
import os, sys, pathlib
sys.path[:0] = sys.argv[2:]
from test_outage import *
archive = Archive.open(pathlib.Path(sys.argv[1]))
Asking(archive, MONDAY).ask(range(20)).finish()
Asking(archive, MONDAY + DAY).ask(range({lost}), 404)
os._exit(9)
"""
    command = [sys.executable, "-c", code, tmp_path, Path(__file__).parent, pytestconfig.rootpath / "tests"]
    assert subprocess.run(command, check=False).returncode == 9
    with Archive.open(tmp_path) as archive:
        assert (gone(archive.tables), doubtful(archive.tables)) == (left, [0, int(not left)])
        statuses = [row["status"] for row in archive.tables.db.execute("SELECT status FROM runs ORDER BY started_at")]
        assert statuses == ["finished", "interrupted"]


def write_foreign(path: Path, status: int, numbers: Iterable[int], date: str) -> None:
    records = []
    for number in numbers:
        block = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\n\r\n".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{path.stem}{number}>\r\n"
            f"WARC-Date: {date}\r\nWARC-Target-URI: https://x.example/{number}/\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    path.write_bytes(b"".join(records))


def test_a_foreign_file_without_a_run_is_believed(tmp_path):
    with Archive.open(tmp_path) as archive:
        Asking(archive, MONDAY).ask(range(20)).finish()
    write_foreign(tmp_path / "warc" / "wget.warc.gz", 404, range(20), "2026-04-01T00:00:00Z")
    with Archive.open(tmp_path) as archive:
        assert gone(archive.tables) == set(range(20))


def test_what_another_file_tells_of_the_past_makes_an_outage_of_an_honest_run(tmp_path):
    with Archive.open(tmp_path) as archive:
        Asking(archive, MONDAY).ask(range(4)).finish()
        Asking(archive, MONDAY + DAY).ask(range(10), 404).finish()
        assert (gone(archive.tables), doubtful(archive.tables)) == ({0, 1, 2, 3}, [0, 0])
    write_foreign(tmp_path / "warc" / "wget.warc.gz", 200, range(4, 10), "2026-01-01T00:00:00Z")
    with Archive.open(tmp_path) as archive:
        assert (gone(archive.tables), doubtful(archive.tables)) == (set(), [0, 1])


def test_what_a_power_cut_took_is_no_reason_to_doubt(tmp_path):
    with Archive.open(tmp_path) as archive:
        # What a run that finished has written is on the disk.
        first = Asking(archive, MONDAY).ask(range(6))
        Asking(archive, MONDAY + DAY).ask(range(5), 404).ask([5], 500).finish()
        assert doubtful(archive.tables) == [0, 1]
        path = first.run.warc.path
        second = archive.tables.db.execute(
            'SELECT "offset" FROM captures WHERE url LIKE ? LIMIT 1', ("%/1/",)
        ).fetchone()[0]
    path.write_bytes(path.read_bytes()[:second])
    with Archive.open(tmp_path) as archive:
        assert (gone(archive.tables), doubtful(archive.tables)) == ({0}, [0, 0])


def make_history(data: Path, seed: int) -> None:
    """Fill an archive with runs of random answers, the times of which overlap."""
    chance = random.Random(seed)
    with Archive.open(data) as archive:
        for number in range(6):
            run = Asking(archive, MONDAY + timedelta(seconds=chance.randrange(60)))
            mostly = [200, 404][number % 2]
            for page in range(9):
                run.now += timedelta(seconds=chance.randrange(-9, 9))
                run.ask([page], chance.choice([mostly] * 30 + [404, 200, 500]))
            run.finish()


@pytest.mark.parametrize("seed", range(8))
def test_the_verdicts_do_not_depend_on_the_order_of_the_files(tmp_path, seed):
    make_history(tmp_path / "data", seed)
    tables = tables_in_any_order(tmp_path / "data" / "warc", seed, read)
    with Archive.open(tmp_path / "data") as archive:
        assert dump(tables) == dump(archive.tables)
        assert 1 in doubtful(archive.tables)
    tables.close()


def read(tables: Tables) -> None:
    for capture in tables.reads.unread():
        add_article(tables, capture)
