"""Any bytes in: an Article or an ExtractionError, the same one twice, and text that can be stored."""

import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sites
from extract.article import Article
from extract.errors import ExtractionError
from extract.explain import explain
from extract.listings.find import SOURCES, find_links
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from extract.site import Source
from odd_pages import SHOWN

FETCHED_AT = datetime(2026, 3, 1, tzinfo=UTC)
WHOLE = (files("sites") / "examples" / "geopolist.html").read_bytes()
UNKNOWN = 'title = "U"\nhosts = ["geopolist.io"]\ntimezone = "UTC"\n'
SITES = (sites.load_site("geopolist"), parse_site("unknown", UNKNOWN, defaults=sites.load_defaults()))

TAGS = [
    "html",
    "body",
    "div",
    "p",
    "table",
    "tr",
    "td",
    "ul",
    "ol",
    "li",
    "a",
    "b",
    "sup",
    "pre",
    "blockquote",
    "figure",
    "img",
    "iframe",
    "h1",
    "time",
    "meta",
    "script",
    "br",
    "title",
    "form",
]
ODD = [
    "<a href='#1' id=2>",
    "<li id=1>",
    "<div class='entry-content'>",
    "<div class='e-ct-outer'><div class='entry-content'>",
    "<body class='single-post'>",
    "<time datetime='2025-01-01' class=published>",
    '<script type=application/ld+json>{"@type": "Article", "author": [',
    "<img srcset=', 1w'>",
    "<td colspan=9>",
    "<base href='//['>",
    "<!--",
    "-->",
    "&#xD800;",
    "&#1;",
    "&#xFFFE;",
    "\x0c",
    '<ulclass="x">',
    "<p a\x01b='\x02&#3;' \x0c=1>",
    "<img src='/&#12;.png' alt='&#x1f;'>",
    "<a href='/\x0b' title='\ufffe'>",
    "<x-y:z ?!>",
    "<frameset>",
    "<noscript>",
    "<input type=email>",
    '<script type=application/json>{"title": "x", "body": "',
    "&amp",
]
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(ODD),
    st.text(max_size=12),
)
SOUP = st.lists(PIECES, max_size=60).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))


def read(body, site, content_type="text/html"):
    page = Page(url="https://geopolist.io/2024/10/x/", fetched_at=FETCHED_AT, content_type=content_type, body=body)
    try:
        return read_article(page, site)
    except ExtractionError as error:
        return str(error)


def check(body):
    for site in SITES:
        first = read(body, site)
        assert read(body, site) == first
        assert isinstance(first, Article | str)
        # SQLite takes UTF-8 only, which half a pair of surrogates is not.
        assert repr(first).encode("utf-8")
        if isinstance(first, Article):
            for text in (first.body_text, first.body_markdown, first.body_html, first.title or ""):
                assert "\x00" not in text
                assert text.encode("utf-8") or not text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes(body):
    check(body)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(SOUP)
def test_any_tags_in_any_order(body):
    check(b"<html><body>" + body)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WHOLE)), st.integers(0, 400), st.binary(max_size=20))
def test_a_page_cut_or_overwritten_anywhere(start, length, put_in):
    check(WHOLE[:start] + put_in + WHOLE[start + length :])
    check(WHOLE[:start])


TAG = re.compile(rb"<[^<>]+>")


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SHOWN)),
    st.dictionaries(
        st.integers(0, 120), st.sampled_from([b"", b"<p \x01=>", b"</div>", b"&#12;\x0c", None]), max_size=12
    ),
)
def test_a_page_whose_tags_are_dropped_doubled_or_broken(name, changes):
    page = SHOWN[name]
    places = iter(range(len(page.body)))

    def change(match):
        instead = changes.get(next(places), match.group())
        return match.group() * 2 if instead is None else instead

    check(TAG.sub(change, page.body[:60_000]))


@settings(max_examples=40, deadline=None)
@given(SOUP)
def test_explain_explains_whatever_it_is_shown(body):
    page = Page(url="https://geopolist.io/x/", fetched_at=FETCHED_AT, content_type="text/html", body=b"<p>x" + body)
    told = explain(page, SITES[0])
    assert [one.rule is None for one in told] == [one.value is None for one in told]


@pytest.mark.parametrize("kind", SOURCES)
@settings(max_examples=60, deadline=None)
@given(
    body=st.one_of(
        st.binary(max_size=200), SOUP, st.sampled_from([b"<urlset><url><loc>x", b"<rss><item><link>\xff", b"[{}]"])
    )
)
def test_any_bytes_as_a_listing(kind, body):
    page = Page(url="https://geopolist.io/list", fetched_at=FETCHED_AT, content_type="text/xml", body=body)
    try:
        links = find_links(page, Source(kind=kind, url=page.url))
    except ExtractionError:
        links = ()
    assert all(link.url.startswith(("http://", "https://")) for link in links)


INSERTED = st.sampled_from(
    ["<script>var a = '<p>x</p>';</script>", "<div class='cookie-bar'>We use cookies</div>", "<style>p{}</style>",
     "<div class='related'><h3>More</h3><a href=/x>Other</a></div>"]
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(INSERTED, st.sampled_from(["<body class", '<div class="site-wrap">', '<aside class="sidebar">', "<footer>"]))
def test_what_is_added_around_an_article_does_not_change_it(noise, place):
    head, found, rest = WHOLE.decode().partition(place)
    tag_end = rest.index(">") + 1 if place == "<body class" else 0
    noisy = head + found + rest[:tag_end] + noise + rest[tag_end:]
    assert read(noisy.encode(), SITES[0]) == read(WHOLE, SITES[0])
