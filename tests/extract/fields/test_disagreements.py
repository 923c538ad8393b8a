"""Where JSON-LD, meta and the visible text of a page disagree, each one's statement is kept."""

import json
from datetime import UTC, datetime

import pytest

from extract.page import Page
from extract.profile import parse_site
from extract.read import read_article
from sites import load_defaults

URL = "https://x.example/2026/grain/"
TEXT = " ".join(f"Sentence {number} is about harbours, tariffs and the price of waiting." for number in range(30))
BASE = 'title = "X"\nhosts = ["x.example"]\ntimezone = "Europe/Istanbul"\narticles = "/2026/"\n'
OWN = '[fields]\ntitle = [{ css = "h1" }]\nauthors = [{ css = ".by a" }]\npublished_at = [{ time = "time" }]\n'


def read(profile="", *, headline="Grain", og="Grain", author="Ada Byron", seen="Ada Byron", **given):
    stated = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": headline,
        "author": {"@type": "Person", "name": author},
        "datePublished": given.get("json_ld", "2026-03-01T10:00:00+00:00"),
    }  # fmt: skip
    written = given.get("visible", "2026-03-01T13:00:00+03:00")
    page = f"""<html><head><title>Grain - X</title><meta property="og:title" content="{og}">
        <meta property="og:site_name" content="X"><meta name="author" content="{given.get("meta", "Ada Byron")}">
        <meta property="article:published_time" content="{given.get("at_meta", "2026-03-01T13:00:00+03:00")}">
        <script type="application/ld+json">{json.dumps(stated)}</script></head><body><article><h1>Grain</h1>
        <p class="by">By <a href="/a/" rel="author">{seen}</a>, <time datetime="{written}">1 March 2026</time></p>
        <div class="entry-content"><p>{TEXT}</p><p>{TEXT}</p></div></article></body></html>"""
    site = parse_site("x", BASE + profile, defaults=load_defaults())
    fetched_at = datetime(2026, 6, 1, tzinfo=UTC)
    return read_article(
        Page(url=URL, fetched_at=fetched_at, content_type="text/html", body=page.encode()), site
    ).disagreements


PROFILES = pytest.mark.parametrize("profile", ["", OWN], ids=["chosen", "own rules"])


@PROFILES
def test_a_page_that_agrees_with_itself_has_none(profile):
    assert read(profile) == {}
    same = {"headline": "GRAIN", "og": "Grain | X", "author": "Dr. Ada Byron", "json_ld": "2026-03-01"}
    assert read(profile, **same) == {}


@PROFILES
@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"headline": "Corn"}, {"title": {"json_ld": "Corn", "meta": "Grain", "visible": "Grain"}}),
        ({"og": "Corn &amp; ports"}, {"title": {"json_ld": "Grain", "meta": "Corn & ports", "visible": "Grain"}}),
        ({"meta": "Bo Lee"}, {"authors": {"json_ld": "Ada Byron", "meta": "Bo Lee", "visible": "Ada Byron"}}),
        ({"seen": "Bo Lee"}, {"authors": {"json_ld": "Ada Byron", "meta": "Ada Byron", "visible": "Bo Lee"}}),
    ],
)
def test_each_place_that_disagrees_is_told(profile, given, found):
    assert read(profile, **given) == found


@PROFILES
def test_another_time_is_told_in_utc_and_a_day_as_a_day(profile):
    assert read(profile, json_ld="2026-02-20", at_meta="2026-03-01T14:00:00+03:00")["published_at"] == {
        "json_ld": "2026-02-20",
        "meta": "2026-03-01T11:00:00+00:00",
        "visible": "2026-03-01T10:00:00+00:00",
    }


@PROFILES
def test_the_day_of_a_time_is_that_of_the_site(profile):
    # In Istanbul it is the second of March.
    times = dict.fromkeys(("at_meta", "visible"), "2026-03-01T22:30:00+00:00")
    assert read(profile, json_ld="2026-03-02", **times) == {}
    assert "published_at" in read(profile, json_ld="2026-02-28", **times)


def test_a_long_statement_is_cut():
    assert len(read(headline="Corn " * 60)["title"]["json_ld"]) <= 300
