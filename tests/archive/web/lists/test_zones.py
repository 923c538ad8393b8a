"""Zones beside dates stay shown on the way from page to page."""

import asyncio
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.lists.zones import keep_zones, keep_zones_of_redirect


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", "/?_zones=1"),
        ("/commentary/articles", "/commentary/articles?_zones=1"),
        ("/-/history?article=1#timeline", "/-/history?article=1&amp;_zones=1#timeline"),
        ("?_page=2", "?_page=2&amp;_zones=1"),
        ("?", "?_zones=1"),
        ("/-/author/A~2E+B", "/-/author/A~2E+B?_zones=1"),
    ],
)
def test_a_link_to_a_page_keeps_the_zones(address, kept):
    assert keep_zones(f'<p><a class="x" href="{address}">A</a>') == f'<p><a class="x" href="{kept}">A</a>'


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="#text">',
        '<a href="/commentary/articles?_zones=1">',
        '<a class="zones" href="?_sort=title">',
        '<a href="https://example.org/">',
        '<a href="//example.org/">',
        '<a href="mailto:a@example.org">',
        '<a href="/commentary/articles.csv?_size=max">',
        '<a href="/-/search.atom?q=a">',
        '<a href="/-/export?format=csv">',
        '<a href="/-/response/urn%3Auuid%3A1">',
        '<a href="/-/view/1/page">',
        '<link rel="stylesheet" href="/static/archive.css">',
        '<a title="href=&quot;/x&quot;" href="#a">',
    ],
)
def test_files_other_hosts_and_places_on_the_page_stay(tag):
    assert keep_zones(tag) == tag


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("/commentary/articles/1", "/commentary/articles/1?_zones=1"),
        ("/-/search?q=a&site=b#x", "/-/search?q=a&site=b&_zones=1#x"),
        ("/-/search?_zones=1", "/-/search?_zones=1"),
        ("/commentary/articles.csv", "/commentary/articles.csv"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
    ],
)
def test_a_redirect_to_a_page_keeps_the_zones(location, kept):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"location", location.encode()), (b"x-other", b"/a")]
    start = {"type": "http.response.start", "status": 302, "headers": headers}
    asyncio.run(keep_zones_of_redirect(send)(start))
    assert sent[0]["headers"] == [(b"location", kept.encode()), (b"x-other", b"/a")]


def test_forms_that_ask_for_a_page_keep_the_zones_once():
    field = '<input type="hidden" name="_zones" value="1">'
    plain = '<form class="find" action="/-/search"><button>Go</button></form><form><input name="q"></form>'
    assert keep_zones(plain).count(field) == 2
    assert keep_zones(keep_zones(plain)) == keep_zones(plain)
    for other in ('<form method="post"></form>', '<form action="https://example.org/"></form>'):
        assert keep_zones(other) == other


@given(st.text(alphabet='<>a href="/?#&=_zones1.~-', max_size=60))
def test_what_is_kept_once_is_not_kept_again(html):
    assert keep_zones(keep_zones(html)) == keep_zones(html)


def test_a_reader_who_follows_links_sees_zones_until_he_hides_them(get):
    path = "/commentary/articles?_zones=1"
    for link in (
        r'href="(/commentary/articles/\d+[^"]*)"',
        r'href="(/-/history[^"]*)"',
        r'href="(/-/questions[^"]*)"',
    ):
        path = unescape(re.search(link, get(path).text)[1])
        assert "Hide the time zones" in get(path).text, path
    hide = re.search(r'<a class="zones" href="([^"]*)"', get(path).text)[1]
    assert "Show dates with their time zones" in get(f"/-/questions{hide}").text
