"""Whether a source lists a URL again that it did not list when it was last read."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.ask import is_unlisted, known_of
from archive.store import Archive
from extract.article import Article
from extract.listings import Link
from extract.site import Site, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = Site(name="x", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r")
FEED = Source(kind="sitemap", url="https://x.example/sitemap.xml")
A, B = "https://x.example/a/", "https://x.example/b/"


class Runs:
    """Runs a day apart; each reads the source, which lists some URLs, or answers 304."""

    def __init__(self, archive):
        self.archive = archive
        self.days = 0
        self.listing = None

    def run(self, *listed, unchanged=False, pages=()):
        self.days += 1
        now = NOON + timedelta(days=self.days)
        run = self.archive.start_run(SITE, started_at=now)
        request = {"url": FEED.url, "method": "GET", "request_headers": (), "response_headers": (), "source": FEED}
        request |= {"fetched_at": now + timedelta(seconds=1)}
        if unchanged:
            capture = run.warc.write_revisit(**request, original=self.listing)
        else:
            capture = self.listing = run.warc.write(**request, status=200, body=b"x")
        self.archive.tables.add_capture(capture)
        if not unchanged:
            self.archive.tables.add_links([Link(url=url) for url in listed], FEED, capture)
        for url, status in pages:
            page = request | {"url": url, "source": None, "fetched_at": now + timedelta(seconds=9)}
            capture = run.warc.write(**page, status=status, body=b"x")
            self.archive.tables.add_capture(capture)
            if status == 200:
                article = Article(url=url, canonical_url=url, body_text="Text.")
                self.archive.tables.add_article(article, capture, revision="r")
        self.archive.finish_run(run, {"finished_at": now + timedelta(minutes=1)})

    def is_again(self, url):
        return is_unlisted(self.archive.tables.db, "x", url, FEED, run="the run that goes on")


@pytest.fixture
def runs(tmp_path):
    with Archive.open(tmp_path) as archive:
        yield Runs(archive)


def test_a_page_that_left_the_list_and_comes_back_is_listed_again(runs):
    runs.run(A, B, pages=[(A, 200)])
    assert not runs.is_again(A)
    runs.run(B, pages=[(A, 404)])
    assert (runs.is_again(A), runs.is_again(B)) == (True, False)
    assert known_of(runs.archive.tables.db, A).gone
    assert not known_of(runs.archive.tables.db, B).gone


def test_a_list_that_names_it_all_the_time_does_not_name_it_again(runs):
    runs.run(A, pages=[(A, 200)])
    runs.run(A, pages=[(A, 404)])
    runs.run(unchanged=True)
    assert known_of(runs.archive.tables.db, A).gone
    assert not runs.is_again(A)


def test_a_source_that_never_named_it_names_it_anew(runs):
    runs.run(B)
    assert runs.is_again(A)
