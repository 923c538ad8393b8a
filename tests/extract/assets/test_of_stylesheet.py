import time
from encodings.aliases import aliases

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.assets import SheetUrl, is_stylesheet, map_urls, sheet_text, sheet_urls


@pytest.mark.parametrize(
    ("css", "urls"),
    [
        ("a { background: url(a.png) }", [SheetUrl("a.png")]),
        ("a { background: URL( 'a b.png' ) }", [SheetUrl("a b.png")]),
        ('a { background: url("a.png"), url(b.png) }', [SheetUrl("a.png"), SheetUrl("b.png")]),
        ('@import "a.css";', [SheetUrl("a.css", is_import=True)]),
        (
            "@import url(a.css) screen and (min-width: 9em);",
            [SheetUrl("a.css", is_import=True, media="screen and (min-width: 9em)")],
        ),
        ("@import url('a.css')", [SheetUrl("a.css", is_import=True)]),
        (r"a { background: url(\61.png) }", [SheetUrl("a.png")]),
        ("/* url(a.png) */ a { content: 'url(b.png)' }", []),
        ("@font-face { src: url(f.woff2) } a { b: url(c.png) }", [SheetUrl("c.png")]),
        ("a { background: url(data:image/png;base64,AA==) }", []),
        ("a { background: url( }", []),
        ("/* never closed url(a.png)", []),
    ],
)
def test_urls_of_a_stylesheet(css, urls):
    assert list(sheet_urls(css)) == urls


def test_urls_are_replaced_and_comments_and_fonts_left_out():
    css = "/*c*/@import 'a.css';@font-face{src:url(f)}a{b:url(c.png);content:'url(x)'}"
    assert map_urls(css, lambda each: f"<{each.url}>").strip() == "<a.css> a{b:<c.png>;content:'url(x)'}"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"\xef\xbb\xbfa", "text/css", "a"),
        (b'@charset "iso-8859-1";\xe4', "text/css", '@charset "iso-8859-1";ä'),
        (b"\xe4", "text/css; charset=latin1", "ä"),
        (b"\xe4", "text/css; charset=nonsense", "�"),
    ],
)
def test_the_charset_of_a_stylesheet(body, content_type, text):
    assert sheet_text(body, content_type) == text


@pytest.mark.parametrize("label", [*sorted(set(aliases.values())), "idna", "undefined", "unicode_escape", "x" * 40])
@pytest.mark.parametrize("body", [b"a{b:c}", b"\\ud800\xff{}", b"+2AA-", b"\x00\xd8" * 3])
def test_whatever_charset_is_declared_a_stylesheet_is_text(label, body):
    assert sheet_text(body, f"text/css; charset={label}").encode()
    assert sheet_text(b'@charset "' + label.encode() + b'";' + body).encode()


def test_the_media_type_tells_a_stylesheet():
    assert is_stylesheet("Text/CSS; charset=utf-8")
    assert not is_stylesheet("text/html")


@given(st.text(alphabet="@importurl(\"')/*;{}\\ fac-\na", max_size=80))
@example("u@import a;rl(b)")
@example("url(@import a;b)")
def test_whatever_a_stylesheet_is_nothing_is_left_in_it_that_loads(css):
    assert all(each.url and not each.url.startswith("data:") for each in sheet_urls(css))
    assert list(sheet_urls(map_urls(css, lambda _: ""))) == []


@pytest.mark.parametrize(
    "part", ["@import a", "url(", "url('", '"', "@font-face{a", "/*", "@import ", "\\", "url(a "]
)
def test_hostile_stylesheets_take_no_time(part):
    started = time.process_time()
    map_urls(part * (1_000_000 // len(part)), lambda _: "")
    assert time.process_time() - started < 3
