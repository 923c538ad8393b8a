"""What one page says of its site."""

from datetime import UTC, datetime, timedelta, timezone

from crawler.discover.clues import read_clues
from extract.page import Page

URL = "https://review.example/2026/03/why-trees/"


def clues(html, *, url=URL, **headers):
    body = f"<!doctype html>{html}<p>The end.</p>".encode()
    page = Page(
        url=url, fetched_at=datetime(2026, 5, 1, tzinfo=UTC), content_type="text/html", body=body, headers=headers
    )
    return read_clues(page)


def test_feeds_of_the_site_are_found_and_those_of_comments_are_not():
    found = clues(
        '<link rel=alternate type="application/rss+xml" href="/feed/" title="Review">'
        '<link rel=alternate type="application/rss+xml" href="/comments/feed/" title="Review: Comments">'
        '<link rel=alternate type="application/rss+xml" href="feed/" title="Why trees Kommentar-Feed">'
        '<link rel=alternate type="text/html" hreflang="de" href="/de/">'
        '<link rel="alternate feed" type="application/feed+json" href="https://review.example/feed.json">'
    )
    assert found.feeds == ("https://review.example/feed/", "https://review.example/feed.json")


def test_the_rest_interface_is_found_in_the_header_and_in_the_head():
    head = '<link rel="https://api.w.org/" href="https://review.example/wp-json/">'
    assert clues(head).rest_roots == ("https://review.example/wp-json/",)
    header = '<https://review.example/?rest_route=/>; rel="https://api.w.org/"'
    assert clues("<p>x", link=header).rest_roots == ("https://review.example/?rest_route=/",)


def test_sections_are_the_pages_of_the_menu_on_the_same_host():
    found = clues(
        "<nav><a href=/about/>About</a><a href=/category/essays/>Essays</a><a href=https://other.example/x/>X</a>"
        "<a href=/paper.pdf>PDF</a><a href=/>Home</a><a href=#top>Top</a></nav>"
        "<div class='site-menu'><a href=/opinion>Opinion</a></div><p><a href=/no-menu/>no</a></p>"
    )
    assert set(found.sections) == {
        "https://review.example/category/essays/",
        "https://review.example/about/",
        "https://review.example/opinion",
    }
    assert found.sections[0] == "https://review.example/category/essays/"


def test_times_with_an_offset_are_collected_and_others_are_not():
    found = clues(
        '<time datetime="2026-03-01T09:30:00+03:00">1 March</time><time datetime="2026-03-01">1 March</time>'
        '<meta property="article:published_time" content="2026-07-01T09:30:00+02:00">'
        '<script type="application/ld+json">{"@type":"Article","dateModified":"2026-03-02T00:00:00Z"}</script>'
    )
    offsets = {time.utcoffset() for time in found.times}
    assert offsets == {timedelta(hours=3), timedelta(hours=2), timedelta(0)}
    assert found.times[0] == datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=3)))


def test_name_language_and_canonical_are_read_as_stated():
    found = clues(
        '<html lang="en_GB"><head><title>Why trees - Review</title>'
        '<meta property="og:site_name" content="The Review">'
        '<link rel="canonical" href="https://www.review.example/2026/03/why-trees/"></head>'
    )
    assert (found.site_name, found.title, found.language) == ("The Review", "Why trees - Review", "en-GB")
    assert found.canonical == "https://www.review.example/2026/03/why-trees/"
    assert clues("<html lang='  '><p>x").language is None
