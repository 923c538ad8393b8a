"""Links from articles to others: kept where they were found, and never taken for a listing's word."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.ask.history import left_over, modified_at, trust_of, was_withdrawn
from archive.deletions import forget_readings
from archive.reading import Reading, read_capture
from archive.tables import Tables
from archive.warc.capture import Capture
from extract.article import Article, Hyperlink
from extract.listings.crosslinks import find_crosslinks
from extract.listings.link import Link
from extract.page import Page
from extract.profile.parser import parse_site
from extract.site import ARTICLE, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROFILE = 'title = "X"\nhosts = ["x.example", "old.x.example"]\ntimezone = "UTC"\n'
RULES = "articles = '/2026/[a-z-]+/$'\n[fields]\nbody = [{ css = 'article' }]\n"
X = parse_site("x", PROFILE + RULES, defaults="")
URL = "https://x.example/2026/own/"


def capture_at(second: int, url: str = URL) -> Capture:
    return Capture(
        id=f"urn:uuid:{second}",
        run="run",
        site="x",
        url=url,
        captured_at=NOON + timedelta(seconds=second),
        status=200,
        content_type="text/html",
        bytes=9,
        payload_digest="sha1:A",
        warc="run-00000.warc.gz",
        offset=second,
        length=1,
    )


def article_with(*urls: str, **values: object) -> Article:
    links = tuple(Hyperlink(url=url, text="x") for url in urls)
    return Article(url=f"{URL}?utm_source=x", canonical_url=URL, body_text="Text.", links=links, **values)


@pytest.fixture
def tables():
    tables = Tables(Path(":memory:"), Path("warc"))
    yield tables
    tables.close()


def add(tables: Tables, second: int, *slugs: str) -> None:
    links = tuple(Link(url=f"https://x.example/2026/{slug}/") for slug in slugs)
    capture = capture_at(second)
    tables.add_capture(capture)
    reading = Reading(capture=capture, revision="r1", outcome="article", article=article_with(), links=links)
    assert tables.add_reading(reading) in {"new", "same"}


def rows(tables: Tables) -> list[tuple]:
    columns = "site, url, source_kind, source_url, modified_at, first_found_at, last_found_at"
    query = f"SELECT {columns} FROM sources ORDER BY source_kind, url"  # noqa: S608 - our own names
    return [tuple(row) for row in tables.db.execute(query)]


def test_an_article_leads_to_the_others_of_its_site_in_page_order_and_each_once():
    article = article_with(
        "https://x.example/2026/b/#notes",
        "https://x.example/2026/own/?replytocom=4#respond",
        "https://X.example:443/2026/a/?utm_source=x",
        "https://x.example/2026/b/",
        "https://elsewhere.example/2026/c/",
        "https://x.example/2026/",
        "https://x.example/tag/ports/",
        "mailto:a@x.example",
        "https://old.x.example/2026/d/",
        previous_url="https://x.example/2026/a/",
        next_url="https://x.example/2026/e/amp/",
    )
    assert [link.url for link in find_crosslinks(article, X)] == [
        "https://x.example/2026/b/",
        "https://x.example/2026/a/",
        "https://old.x.example/2026/d/",
        "https://x.example/2026/e/",
    ]


def test_without_a_pattern_for_articles_no_link_is_one():
    assert find_crosslinks(article_with("https://x.example/2026/b/"), parse_site("x", PROFILE, defaults="")) == ()


def test_a_page_is_read_with_its_links_and_a_refused_one_has_none():
    text = "Ports do not sleep, and ferries wait for nobody in the harbour. " * 8
    body = f"<article><p>{text}</p><p>See <a href='../b/'>another</a>.</p></article>".encode()
    page = Page(url=URL, fetched_at=NOON, content_type="text/html", body=body)
    reading = read_capture(page, capture_at(1), X)
    assert (reading.outcome, reading.links) == ("article", (Link(url="https://x.example/2026/b/"),))
    refused = read_capture(Page(url=URL, fetched_at=NOON, content_type="image/png", body=body), capture_at(1), X)
    assert (refused.outcome, refused.links) == ("not an article", ())


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1, 1, 2)])
def test_where_an_article_was_linked_is_kept_in_whatever_order_it_is_read(tables, order):
    linked = {1: ("a", "b"), 2: ("b",), 3: ("c",)}
    for second in order:
        add(tables, second, *linked[second])
    times = {slug: [second for second in linked if slug in linked[second]] for slug in "abc"}
    assert rows(tables) == [
        ("x", f"https://x.example/2026/{slug}/", ARTICLE, URL, None, at(min(seen)), at(max(seen)))
        for slug, seen in times.items()
    ]


def at(second: int) -> str:
    return (NOON + timedelta(seconds=second)).isoformat()


def test_what_is_read_anew_forgets_the_links_too(tables):
    add(tables, 1, "a")
    forget_readings(tables, "x")
    assert rows(tables) == []


def test_a_link_is_no_listings_word(tables):
    add(tables, 1, "a")
    address = "https://x.example/2026/a/"
    assert tables.db.execute("SELECT count(*) FROM captures WHERE found IS NOT NULL").fetchone()[0] == 0
    assert not was_withdrawn(tables.db, "x", address, NOON)
    assert modified_at(tables.db, "x", address, "sitemap", URL) is None
    assert trust_of(tables.db, "x").edits == 0
    # It was found all the same: a run that was cut short goes on with it.
    assert list(left_over(tables.db, "x", "", ())) == [address]


def test_a_listing_and_an_article_that_name_one_address_are_two_sources(tables):
    add(tables, 1, "a")
    sitemap = Source(kind="sitemap", url="https://x.example/sitemap.xml")
    tables.add_links([Link(url="https://x.example/2026/a/", modified_at=NOON)], sitemap, capture_at(1))
    assert [(row[2], row[4]) for row in rows(tables)] == [(ARTICLE, None), ("sitemap", NOON.isoformat())]
