"""An article is found by whatever people know of its address, and nothing is found where there is none."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from archive.ask import asked_address, find_articles
from archive.web.server import open_datasette
from captures import url_of
from story import Story, text


@pytest.fixture(scope="module")
def db():
    story = Story()
    story.read("teh-quiet-coast", text(1), title="The quiet coast")
    story.capture("teh-quiet-coast", 301, to="the-quiet-coast")
    story.read("the-quiet-coast", text(1), title="The quiet coast")
    story.read("https://www.other.example/2026/the-quiet-coast.html", text(2))
    story.read("https://other.example:8080/%E6%B5%B7%E5%B3%A1/?p=7&a=1", text(3))
    story.read("https://xn--mnchen-3ya.example/bier/", text(4))
    story.read("gone", text(5))
    story.capture("gone", 410)
    return story.tables().db


QUIET, OTHER = url_of("the-quiet-coast"), "https://www.other.example/2026/the-quiet-coast.html"
SEA, BEER = "https://other.example:8080/%E6%B5%B7%E5%B3%A1/?a=1&p=7", "https://xn--mnchen-3ya.example/bier/"


@pytest.mark.parametrize(
    "typed",
    [
        QUIET,
        "https://x.example/2026/the-quiet-coast",
        "http://www.x.example/2026/the-quiet-coast/",
        "x.example/2026/the-quiet-coast",
        "//x.example/2026/the-quiet-coast/",
        "X.EXAMPLE/2026/the-quiet-coast/#part",
        " https://x.example/2026/the-quiet-coast/?utm_source=letter&fbclid=1 ",
        "https://x.example/2026/the-quiet-coast/?ref=home",
        "https%3A%2F%2Fx.example%2F2026%2Fthe-quiet-coast%2F",
        "https:/x.example/2026/the-quiet-coast",
        "<https://x.example/2026/the-quiet-coast/>",
        "https://x.example/2026/%74he-quiet-coast/",
        # Its earlier address, in all the same ways.
        url_of("teh-quiet-coast"),
        "www.x.example/2026/teh-quiet-coast?utm_medium=mail",
        "teh-quiet-coast",
        "/2026/teh-quiet-coast/",
        "2026/teh-quiet-coast",
        "TEH-Quiet-Coast/",
    ],
)
def test_an_article_is_found_by_its_addresses_present_and_former(db, typed):
    assert [found.url for found in find_articles(db, typed)] == [QUIET]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("the-quiet-coast", {QUIET, OTHER}),
        ("the-quiet-coast.html", {OTHER}),
        ("other.example/2026/the-quiet-coast.html", {OTHER}),
        ("other.example", {OTHER}),
        ("www.other.example", {OTHER}),
        ("https://x.example/", {QUIET, url_of("gone")}),
        ("x.example", {QUIET, url_of("gone")}),
        ("other.example:8080", {SEA}),
        ("海峡", {SEA}),
        ("%E6%B5%B7%E5%B3%A1", {SEA}),
        ("other.example:8080/海峡?p=7&a=1", {SEA}),
        ("münchen.example/bier", {BEER}),
        ("münchen.example", {BEER}),
        ("https://x.example/2026/gone", {url_of("gone")}),
    ],
)
def test_several_are_listed_and_hosts_and_scripts_are_understood(db, typed, found):
    assert {each.url for each in find_articles(db, typed)} == found


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "/", "?", "#", "https://", "http:///", "quiet", "coast", "the quiet coast", "x.example/2026", "2026",
        "https://nowhere.example/2026/the-quiet-coast/", "example", "javascript:alert(1)", "mailto:a@x.example",
        "ftp://x.example/2026/the-quiet-coast/", "%", "%00", "\x00", "'; DROP TABLE articles", "a" * 5000, "[", "http://[x",
        "https://x.example:99999/", "..", "*", "the-quiet-coas_", "the-quiet-coas%25",
    ],
)  # fmt: skip
def test_what_is_no_address_of_an_article_finds_nothing(db, typed):
    assert find_articles(db, typed) == []


def test_words_to_search_for_are_told_from_addresses():
    assert asked_address("grain prices") is None
    assert not asked_address("grain").is_address
    assert all(asked_address(typed).is_address for typed in ("x.example/a", "https://x", "x.example", "/2026/a/"))


def test_a_slug_that_another_article_has_now_leads_to_both():
    story = Story()
    story.read("report", text(1))
    story.capture("report", 301, to="report-2025")
    story.read("report-2025", text(1))
    story.read("report", text(2))
    found = {each.url for each in find_articles(story.tables().db, url_of("report"))}
    assert found == {url_of("report"), url_of("report-2025")}


def test_the_search_box_the_filter_and_the_page_of_addresses_find_it(filled):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        [(grain,)] = db.execute("SELECT id FROM articles WHERE url LIKE '%/2026/grain/'")
    link = f'<a href="/commentary/articles/{grain}"'
    with open_datasette(filled) as datasette:

        def get(path, **params):
            return asyncio.run(datasette.client.get(path, params=params))

        for typed in ("http://www.review.example/2026/grain", "review.example/2026/grain/?utm_source=x", "grain"):
            box = get("/-/search", q=typed).text.partition('id="found"')[2].partition("</section>")[0]
            assert link in box
            assert get("/-/find", url=typed).headers["location"] == f"/commentary/articles/{grain}"
        for path in ("/commentary/articles", "/"):
            assert link in get(path, url="review.example/2026/grain").text
        none = get("/-/search", q="https://review.example/none/").text
        assert "No article in this archive is, or was, at https://review.example/none/." in none
        missing = get("/-/find", url="review.example/<b>none")
        assert missing.status_code == 404
        assert "<b>none" not in missing.text
        several = get("/-/find", url="review.example")
        assert several.status_code == 200
        assert "11 articles at this address" in several.text
        assert get("/-/find").status_code == 200
        assert 'id="found"' not in get("/-/search", q="price of grain").text


@pytest.mark.parametrize(
    "typed",
    [
        "year:2025",
        "-site:review",
        "until:9999-12-31",
        "12:30",
        ":x",
        ":",
        "{title}:x",
        "e.g.",
        "U.S.",
        "3.14",
        "1.000.000",
    ],
)
def test_what_can_be_no_host_is_not_told_to_be_an_address(typed):
    asked = asked_address(typed)
    assert asked is None or not asked.is_address


@pytest.mark.parametrize(
    "typed", ["x.example", "localhost:8001", "127.0.0.1:8001", "münchen.example:80", "[::1]:8001/a"]
)
def test_a_host_is_an_address(typed):
    assert asked_address(typed).is_address


def test_signs_within_an_address_belong_to_it():
    [one, *_] = asked_address("https://x.example/a b?q=<c>").urls
    assert one == "https://x.example/a%20b?q=%3Cc%3E"
    assert asked_address("<https://x.example/a>").urls == asked_address("https://x.example/a").urls
    assert asked_address("x.example/a and more") is None
