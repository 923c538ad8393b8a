"""The promise all rests on: the database is a function of the WARC files."""

import gzip
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.ask.history import known_urls
from archive.loss import Judge, Loss, refuse_loss
from archive.read_captures import read_unread
from archive.reading import is_readable, read_recorded
from archive.schema import add_form_functions
from archive.store import Archive
from archive.warc.capture import Capture
from archive.warc.files import warc_files
from archive.warc.records import Recorded
from contents import content, content_of, tables_in_any_order
from extract.errors import ArchiveError
from extract.profile.parser import parse_site
from extract.site import Site, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROFILE = """
title = "{name}"
hosts = ["{name}.example"]
timezone = "UTC"
articles = '/[a-z-]+/$'
[fields]
title = [{{ css = "{title}" }}]
authors = [{{ css = ".author" }}]
views = [{{ css = ".views" }}]
body = [{{ css = ".body" }}]
next_page_url = [{{ choose = "next_page_url" }}]
"""
X, Y = (parse_site(name, PROFILE.format(name=name, title="h2"), defaults="") for name in "xy")
SITES = {"x": X, "y": Y}
# A profile that finds the headline where it is.
BETTER = parse_site("x", PROFILE.format(name="x", title="h1"), defaults="")
FEED = Source(kind="sitemap", url="https://x.example/sitemap.xml")
WORDS = "The harbour town of {0} has raised its tariffs on grain, and its neighbours ask what comes next. " * 5


def html(title: str, text: str = "", views: int = 10, pager: str = "") -> bytes:
    return f"""<html><head><title>{title}</title></head><body><h1>{title}</h1><h2>Kicker</h2>
        <p class="author">Ada Byron</p><p class="views">{views} views</p>
        <div class="body"><p>{WORDS.format(title)}</p><p>{text}</p><p>See also <a href="/a/">Alpha</a> and
        <a href="/new-c/?utm_source=b">Gamma</a>.</p></div>{pager}</body></html>""".encode()


FIRST = '<p class="pager">1 <a href="/long/2/">2</a></p>'
SECOND = '<p class="pager"><a href="/long/">1</a> 2</p>'


@dataclass
class Crawl:
    """A run of a site, which does what the crawler does with each response."""

    archive: Archive
    site: Site
    now: datetime

    def __post_init__(self):
        self.run = self.archive.start_run(self.site, started_at=self.now)

    def fetch(self, path: str, body: bytes = b"", status: int = 200, **values) -> Capture:
        self.now += timedelta(seconds=1)
        headers = values.pop("headers", [("Content-Type", "text/html; charset=utf-8")])
        url = f"https://{self.site.name}.example/{path}"
        request = {"url": url, "method": "GET", "request_headers": [], "fetched_at": self.now} | values
        if original := request.get("original"):
            capture = self.run.warc.write_revisit(**request, response_headers=headers)
        else:
            capture = self.run.warc.write(**request, status=status, response_headers=headers, body=body)
        self.archive.tables.add_capture(capture)
        if is_readable(capture) and original is None:
            recorded = Recorded(capture=capture, headers=tuple(headers), body=body)
            self.archive.tables.add_reading(read_recorded(recorded, self.site))
        return capture

    def finish(self) -> None:
        summary = {"requests": 9, "articles_new": 3, "finished_at": self.now}
        self.archive.finish_run(self.run, summary, unfetched=[(f"https://{self.site.name}.example/z/", "no answer")])


def fill(data: Path, sites: dict[str, Site]) -> None:
    """Make an archive of three runs in which everything happens that a site can do."""
    with Archive.open(data) as archive:
        first = Crawl(archive, sites["x"], NOON)
        first.fetch("robots.txt", b"", source=Source(kind="robots", url="https://x.example/robots.txt"))
        listed = "".join(f"<url><loc>https://x.example/{path}/</loc></url>" for path in "abcd")
        first.fetch("sitemap.xml", f"<urlset>{listed}</urlset>".encode(), source=FEED)
        first.fetch("sitemap2.xml", b"no xml", source=replace(FEED, url="https://x.example/sitemap2.xml"))
        a = first.fetch("a/", html("Alpha"))
        first.fetch("b/", gzip.compress(html("Beta")), headers=[("Content-Encoding", "gzip")])
        first.fetch("c/", html("Gamma"))
        first.fetch("d/", html("Delta"))
        long = first.fetch("long/", html("Long", pager=FIRST))
        first.fetch("long/2/", html("Long, page 2", pager=SECOND))
        first.fetch("empty/", b"")
        first.fetch("packed/", b"not brotli", headers=[("Content-Encoding", "br")])
        first.fetch("error/", b"Sorry", status=500)
        first.finish()
        other = Crawl(archive, sites["y"], NOON + timedelta(minutes=1))
        other.fetch("a/", html("Aleph"))
        other.finish()
        second = Crawl(archive, sites["x"], NOON + timedelta(days=1))
        second.fetch("a/", original=a)
        second.fetch("b/", html("Beta", "It was edited.", views=20))
        second.fetch("c/", status=301, headers=[("Location", "/new-c/")])
        second.fetch("new-c/", html("Gamma", views=30))
        second.fetch("d/", status=410)
        second.fetch("long/", original=long)
        second.fetch("long/2/", html("Long, page 2", "It was edited too.", pager=SECOND))
        second.finish()


def replay(
    data: Path, sites: dict[str, Site] = SITES, only: str | None = None, judge: Judge = refuse_loss
) -> Counter[str]:
    with Archive.open(data) as archive:
        return Counter(replayed.outcome for replayed in archive.replay(sites, only=only, judge=judge))


def test_the_archive_holds_what_this_file_speaks_of(two_runs):
    found = content_of(two_runs)
    counts = {name: len(rows) for name, rows in found.items()}
    wanted = {"articles": 6, "versions": 11, "readings": 13, "captures": 20, "runs": 3, "sources": 17, "addresses": 8}
    wanted |= {"unfetched": 3, "standings": 6}
    assert {name: counts[name] for name in wanted} == wanted
    assert (counts["history"], counts["view_counts"], counts["search"]) == (2, 8, 2)


def test_a_deleted_database_is_made_anew_by_replay(data):
    before = content_of(data)
    for path in data.glob("commentary.db*"):
        path.unlink()
    outcomes = replay(data)
    assert outcomes == {"article": 8, "part": 2, "listing": 1, "error": 2, "not an article": 1}
    assert content_of(data) == before


def test_replaying_twice_changes_nothing(data):
    before = content_of(data)
    replay(data)
    replay(data)
    assert content_of(data) == before
    assert sorted(path.name for path in data.iterdir()) == ["commentary.db", "lock", "warc"]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_warc_files_does_not_matter(data, seed):
    tables = tables_in_any_order(data / "warc", seed, lambda tables: list(read_unread(tables, SITES)))
    assert content(tables.db) == content_of(data)
    tables.close()


def test_a_better_profile_gives_what_it_would_have_given_from_the_start(data, tmp_path):
    sites = SITES | {"x": BETTER}
    shutil.copytree(data / "warc", tmp_path / "fresh" / "warc")
    with Archive.open(tmp_path / "fresh") as fresh:
        list(fresh.read_unread(sites))
    worse = content_of(data)
    replay(data, sites)
    better = content_of(data)
    assert better == content_of(tmp_path / "fresh")
    assert better["versions"] != worse["versions"]
    # A better rule forges no edit.
    assert len(better["history"]) == len(worse["history"]) == 2


def test_one_site_is_read_anew_and_the_others_stay(data):
    replay(data, {"x": BETTER}, only="x")
    with closing(sqlite3.connect(data / "commentary.db")) as database:
        titles = dict(database.execute("SELECT url, title FROM articles").fetchall())
    assert (titles["https://x.example/a/"], titles["https://y.example/a/"]) == ("Alpha", "Kicker")
    one_by_one = content_of(data)
    replay(data, SITES | {"x": BETTER})
    assert one_by_one == content_of(data)


def accept(loss: Loss) -> None:
    """Go on whatever is lost."""


def test_a_site_without_a_profile_keeps_its_captures_and_is_told(data):
    with Archive.open(data) as archive:
        told = [each for each in archive.replay({"x": X}, judge=accept) if each.outcome == "no profile"]
        assert archive.tables.db.execute("SELECT count(*) FROM captures WHERE site = 'y'").fetchone()[0] == 1
        assert archive.tables.db.execute("SELECT count(*) FROM readings WHERE site = 'y'").fetchone()[0] == 0
        with pytest.raises(ArchiveError, match="There is no profile y"):
            list(archive.replay({"x": X}, only="y"))
    assert [(each.url, each.problem) for each in told] == [("https://y.example/a/", "there is no profile y")]


def test_a_page_that_cannot_be_read_is_an_outcome_with_its_url_and_reason(data):
    with Archive.open(data) as archive:
        failed = {each.url: each.problem for each in archive.replay(SITES) if each.outcome == "error"}
    assert failed.keys() == {"https://x.example/packed/", "https://x.example/sitemap2.xml"}
    assert "Content-Encoding 'br' cannot be decoded" in failed["https://x.example/packed/"]


def test_progress_is_told_to_its_end(data):
    told: list[tuple[int, int]] = []
    with Archive.open(data) as archive:
        list(archive.replay(SITES, progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (14, 14)


def test_a_torn_file_is_an_outcome_that_names_it(data):
    path = warc_files(data / "warc")[0]
    with Archive.open(data) as archive:
        path.write_bytes(path.read_bytes()[:-9])
        (damaged,) = (each for each in archive.replay(SITES, judge=accept) if each.outcome == "damaged")
    assert (damaged.warc, damaged.problem) == (path.name, "the last record is truncated")


def test_a_file_that_is_gone_is_an_outcome_that_names_it(data):
    path = warc_files(data / "warc")[0]
    path.unlink()
    with Archive.open(data) as archive:
        (damaged,) = (each for each in archive.replay(SITES, judge=accept) if each.outcome == "damaged")
    assert (damaged.warc, damaged.problem) == (path.name, "the file is missing, and its captures with it")


def test_a_foreign_file_is_read_by_the_profile_with_its_host(data):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html("Foreign")
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:f>\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://y.example/foreign/\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    (data / "warc" / "wget.warc.gz").write_bytes(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    with Archive.open(data) as archive:
        assert [each.url for each in archive.read_unread(SITES)] == ["https://y.example/foreign/"]
        assert len(list(known_urls(archive.tables.db, "y"))) == 2
    before = content_of(data)
    replay(data)
    assert content_of(data) == before


def test_a_replay_that_is_not_brought_to_its_end_leaves_the_old_database(data):
    before = content_of(data)
    with Archive.open(data) as archive:
        outcomes = archive.replay({"x": BETTER})
        assert next(outcomes).warc
        outcomes.close()
    assert content_of(data) == before


def test_who_reads_during_a_replay_sees_the_old_archive_and_then_the_new(data):
    with closing(sqlite3.connect(data / "commentary.db")) as reader:
        add_form_functions(reader)
        query = "SELECT count(*) FROM articles WHERE title = 'Kicker'"
        reader.execute("BEGIN")
        assert reader.execute(query).fetchone()[0] == 6
        replay(data, SITES | {"x": BETTER})
        assert reader.execute(query).fetchone()[0] == 6
        reader.rollback()
        assert reader.execute(query).fetchone()[0] == 1
    assert len(content_of(data)["articles"]) == 6


def run_and_kill(code: str, data: Path, after: int) -> str:
    """Run code in a process that prints a line for each step, and kill it after so many lines."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(Path(__file__).parent), str(data), str(after)],
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [line for _, line in zip(range(after), process.stdout, strict=False)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return "".join(lines)


IMPORT = "import sys; sys.path.insert(0, sys.argv[1]); from test_replay import *; data = Path(sys.argv[2])\n"
# It stops where it is to be killed: a replay that goes on for as long as the signal takes may come to its end.
REPLAYING = """
import itertools
lines = itertools.count(1)
def tell(text):
    print(text, flush=True)
    if next(lines) == int(sys.argv[3]):
        signal.pause()
if __name__ == "__main__":
    with Archive.open(data) as archive:
        for each in archive.replay({"x": BETTER}, progress=lambda *told: tell(told), judge=accept):
            tell(each.url)
"""
CRAWLING = """
with Archive.open(data) as archive:
    for number in range(100):
        crawl = Crawl(archive, X, NOON + timedelta(hours=number))
        for page in range(20):
            print(crawl.fetch(f"{page % 7}/", html(f"Page {page % 7}", f"Edit {page // 7}")).id, flush=True)
        crawl.finish()
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 7])
def test_a_replay_that_is_killed_loses_nothing(data, after):
    before = content_of(data)
    run_and_kill(IMPORT + REPLAYING, data, after)
    assert content_of(data) == before
    Archive.open(data).close()
    # The next replay goes on with it.
    assert (data / "commentary.db.new").exists()
    replay(data)
    assert content_of(data) == before
    assert not (data / "commentary.db.new").exists()


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 13, 20, 45])
def test_a_crawl_that_is_killed_loses_nothing_that_was_captured(tmp_path, after):
    captured = run_and_kill(IMPORT + CRAWLING, tmp_path, after).split()
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as database:
        add_form_functions(database)
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    with Archive.open(tmp_path) as archive:
        list(archive.read_unread(SITES))
        known = {row["id"] for row in archive.tables.db.execute("SELECT id FROM captures")}
        assert set(captured) <= known
        assert archive.tables.db.execute("SELECT count(*) FROM runs WHERE status = 'running'").fetchone()[0] == 0
    recovered = content_of(tmp_path)
    replay(tmp_path)
    assert content_of(tmp_path) == recovered
