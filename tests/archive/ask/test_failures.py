"""What failed for a reason that may pass is asked for again, by the next run and by later ones; nothing else is."""

from datetime import timedelta

import pytest

from archive.ask import failing, known_of
from archive.store import Archive

URL = "https://review.example/2026/late/"


@pytest.fixture
def crawl(tmp_path, monday):
    with Archive.open(tmp_path) as archive:
        yield monday(archive)


def asked_again(crawl):
    return list(failing(crawl.archive.tables.db, "review"))


@pytest.mark.parametrize("reason", ["challenge", "consent wall", "error page", "empty", "status 202", "status 206"])
def test_a_page_that_showed_a_fault_is_asked_for_again(crawl, reason):
    crawl.refuse(URL, reason)
    crawl.refuse("https://review.example/2026/list/", "listing")
    assert known_of(crawl.archive.tables.db, URL).failed
    assert asked_again(crawl) == [URL]


@pytest.mark.parametrize("status", [400, 401, 403, 405, 429, 500, 503, 999])
def test_a_page_that_answered_with_an_error_is_asked_for_again(crawl, status):
    crawl.capture(URL, status=status)
    crawl.capture("https://review.example/2026/gone/", status=404)
    assert known_of(crawl.archive.tables.db, URL).failed
    assert asked_again(crawl) == [URL]


@pytest.mark.parametrize("reason", ["listing", "no text", "login", "status 404"])
def test_a_page_of_another_kind_is_not(crawl, reason):
    crawl.refuse(URL, reason)
    assert not known_of(crawl.archive.tables.db, URL).failed
    assert asked_again(crawl) == []


def test_a_page_that_is_well_by_now_is_not(crawl):
    crawl.refuse(URL, "challenge")
    crawl.refuse(URL, "no text")
    assert asked_again(crawl) == []


def test_it_is_known_since_when_a_page_fails(crawl):
    crawl.refuse(URL, "no text")
    crawl.refuse(URL, "empty")
    first = crawl.now
    crawl.capture(URL, status=500)
    crawl.refuse(URL, "challenge")
    known = known_of(crawl.archive.tables.db, URL)
    assert (known.failing_since, known.captured_at) == (first, first + timedelta(minutes=2))


def test_an_article_that_shows_a_fault_keeps_its_text_and_has_failed(crawl, make_review):
    article = make_review("grain")
    crawl.read(article)
    crawl.refuse(article.url, "empty")
    db = crawl.archive.tables.db
    known = known_of(db, article.url)
    assert (known.failed, known.failing_since) == (True, crawl.now)
    assert (
        db.execute("SELECT body_text FROM articles JOIN article_texts USING (id, url)").fetchone()[0]
        == article.body_text
    )
    assert db.execute("SELECT count(*) FROM history").fetchone()[0] == 0
    # It is looked at with the known articles.
    assert asked_again(crawl) == []


def test_a_response_that_was_cut_off_is_asked_for_again_and_never_conditionally(crawl):
    tables, now = crawl.archive.tables, crawl.now
    headers = (("Content-Type", "text/html"), ("ETag", '"1"'), ("Content-Length", "99"))
    capture = crawl.run.warc.write(
        url=URL, method="GET", request_headers=(), status=200, response_headers=headers, body=b"<p>The",
        fetched_at=now, is_cut=True,
    )  # fmt: skip
    tables.add_capture(capture)
    assert asked_again(crawl) == [URL]
    assert tables.reads.unchanged_since(URL) is None
    assert list(tables.reads.unread()) == []
    crawl.find(URL)
    reasons = tables.db.execute("SELECT reason FROM standings WHERE url = ?", (URL,)).fetchall()
    assert [tuple(row) for row in reasons] == [("cut off by the connection",)]


def test_a_fault_with_a_validator_is_asked_for_in_full(crawl):
    tables = crawl.archive.tables
    for reason, in_full in (("empty", True), ("listing", False)):
        url = f"{URL}{reason}/"
        capture = crawl.run.warc.write(
            url=url, method="GET", request_headers=(), status=200, response_headers=(("ETag", '"1"'),), body=b"",
            fetched_at=crawl.now,
        )  # fmt: skip
        tables.add_capture(capture)
        tables.add_refusal(capture, reason, revision="rules-1")
        assert (tables.reads.unchanged_since(url) is None) == in_full
