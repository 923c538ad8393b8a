import gzip
from datetime import UTC, datetime

import pytest

from extract.errors import ExtractionError
from extract.links import SOURCES, Link, Source, find_links

URL = "https://site.example/list"


@pytest.fixture
def links(make_page):
    def find(kind, body, *, url=URL, content_type="text/xml", **headers):
        page = make_page(body, url=url, content_type=content_type, **headers)
        return find_links(page, Source(kind=kind, url=URL))

    return find


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x.xsl"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://site.example/a/?x=1&amp;y=2 </loc><lastmod>2026-02-03T10:00:00+03:00</lastmod>
<image:image><image:loc>https://site.example/i.png</image:loc></image:image></url>
<url><loc>https://site.example/b/</loc><lastmod>2026-02-03</lastmod></url>
<url><loc>https://site.example/b/</loc></url><url><loc>ftp://site.example/c</loc></url><url/></urlset>"""

FOUND = (
    Link(url="https://site.example/a/?x=1&y=2", modified_at=datetime(2026, 2, 3, 7, tzinfo=UTC)),
    Link(url="https://site.example/b/", modified_at=datetime(2026, 2, 3, tzinfo=UTC)),
)


@pytest.mark.parametrize("body", [SITEMAP.encode(), b"\n" + SITEMAP.encode(), gzip.compress(SITEMAP.encode())])
def test_a_sitemap_lists_pages_plain_or_zipped(links, body):
    assert links("sitemap", body) == FOUND


def test_an_index_lists_further_sitemaps(links):
    body = "<sitemapindex xmlns='x'><sitemap><loc>https://site.example/s1.xml</loc></sitemap></sitemapindex>"
    assert links("sitemap", body) == (Link(url="https://site.example/s1.xml", listing=True),)


def test_entities_of_a_sitemap_are_not_expanded(links):
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    body = f"{bomb}<urlset><url><loc>https://site.example/&b;&f;</loc></url></urlset>"
    assert all("aaaa" not in link.url for link in links("sitemap", body))


def test_a_zipped_bomb_is_not_unpacked_whole(links, monkeypatch):
    monkeypatch.setattr("extract.links.MAX_XML_BYTES", 2000)
    body = "<urlset>" + "<url><loc>https://site.example/a</loc></url>" + " " * 1_000_000 + "</urlset>"
    assert links("sitemap", gzip.compress(body.encode())) == (Link(url="https://site.example/a"),)


RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://site.example</link>{generator}
<item><title>A</title><link>https://site.example/a/</link><pubDate>Tue, 03 Feb 2026 07:00:00 +0000</pubDate></item>
<item><link>https://site.example/b/</link></item></channel></rss>"""


def test_a_feed_of_wordpress_goes_on_to_its_next_page_until_one_is_empty(links):
    wordpress = "<generator>https://wordpress.org/?v=6.9</generator>"
    pages = (Link(url="https://site.example/a/"), Link(url="https://site.example/b/"))
    url = "https://site.example/feed/"
    assert links("feed", RSS.format(generator=wordpress), url=url) == (
        *pages,
        Link(url=f"{url}?paged=2", listing=True),
    )
    assert links("feed", RSS.format(generator=wordpress), url=f"{url}?paged=2")[-1].url == f"{url}?paged=3"
    assert links("feed", RSS.format(generator="")) == pages
    assert links("feed", f"<rss><channel>{wordpress}</channel></rss>") == ()


def test_an_atom_feed_tells_what_was_modified_and_its_next_page(links):
    body = """<feed xmlns="http://www.w3.org/2005/Atom">
    <link rel="self" href="/feed"/><link rel="next" href="/feed?page=2"/>
    <entry><link rel="replies" href="/c"/><link href="/a/"/><updated>2026-02-03T07:00:00Z</updated></entry></feed>"""
    assert links("feed", body) == (
        Link(url="https://site.example/a/", modified_at=datetime(2026, 2, 3, 7, tzinfo=UTC)),
        Link(url="https://site.example/feed?page=2", listing=True),
    )


POSTS = """[{"link": "https://site.example/a/", "modified_gmt": "2026-02-03T07:00:00"},
{"link": "https://site.example/b/"}, 7]"""
API = "https://site.example/wp-json/wp/v2/posts?per_page=3&_fields=link,modified_gmt"


@pytest.mark.parametrize(
    ("url", "headers", "following"),
    [
        (API, {"x_wp_totalpages": "2"}, f"{API}&page=2"),
        (f"{API}&page=2", {"x_wp_totalpages": "2"}, None),
        (API, {}, f"{API}&page=2"),
        (API.replace("=3", "=100"), {}, None),
        ("https://site.example/?rest_route=/wp/v2/posts&per_page=3", {}, "https://site.example/?rest_route=/wp/v2/posts&per_page=3&page=2"),
    ],
)  # fmt: skip
def test_posts_of_the_rest_api_go_on_until_the_total_or_a_short_page(links, url, headers, following):
    found = links("wordpress", POSTS, url=url, content_type="application/json", **headers)
    pages = (
        Link(url="https://site.example/a/", modified_at=datetime(2026, 2, 3, 7, tzinfo=UTC)),
        Link(url="https://site.example/b/"),
    )
    assert found == (*pages, *([Link(url=following, listing=True)] if following else []))


def test_a_page_past_the_last_of_the_rest_api_lists_nothing(links):
    assert links("wordpress", '{"code": "rest_post_invalid_page_number", "message": "x"}') == ()


def test_a_listing_gives_its_cards_and_its_next_page(links):
    body = """<nav><h3><a href="/about/">About</a></h3></nav>
    <div class="p-wrap"><h3 class="entry-title"><a class="p-url" href="/2026/02/a/">A</a></h3></div>
    <article><h2><a href="/2026/02/b/">B</a></h2></article>
    <nav class="pagination-number"><a class="prev" href="/page/1/">1</a><a class="next" href="/page/3/">3</a></nav>"""
    assert links("listing", body, content_type="text/html") == (
        Link(url="https://site.example/2026/02/a/"),
        Link(url="https://site.example/2026/02/b/"),
        Link(url="https://site.example/page/3/", listing=True),
    )


def test_a_listing_without_cards_gives_the_links_of_its_content(links):
    links_of_it = '<a href="a/">A</a><a href="#x">x</a><a href="mailto:x@y">m</a>'
    body = f'<nav><a href="/about/">About</a></nav><main>{links_of_it}</main>'
    assert links("listing", body, content_type="text/html") == (
        Link(url="https://site.example/a/"),
        Link(url="https://site.example/list#x"),
    )


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("sitemap", "<html><body>Not found</body></html>"),
        ("sitemap", ""),
        ("sitemap", b"\x1f\x8bbroken"),
        ("sitemap", "no XML at all"),
        ("feed", "<html></html>"),
        ("feed", ""),
        ("wordpress", "<html>"),
        ("wordpress", '{"code": "rest_no_route", "message": "No route"}'),
        ("wordpress", "[" * 5000),
        ("listing", b"\x00\x01"),
        ("listing", ""),
    ],
)
def test_what_is_no_listing_is_an_error_and_not_an_empty_list(links, kind, body):
    with pytest.raises(ExtractionError, match=r"^https://site\.example/list: "):
        links(kind, body)


@pytest.mark.parametrize("kind", SOURCES)
def test_every_kind_of_source_is_documented(kind):
    assert SOURCES[kind].__doc__
