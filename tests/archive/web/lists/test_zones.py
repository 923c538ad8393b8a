"""Zones beside dates stay shown on the way from page to page."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.lists.zones import keep_zones


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
