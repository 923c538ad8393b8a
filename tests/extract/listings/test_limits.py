"""Listings that are too much: each is read or refused within five seconds of CPU time."""

import gc
import time
from datetime import UTC, datetime

import pytest

from extract.errors import ExtractionError
from extract.listings import find_links
from extract.page import Page
from extract.site import Source

pytestmark = pytest.mark.slow

MOST_SECONDS = 5
URL = "https://site.example/list"
# More than is read of a listing.
MOST_BYTES = 52_000_000


def urlset(inner):
    return b"<urlset>" + inner + b"</urlset>"


def many(piece, most=10**9):
    return piece * min(most, MOST_BYTES // len(piece))


def numbered(piece, count):
    return b"".join(piece.replace(b"#", b"%d" % number) for number in range(count))


# The kind of the source, and its body.
LISTINGS = {
    "2 million empty elements": lambda: ("sitemap", urlset(many(b"<a/>", 1_999_000))),
    "2 million empty entries": lambda: ("sitemap", urlset(many(b"<url/>", 1_999_000))),
    "13 million empty elements": lambda: ("sitemap", urlset(many(b"<a/>"))),
    "2 million elements of one entry": lambda: ("sitemap", urlset(b"<url>" + many(b"<loc/>", 1_998_000) + b"</url>")),
    "2 million names": lambda: ("sitemap", urlset(numbered(b"<a#/>", 1_900_000))),
    "2 million bases": lambda: ("sitemap", urlset(numbered(b"<a xml:base='x#'/>", 1_900_000))),
    "a base of 8 MB": lambda: (
        "sitemap",
        b"<urlset xml:base='http://a/" + b"x/" * 4_000_000 + b"'>" + b"<url><loc>x</loc></url>" * 50_000,
    ),
    "30 MB of ampersands": lambda: ("sitemap", urlset(many(b"&", 30_000_000))),
    "50 MB of ampersands in words": lambda: ("sitemap", urlset(many(b"a&b "))),
    "50 MB of less-than signs": lambda: ("sitemap", urlset(many(b"< "))),
    "50 MB of references": lambda: ("sitemap", urlset(b"<url><loc>" + many(b"&amp;") + b"</loc></url>")),
    "50 MB of CDATA": lambda: ("feed", b"<rss><item><link>" + many(b"<![CDATA[x]]>") + b"</link></item></rss>"),
    "50 MB of CDATA that is never closed": lambda: ("feed", b"<rss><item><link>" + many(b"<![CDATA[")),
    "50 MB of comments": lambda: ("sitemap", urlset(many(b"<!---->"))),
    "a million URLs that are the same": lambda: ("sitemap", urlset(many(b"<url><loc>http://a/</loc></url>"))),
    "a million URLs that are none": lambda: (
        "sitemap",
        urlset(numbered(b"<url><loc>http://[#</loc></url>", 900_000)),
    ),
    "long dates": lambda: (
        "sitemap",
        urlset(numbered(b"<url><loc>http://a/#</loc><lastmod>" + b"2026-02-" * 120 + b"</lastmod></url>", 49_000)),
    ),
    "50 MB of lines of one character": lambda: ("sitemap", b"http://a/\n" + many(b"x\n")),
    "50 MB of empty lines": lambda: ("sitemap", b"http://a/\n" + many(b"\n")),
    "50 MB of spaces": lambda: ("sitemap", b"http://a/\n" + many(b" ")),
    "50 MB of lines that are no URL": lambda: ("sitemap", b"http://a/\n" + numbered(b"http://[#\n", 3_000_000)),
    "2 million links of a feed": lambda: ("feed", b"<rss>" + many(b"<link/>", 1_999_000) + b"</rss>"),
    "a million next pages": lambda: ("feed", b"<feed>" + numbered(b"<link rel='next' href='#'/>", 1_400_000)),
    "600,000 entries of one URL": lambda: ("feed", b"<rss>" + many(b"<item><link>http://a/</link></item>", 600_000)),
    "900 entries of 900 links": lambda: (
        "feed",
        b"<feed>" + (b"<entry>" + numbered(b"<link href='http://b/#'/>", 900) + b"</entry>") * 900,
    ),
    "50 MB of brackets": lambda: ("wordpress", many(b"[")),
    "700,000 posts": lambda: ("wordpress", b"[" + numbered(b'{"id":#,"link":"http://a/"},', 700_000) + b"{}]"),
    "9,000 links below a base of 2 MB": lambda: (
        "listing",
        b"<base href='http://a/" + b"x/" * 1_000_000 + b"'><body>" + numbered(b"<a href=#>#</a>", 9_000),
    ),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_that_is_too_much_is_read_or_refused_within_five_seconds(name):
    kind, body = LISTINGS[name]()
    # What other tests have left in this process is no part of the time.
    gc.collect()
    gc.freeze()
    page = Page(url=URL, fetched_at=datetime(2026, 3, 1, tzinfo=UTC), content_type="text/xml", body=body)
    started = time.process_time()
    try:
        said = find_links(page, Source(kind=kind, url=URL))
    except ExtractionError as error:
        said = error.problem
    finally:
        gc.unfreeze()
    assert time.process_time() - started <= MOST_SECONDS, str(said)[:200]
