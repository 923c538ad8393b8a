"""A crawl that is killed at any moment: nothing captured is lost, and the next runs complete the archive.

    pytest tests/crawler/test_kill.py --kills 50

Each chain of five kills hits one archive at growing progress, the first chain that of the whole demo site, the others
that of a third of it. After each kill a copy of the data folder is recovered and replayed, and the archive itself
goes on as the kill left it, or worse: with a half-written record at the end of a WARC file, and with the crawl's
working state deleted or overwritten.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from archive.derive.articles import PARTS
from archive.schema import CONTENT_OF_VERSION, add_form_functions
from archive.store import Archive
from archive.warc.members import Damage
from archive.warc.records import Recorded
from archive.warc.writer import read_records
from commentary.demo.server import DemoSite
from contents import content_of
from sites import load_sites

pytestmark = pytest.mark.slow

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
KILLS = 5
# What a complete archive says, without which capture said it and when.
TEXTS = {
    **{name: f"SELECT * FROM {name}" for name in ("addresses", *PARTS)},  # noqa: S608 - our own names
    "versions": f"SELECT id, {', '.join(CONTENT_OF_VERSION)}, fingerprints FROM versions",  # noqa: S608 - our own names
    "articles": "SELECT url, version, versions, views, comment_count, updated_at, gone_at FROM articles",
    "sources": "SELECT site, url, source_kind, source_url, modified_at FROM sources",
    "refusals": "SELECT url, reason FROM readings JOIN captures ON captures.id = capture WHERE outcome <> 'article'",
}


def pytest_generate_tests(metafunc):
    if "chain" in metafunc.fixturenames:
        metafunc.parametrize("chain", range(metafunc.config.getoption("--kills") // KILLS))


def rows(data: Path, query: str) -> list[tuple]:
    # Read-only, so that what a kill has left is not tidied up by looking at it.
    with closing(sqlite3.connect(f"file:{data}/commentary.db?mode=ro", uri=True)) as database:
        add_form_functions(database)
        return sorted(database.execute(query).fetchall(), key=repr)


def texts_of(data: Path) -> dict[str, list[tuple]]:
    return {name: rows(data, query) for name, query in TEXTS.items()}


def captured(data: Path, column: str) -> set[str]:
    """Return what the database says of its captures; a run may have been killed before it made its tables."""
    if not (data / "commentary.db").exists() or not rows(data, "SELECT 1 FROM sqlite_master WHERE name = 'captures'"):
        return set()
    return {value for (value,) in rows(data, f"SELECT {column} FROM captures")}  # noqa: S608 - our own names


@dataclass(frozen=True)
class Whole:
    """The demo site, and what an archive says after one undisturbed crawl."""

    demo: DemoSite
    texts: dict[str, list[tuple]]


@pytest.fixture(scope="module")
def whole_of(tmp_path_factory, commentary):
    """Return what is whole of a demo site with so many essays, each crawled once."""
    with ExitStack() as sites:

        @cache
        def crawled(essays):
            demo = sites.enter_context(DemoSite(essays=essays))
            data = new_archive(tmp_path_factory.mktemp("whole") / "data", demo)
            assert commentary("crawl", "demo", "--data", data).returncode == 0
            return Whole(demo, texts_of(data))

        yield crawled


@pytest.fixture
def whole(chain, whole_of):
    # A third of the pages has every kind of post, and each recovery and replay takes a third of the time.
    return whole_of(None if chain == 0 else 20)


def new_archive(folder: Path, demo: DemoSite) -> Path:
    (folder / "sites").mkdir(parents=True)
    (folder / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
    return folder


class Crawl:
    """A real crawl under way, the leader of a process group of its own."""

    def __init__(self, whole: Whole, data: Path) -> None:
        self.data = data
        self.demo = whole.demo
        self.missing = {post.path for post in whole.demo.posts()} - {
            url.removeprefix(whole.demo.url) for url in captured(data, "url")
        }
        self.begin = len(self.demo.requests)
        with (data / "said.txt").open("ab") as said:
            command = [sys.executable, "-m", "commentary", "crawl", "demo", "--data", data]
            self.process = subprocess.Popen(command, stdout=said, stderr=said, env=CLEAN, start_new_session=True)

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.demo.requests[self.begin :]]

    def has_asked(self, moment: "Moment") -> bool:
        pages = sum(path in self.missing for path in self.asked)
        return len(self.asked) >= moment.requests and pages >= moment.share * len(self.missing)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        while self.process.poll() is None and not is_so():
            time.sleep(0.0005)

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.wait_until(lambda: time.monotonic() > until)

    def written(self, pattern: str) -> list[tuple[str, int, int]]:
        found = []
        for path in sorted(self.data.glob(pattern)):
            # SQLite removes its files when it is done with them.
            with suppress(FileNotFoundError):
                stat = path.stat()
                found.append((path.name, stat.st_size, stat.st_mtime_ns))
        return found

    def wait_for_write(self, pattern: str) -> None:
        before = self.written(pattern)
        self.wait_until(lambda: self.written(pattern) != before)

    def kill(self) -> bool:
        """Kill the crawl and its readers; tell whether it still ran."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait() == -signal.SIGKILL


# What is awaited once so much has been asked for; then the crawl is killed.
def at_once(crawl, chance):
    pass


def soon(crawl, chance):
    crawl.wait(chance.uniform(0, 0.1))


def at_start_up(crawl, chance):
    crawl.wait(chance.uniform(0, 1.5))


def as_the_warc_grows(crawl, chance):
    crawl.wait_for_write("warc/*")


def as_the_database_is_written(crawl, chance):
    crawl.wait_for_write("commentary.db-wal")


def while_it_ends_politely(crawl, chance):
    crawl.process.send_signal(signal.SIGTERM)
    soon(crawl, chance)


def as_it_falls_silent(crawl, chance):
    """Wait until nothing has been asked for some time: in all likelihood the run is writing its summary."""
    seconds = chance.uniform(0.05, 0.4)
    asked, since = crawl.asked, time.monotonic()

    def is_silent():
        nonlocal asked, since
        if crawl.asked != asked:
            asked, since = crawl.asked, time.monotonic()
        return time.monotonic() - since > seconds

    crawl.wait_until(is_silent)


EVENTS = (at_once, soon, as_the_warc_grows, as_the_database_is_written, while_it_ends_politely)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """So many requests were made, this share of the posts that were lacking was asked for, and then the event."""

    requests: int = 0
    share: float = 0.0
    event: Callable[[Crawl, random.Random], None]


def moments(chance: random.Random) -> list[Moment]:
    """Draw the moments of a chain: among the sources, twice among the pages, at the end, and at some start-up."""
    drawn = [
        Moment(requests=chance.randint(1, 40), event=chance.choice(EVENTS)),
        Moment(share=chance.uniform(0, 0.5), event=chance.choice(EVENTS)),
        Moment(share=chance.uniform(0, 0.9), event=chance.choice(EVENTS)),
        Moment(share=1.0, event=as_it_falls_silent),
    ]
    drawn.insert(chance.randrange(len(drawn) + 1), Moment(event=at_start_up))
    return drawn


def crawl_and_kill(whole: Whole, data: Path, moment: Moment, chance: random.Random) -> None:
    """Crawl until that moment; a run that is quicker has ended well, and the next one is killed as it begins."""
    crawl = Crawl(whole, data)
    crawl.wait_until(lambda: crawl.has_asked(moment))
    moment.event(crawl, chance)
    if not crawl.kill():
        crawl_and_kill(whole, data, Moment(event=at_start_up), chance)


def leave_nothing_more(data, chance):
    pass


def tear(data, chance):
    """Leave the beginning of a record at the end of the last WARC file, as a death in the midst of a write does.

    A kill does so by itself now and then, and nobody dies twice in one file.
    """
    last = max(data.glob("warc/*"), key=lambda path: path.stat().st_mtime_ns, default=None)
    if last is not None and not any(isinstance(entry, Damage) for entry in read_records(last)):
        with last.open("ab") as file:
            file.write(last.read_bytes()[: chance.randrange(1, 300)])


def delete_working_state(data, chance):
    for path in data.glob("frontier.db*"):
        path.unlink()


def overwrite_working_state(data, chance):
    if (data / "frontier.db").exists():
        (data / "frontier.db").write_bytes(chance.randbytes(20_000))


HARMS = [leave_nothing_more, leave_nothing_more, tear, delete_working_state, overwrite_working_state]


def check(data: Path, copy: Path) -> set[str]:
    """Recover and replay a copy of what a kill has left; return the captures that the archive had told of."""
    if not (data / "warc").exists():
        return set()
    shutil.copytree(data, copy)
    told = captured(copy, "id")
    assert not told or rows(copy, "PRAGMA integrity_check") == [("ok",)]
    sites = load_sites(copy / "sites")
    with Archive.open(copy) as archive:
        assert all("of an incomplete record were cut off" in trouble for trouble in archive.problems)
        assert {each.problem for each in archive.read_unread(sites) if each.outcome == "damaged"} == set()
    with Archive.open(copy) as archive:
        assert archive.problems == ()
    entries = [entry for path in (copy / "warc").iterdir() for entry in read_records(path)]
    written = [entry.capture.id for entry in entries if isinstance(entry, Recorded)]
    assert [entry for entry in entries if isinstance(entry, Damage)] == []
    assert sorted(written) == sorted(captured(copy, "id"))
    assert told <= set(written)
    recovered = content_of(copy)
    with Archive.open(copy) as archive:
        assert "damaged" not in {each.outcome for each in archive.replay(sites)}
    assert content_of(copy) == recovered
    shutil.rmtree(copy)
    return told


def test_a_crawl_that_is_killed_again_and_again_completes_the_same_archive(chain, whole, tmp_path, commentary):
    chance = random.Random(chain)
    data = new_archive(tmp_path / "data", whole.demo)
    told: set[str] = set()
    for moment, harm in zip(moments(chance), chance.sample(HARMS, KILLS), strict=True):
        crawl_and_kill(whole, data, moment, chance)
        told |= check(data, tmp_path / "copy")
        harm(data, chance)
    last = commentary("crawl", "demo", "--data", data)
    assert (last.returncode, "demo: finished" in last.stdout) == (0, True), last.stdout + last.stderr
    assert texts_of(data) == whole.texts
    assert told <= captured(data, "id")
    assert rows(data, "SELECT url FROM captures WHERE source_kind IS NULL GROUP BY url HAVING count(*) > 1") == []
    assert "Traceback" not in (data / "said.txt").read_text() + last.stderr
    check(data, tmp_path / "copy")
