import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import ExtractionError
from extract.listings.find import SOURCES, find_links
from extract.listings.link import Link
from extract.page import Page
from extract.site import ARTICLE, Source

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


@pytest.mark.parametrize(
    "body", [SITEMAP.encode(), b"\n" + SITEMAP.encode(), gzip.compress(SITEMAP.encode(), mtime=0)]
)
def test_a_sitemap_lists_pages_plain_or_zipped(links, body):
    assert links("sitemap", body) == FOUND


def test_an_index_lists_further_sitemaps(links):
    body = "<sitemapindex xmlns='x'><sitemap><loc>https://site.example/s1.xml</loc></sitemap></sitemapindex>"
    assert links("sitemap", body) == (Link(url="https://site.example/s1.xml", listing=True),)


NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://site.example/a/</loc><news:news><news:publication><news:name>The Site</news:name></news:publication>
<news:publication_date>2026-02-03T10:00:00+03:00</news:publication_date><news:title>A</news:title></news:news></url>
<url><news:news><news:publication_date>2026-02-03</news:publication_date></news:news>
<loc>https://site.example/b/</loc><lastmod>2026-02-04</lastmod></url>
<url><loc>https://site.example/c/</loc><video:video><video:publication_date>2026-02-03</video:publication_date>
<video:content_loc>https://site.example/c.mp4</video:content_loc></video:video></url></urlset>"""


def test_a_news_sitemap_gives_the_date_of_publication_where_none_of_a_change_is_given(links):
    assert links("sitemap", NEWS) == (
        Link(url="https://site.example/a/", modified_at=datetime(2026, 2, 3, 7, tzinfo=UTC)),
        Link(url="https://site.example/b/", modified_at=datetime(2026, 2, 4, tzinfo=UTC)),
        Link(url="https://site.example/c/"),
    )


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_sitemap_may_be_a_text_of_one_address_a_line(links, pack):
    text = "\ufeff\r\nhttps://site.example/a/?x=1&y=2\r\n\r\n  https://site.example/b/ \r\n# a remark\r\nhttps://site.example/a/?x=1&y=2"
    found = (Link(url="https://site.example/a/?x=1&y=2"), Link(url="https://site.example/b/"))
    assert links("sitemap", pack(text.encode()), content_type="text/plain") == found


@pytest.mark.parametrize("behind", [b"", b"\0\0", b"\0\0padding", gzip.compress(b" ", mtime=0)[:12]])
def test_a_zipped_sitemap_of_several_members_is_read_to_its_end(links, behind):
    head, tail = SITEMAP.encode()[:400], SITEMAP.encode()[400:]
    assert links("sitemap", gzip.compress(head) + gzip.compress(tail) + behind) == FOUND


def test_a_zipped_sitemap_that_is_cut_off_gives_what_arrived(links):
    body = "<urlset>" + "".join(f"<url><loc>https://site.example/{n}/</loc></url>" for n in range(40_000))
    packed = gzip.compress(body.encode())
    found = links("sitemap", packed[: len(packed) // 2])
    assert 10_000 < len(found) < 40_000
    assert found[9].url == "https://site.example/9/"


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY a "aaaaaaaaaa">', '<!ENTITY b "aaaa">', '<!ENTITY f SYSTEM "file:///etc/hostname">', "<urlset>", ""],
)
def test_no_entity_is_expanded_whoever_declares_it(links, declared):
    body = f"<!DOCTYPE x [{declared}]><urlset><url><loc>https://site.example/?a=1&b;&f;&c=2&amp;d=&#65;</loc></url></urlset>"
    assert links("sitemap", body) == (Link(url="https://site.example/?a=1&b;&f;&c=2&d=A"),)


def test_a_zipped_bomb_is_not_unpacked_whole(links, monkeypatch):
    monkeypatch.setattr("extract.listings.xml_records.MAX_BYTES", 2000)
    body = "<urlset>" + "<url><loc>https://site.example/a</loc></url>" + " " * 1_000_000 + "</urlset>"
    assert links("sitemap", gzip.compress(body.encode())) == (Link(url="https://site.example/a"),)


@pytest.mark.parametrize("body", ["<a>" * 200, "<a/>" * 3000, "<url>" + "<a/>" * 3000, "<url>" * 200])
def test_a_bomb_of_elements_is_an_error(links, monkeypatch, body):
    monkeypatch.setattr("extract.listings.xml_records.MAX_ELEMENTS", 2000)
    with pytest.raises(ExtractionError, match="a sitemap with more than 2000 elements"):
        links("sitemap", f"<urlset>{body}")


def test_of_one_entry_no_more_is_kept_than_it_needs(links, monkeypatch):
    monkeypatch.setattr("extract.listings.xml_records.MAX_CHILDREN", 5)
    entry = "<entry><link href='/{0}/'/><content><div>{1}</div></content></entry>"
    body = "<feed>" + entry.format("a", "<p>x</p>" * 90) + entry.format("b", "<p>x</p>" * 90) + "</feed>"
    assert [link.url for link in links("feed", body)] == ["https://site.example/a/", "https://site.example/b/"]


BROKEN = [
    "<title>Ports & tariffs</title>",
    "<title>5 < 6 &nbsp; &eacute; &copy 2026</title>",
    "<title>Cut\x0boff\x1f</title>",
    "<media:thumbnail url='x.png'/>",
    "<description><![CDATA[<p>5 < 6 & <item><link>https://elsewhere.example/</link></item>]]></description>",
    "<source><link>https://elsewhere.example/</link></source>",
    "<description><p>One<br/>two</p></description>",
]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize(
    "before",
    ["", "\n\n", "<br />\n<b>Warning</b>: x in y.php on line 3<br />\n", "<?xml version='1.0' encoding='x'?>"],
)
def test_what_sites_write_into_feeds_costs_no_entry(links, before, broken):
    item = "<item>{1}<link>https://site.example/{0}/?x=1&y=2</link></item>"
    body = f"{before}<rss><channel>{item.format('a', broken)}{item.format('b', '')}</channel></rss>"
    assert [link.url for link in links("feed", body)] == [
        "https://site.example/a/?x=1&y=2",
        "https://site.example/b/?x=1&y=2",
    ]


def test_a_feed_that_is_cut_off_gives_its_whole_entries(links):
    item = "<item><link>https://site.example/{0}/</link></item>"
    body = f"<rss><channel>{item.format('a')}{item.format('bcdef')[:-20]}"
    assert [link.url for link in links("feed", body)] == ["https://site.example/a/"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "iso-8859-9"])
def test_a_feed_is_read_in_its_charset(links, codec):
    body = f"<?xml version='1.0' encoding='{codec.removesuffix('-sig')}'?><rss><item><link>https://site.example/çığ/</link></item></rss>"
    assert links("feed", body.encode(codec)) == (Link(url="https://site.example/çığ/"),)


RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://site.example</link>{generator}
<item><title>A</title><link>https://site.example/a/</link><pubDate>Tue, 03 Feb 2026 07:00:00 +0000</pubDate></item>
<item><link>https://site.example/b/</link></item></channel></rss>"""


def test_a_feed_of_wordpress_goes_on_to_its_next_page_until_one_is_empty(links):
    wordpress = "<generator>https://wordpress.org/?v=6.9</generator>"
    stated = {"title": "A", "published_at": datetime(2026, 2, 3, 7, tzinfo=UTC)}
    pages = (Link(url="https://site.example/a/", **stated), Link(url="https://site.example/b/"))
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


@pytest.mark.parametrize(
    ("named", "following"),
    [
        ('<atom:link rel="next" href="/feed/?p=2"/><atom:link rel="self" href="/feed/"/>', ["/feed/?p=2"]),
        ('<link rel="prev-archive" href="/2025/12.atom"/><link rel="current" href="/feed/"/>', ["/2025/12.atom"]),
        ('<link rel="next" href="/2"/><link rel="PREV-ARCHIVE" href="/3"/>', ["/2", "/3"]),
        ('<link rel="next"/>', []),
        ("<item><link rel='next' href='/2'/></item>", []),
    ],
)
def test_a_feed_goes_on_where_it_says(links, named, following):
    body = f"<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>{named}</channel></rss>"
    assert [link.url for link in links("feed", body) if link.listing] == [
        f"https://site.example{each}" for each in following
    ]


def test_a_header_may_name_the_next_page(links):
    header = '<https://site.example/?a=1>; rel="prev", </feed?page=3>; title="x, y"; rel="last next"; rel=prev'
    rss = RSS.format(generator="<generator>https://wordpress.org/</generator>")
    following = Link(url="https://site.example/feed?page=3", listing=True)
    assert links("feed", rss, link=header)[-1] == following
    assert (
        links("listing", "<main><a href='/a/'>A</a></main>", content_type="text/html", link=header)[-1] == following
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("<link>https://count.example/r/1</link><feedburner:origLink>/a/</feedburner:origLink>", "/a/"),
        ("<link/><guid>https://site.example/a/</guid>", "/a/"),
        ("<guid isPermaLink='TRUE'>https://site.example/a/</guid>", "/a/"),
        ("<guid isPermaLink='false'>https://site.example/?p=7</guid>", None),
        ("<guid>tag:site.example,2026:7</guid>", None),
        ("<link rel='edit' href='/e'/><link rel='related alternate' href='a/'/>", "/a/"),
        ("<link> <![CDATA[ /a/ ]]> </link>", "/a/"),
        ("<source><link href='/s/'/></source>", None),
        ("", None),
    ],
)
def test_an_entry_has_one_address(links, entry, expected):
    found = links("feed", f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>")
    assert [link.url for link in found] == ([f"https://site.example{expected}"] if expected else [])


def test_addresses_of_a_feed_are_relative_to_its_base(links):
    entry = "<entry xml:base='{0}'><link href='a/'/></entry><entry xml:base='http://['><link href='b/'/></entry>"
    body = (
        f"<feed xml:base='https://site.example/blog/'><link rel='next' href='?page=2'/>{entry.format('news/')}</feed>"
    )
    assert [link.url for link in links("feed", body)] == [
        "https://site.example/blog/news/a/",
        "https://site.example/blog/b/",
        "https://site.example/blog/?page=2",
    ]


JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Site", "home_page_url": "https://site.example/",
"next_url": "https://site.example/feed/json/?paged=2", "items": [
{"id": "1", "url": "https://site.example/a/", "date_published": "2026-02-03T00:00:00Z",
 "date_modified": "2026-02-03T10:00:00+03:00"},
{"id": "https://site.example/b/", "external_url": "https://elsewhere.example/", "date_modified": 5},
{"id": 7, "url": ""}, {"url": "/c/"}, "x", null]}"""


def test_a_json_feed_tells_what_was_modified_and_its_next_page(links):
    found = (
        Link(
            url="https://site.example/a/",
            modified_at=datetime(2026, 2, 3, 7, tzinfo=UTC),
            published_at=datetime(2026, 2, 3, tzinfo=UTC),
        ),
        Link(url="https://site.example/b/"),
        Link(url="https://site.example/c/"),
        Link(url="https://site.example/feed/json/?paged=2", listing=True),
    )
    assert links("feed", f"\ufeff {JSON_FEED}", content_type="application/feed+json") == found
    assert links("feed", JSON_FEED.replace("/1.1", "/1")) == found


POSTS = """[{"link": "https://site.example/a/", "modified_gmt": "2026-02-03T07:00:00"},
{"link": "https://site.example/b/"}, {"link": 5}, 7]"""
API = "https://site.example/wp-json/wp/v2/posts?per_page=3&_fields=link,modified_gmt"


@pytest.mark.parametrize(
    ("url", "headers", "following"),
    [
        (API, {"x_wp_totalpages": "2"}, f"{API}&page=2"),
        (f"{API}&page=2", {"x_wp_totalpages": "2"}, None),
        (API, {}, f"{API}&page=2"),
        # A short page: the site may cap `per_page`, and a proxy removes the headers.
        (API.replace("=3", "=100"), {}, f"{API.replace('=3', '=100')}&page=2"),
        (API.replace("=3", "=100"), {"x_wp_totalpages": "1", "x_wp_total": "3"}, None),
        (API.replace("=3", "=100"), {"x_wp_totalpages": "1", "x_wp_total": "34"}, f"{API.replace('=3', '=100')}&page=2"),
        (f"{API.replace('=3', '=100')}&page=12", {"x_wp_totalpages": "1", "x_wp_total": "34"}, None),
        (f"{API}&page=3", {"x_wp_totalpages": "3", "x_wp_total": "9"}, None),
        (API.replace("=3", "=100"), {"link": f'<{API}&page=2>; rel="next"'}, f"{API.replace('=3', '=100')}&page=2"),
        (API, {"x_wp_totalpages": "many"}, f"{API}&page=2"),
        (
            "https://site.example/?rest_route=%2Fwp%2Fv2%2Fposts&page=2",
            {"x_wp_totalpages": "3", "link": '<https://site.example/wp-json/wp/v2/posts?page=3>; rel="next"'},
            "https://site.example/?rest_route=/wp/v2/posts&page=3",
        ),
        ("https://site.example/?rest_route=/wp/v2/posts&per_page=3", {}, "https://site.example/?rest_route=/wp/v2/posts&per_page=3&page=2"),
    ],
)  # fmt: skip
def test_posts_of_the_rest_api_go_on_until_the_total_or_an_empty_page(links, url, headers, following):
    found = links("wordpress", POSTS, url=url, content_type="application/json", **headers)
    pages = (
        Link(url="https://site.example/a/", modified_at=datetime(2026, 2, 3, 7, tzinfo=UTC)),
        Link(url="https://site.example/b/"),
    )
    assert found == (*pages, *([Link(url=following, listing=True)] if following else []))


def test_a_page_past_the_last_of_the_rest_api_lists_nothing(links):
    assert links("wordpress", '{"code": "rest_post_invalid_page_number", "message": "x"}') == ()
    assert links("wordpress", "[]") == ()
    assert links("wordpress", "<br />\n<b>Notice</b>: Undefined offset: [] in x.php\n[]\n<!-- cached -->") == ()


def test_an_empty_page_of_the_rest_api_need_not_be_the_last(links):
    """A plug-in may withhold ten posts in a row."""
    found = links("wordpress", "[]", url=f"{API}&page=2", x_wp_totalpages="4", x_wp_total="12")
    assert found == (Link(url=f"{API}&page=3", listing=True),)


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


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ('<link rel="next" href="/page/2/">', "/page/2/"),
        (
            '<a rel="next" href="#">M</a><div class="nav-links"><p class="nav-previous"><a href="/page/2/">Older</a>',
            "/page/2/",
        ),
        ('<a rel="next" href="javascript:void(0)">More</a>', None),
        ('<a class="next page-numbers" href="https://site.example/list#more">More</a>', None),
        ('<ul class="pagination"><li class="next"><a href="?page=2">2</a>', "/list?page=2"),
    ],
)
def test_a_listing_goes_on_where_its_pager_leads_elsewhere(links, pager, following):
    found = links("listing", f"<article><h2><a href='/a/'>A</a></h2></article>{pager}", content_type="text/html")
    assert [link.url for link in found if link.listing] == ([f"https://site.example{following}"] if following else [])


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
        ("sitemap", "<!DOCTYPE html><html><body><pre><urlset><url><loc>https://site.example/</loc></url></urlset>"),
        ("sitemap", "<urlsets><url><loc>https://site.example/</loc></url></urlsets>"),
        ("feed", "<html></html>"),
        ("feed", '{"items": []}'),
        ("feed", '{"version": "https://jsonfeed.org/version/1", "items": {}}'),
        ("feed", "{"),
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
    assert ARTICLE not in SOURCES


TAGS = [
    "<urlset>",
    "<url>",
    "</url>",
    "<loc>",
    "</loc>",
    "<rss>",
    "<item>",
    "</item>",
    "<link>",
    "</link>",
    "<entry/>",
]
SIGNS = ["<![CDATA[", "]]>", "<!--", "-->", "<?xml", "?>", "<!DOCTYPE", "&", "&amp;", "&#0;", "&#x110000;", "<", ">"]
OTHERS = ["https://site.example/a", "<a:b>", "{", "}", "[", "\x00", "ç", " a='1'", " xmlns='", " xml:base='http://['"]
MARKS = st.sampled_from(TAGS + SIGNS + OTHERS)


@pytest.mark.parametrize("kind", SOURCES)
@settings(max_examples=80, deadline=None)
@given(
    start=st.sampled_from(["<urlset>", "<rss>", "<feed>", "[", "{", ""]),
    rest=st.lists(MARKS, max_size=30),
)
def test_whatever_is_written_in_a_listing_it_is_read_alike_twice_or_refused(kind, start, rest):
    def read():
        body = (start + "".join(rest)).encode()
        page = Page(url=URL, fetched_at=datetime(2026, 3, 1, tzinfo=UTC), content_type="text/xml", body=body)
        try:
            return find_links(page, Source(kind=kind, url=URL))
        except ExtractionError as error:
            return str(error)

    assert read() == read()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20), max_size=5
    )
)
def test_every_address_that_a_sitemap_escapes_is_found_as_it_was(paths):
    urls = ["https://site.example/" + path.strip().replace("\ufffe", "").replace("\uffff", "") for path in paths]
    body = "".join(f"<url><loc>{url.replace('&', '&amp;').replace('<', '&lt;')}</loc></url>" for url in urls)
    page = Page(
        url=URL,
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        content_type="text/xml",
        body=f"<urlset>{body}</urlset>".encode(),
    )
    found = [link.url for link in find_links(page, Source(kind="sitemap", url=URL))]
    assert found == list(dict.fromkeys(page.absolute(url, URL) for url in urls))


CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>site.example</h1>"
    "<p>Verify you are human by completing the action below.</p>"
    '<script src="/cdn-cgi/challenge-platform/x.js"></script></body></html>'
)


@pytest.mark.parametrize("kind", SOURCES)
def test_a_challenge_in_the_place_of_a_list_is_called_one(links, kind):
    with pytest.raises(ExtractionError) as caught:
        links(kind, CHALLENGE.encode(), content_type="text/html")
    assert caught.value.problem == "challenge"


STATED = Link(
    url="https://site.example/a/",
    title="Grain & “ports”",
    authors=("Ada Byron", "Bo Lee"),
    published_at=datetime(2026, 2, 3, 7, tzinfo=UTC),
)
STATING = {
    "rss": """<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><link>https://site.example/a/</link>
        <title>Grain &amp;amp; &#8220;ports&#8221;</title><author>ada@site.example (Ada)</author>
        <dc:creator><![CDATA[Ada Byron]]></dc:creator><dc:creator>Bo Lee</dc:creator>
        <pubDate>Tue, 03 Feb 2026 10:00:00 +0300</pubDate></item></channel></rss>""",
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Grain &amp;amp; “ports”</title>
        <link href="https://site.example/a/"/><author><name>Ada Byron</name></author>
        <author><name>Bo Lee</name></author><published>2026-02-03T10:00:00+03:00</published></entry></feed>""",
    "json": """{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://site.example/a/",
        "title": "Grain & “ports”", "authors": [{"name": "Ada Byron"}, {"name": "Bo Lee"}, 7],
        "date_published": "2026-02-03T07:00:00Z"}]}""",
    "wordpress": """[{"link": "https://site.example/a/", "title": {"rendered": "Grain &amp; &#8220;ports&#8221;"},
        "_embedded": {"author": [{"name": "Ada Byron"}, {"name": "Bo Lee"}, {"code": "rest_user"}]},
        "date_gmt": "2026-02-03T07:00:00"}]""",
}


@pytest.mark.parametrize("name", STATING)
def test_what_a_listing_states_of_an_article_comes_with_its_link(links, name):
    assert links("wordpress" if name == "wordpress" else "feed", STATING[name])[0] == STATED


@pytest.mark.parametrize("odd", ["", "soon", "2026-02-03", "9999-99-99T00:00:00", "Tue, 99 Feb 2026 07:00:00 +9900"])
def test_what_is_no_time_in_a_listing_is_left_out(links, odd):
    item = f"<item><link>https://site.example/a/</link><pubDate>{odd}</pubDate></item>"
    [found] = links("feed", f"<rss><channel>{item}</channel></rss>")
    assert found.published_at is None
