"""Which URL tells a page's kind: its own, or the one that it states."""

import pytest

from extract.kind.page_address import page_address

CANONICAL = "<link rel=canonical href='{}'>"
FERRY = "https://site.example/2026/03/a-ferry"


def address(make_page, url, head=""):
    return page_address(make_page(f"<html><head>{head}</head><body><p>Text</p></body></html>", url=url))


@pytest.mark.parametrize("url", [FERRY, "https://site.example/?s=ferry", "https://site.example/search/?q=ferry"])
def test_a_url_that_tells_a_kind_is_taken(make_page, url):
    assert address(make_page, url, CANONICAL.format("https://site.example/other")) == url


@pytest.mark.parametrize(
    "url",
    ["https://site.example/", "https://site.example/?p=7", "https://site.example/en/", "file:///tmp/7", "none:"],
)
def test_a_page_without_such_a_url_is_known_by_the_stated_one(make_page, url):
    assert address(make_page, url, CANONICAL.format(FERRY)) == FERRY
    assert address(make_page, url, f"<meta property=og:url content='{FERRY}'>") == FERRY


def test_canonical_goes_before_og_url_unless_it_has_no_path(make_page):
    og_url = "<meta property=og:url content=https://site.example/boats>"
    assert address(make_page, "file:///tmp/7", CANONICAL.format(FERRY) + og_url) == FERRY
    assert address(make_page, "file:///tmp/7", CANONICAL.format("https://site.example/") + og_url).endswith("/boats")


@pytest.mark.parametrize("stated", ["", "/", "https://site.example/", "https://[broken/", "mailto:a@site.example"])
def test_a_home_page_stays_one(make_page, stated):
    assert address(make_page, "https://site.example/", CANONICAL.format(stated)) == "https://site.example/"


def test_a_saved_home_page_is_known_by_its_stated_url(make_page):
    home = "https://site.example/"
    assert address(make_page, "file:///tmp/7", CANONICAL.format(home)) == home


@pytest.mark.parametrize("url", ["https://site.example/?id=7", "file:///tmp/search/index.html", ""])
def test_no_url_is_returned_where_none_tells_a_kind(make_page, url):
    assert address(make_page, url) == ""
