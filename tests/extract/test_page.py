import pickle

import pytest

from extract.errors import ExtractionError, NotAnArticle
from extract.html import parse as tree
from extract.read import read_article


def test_text_and_tree_are_made_once(make_page):
    page = make_page("<p>One</p>")
    assert page.tree is page.tree
    assert page.text is page.text


def test_a_page_travels_between_processes_without_its_tree(make_page):
    page = make_page("<p class=a>One</p>")
    whole = page.tree, page.metas, page.by_class
    copied = pickle.loads(pickle.dumps(page))  # noqa: S301 - our own value
    assert whole
    assert copied == page
    assert set(vars(copied)) == {"url", "fetched_at", "content_type", "body", "status", "headers"}


def test_relative_addresses_start_at_the_base_that_the_page_names(make_page):
    page = make_page("<head><base href='/blog/'></head><p>x", url="https://site.example/a/b")
    assert page.absolute("c") == "https://site.example/blog/c"
    assert make_page("<p>x", url="https://site.example/a/b").absolute("c") == "https://site.example/a/c"
    assert page.absolute("http://[broken") == ""


@pytest.mark.parametrize(
    "base", ["href='http://['", "href='data:text/html,x'", "href='javascript:void(0)'", "target=_top"]
)
def test_a_base_that_is_no_address_of_the_web_is_none(make_page, base):
    page = make_page(f"<head><base {base}></head><p>x", url="https://site.example/a/b")
    assert page.absolute("c") == "https://site.example/a/c"
    page = make_page("<head><base target=_top><base href='/blog/'></head><p>x", url="https://site.example/a/b")
    assert page.absolute("c") == "https://site.example/blog/c"


def test_metas_are_found_by_name_property_and_itemprop(make_page):
    page = make_page(
        "<meta name=Author content=Ann><meta property=og:title content=T><meta itemprop=author content=Bo>"
    )
    assert page.metas == {"author": ["Ann", "Bo"], "og:title": ["T"]}


@pytest.mark.parametrize(
    "selector",
    [".a", "p.a", ".a.b", ".x .b", ".x > p", "p, .none", ":not(.a)", ".x :is(.b, .c)", "p", "P[class] b", "div p, b"],
)
def test_the_quick_search_finds_what_the_plain_one_finds(make_page, selector):
    page = make_page(
        "<div class=x><p class='a b'>1</p><p class=c>2<b class=b>3</b></p></div><div class='x y'><p>4</p></div>"
    )
    assert page.select(selector) == tree.select(page.tree, selector)
    assert page.select(selector)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7 \x00\x01\x02", "not HTML"),
        (b'{"a": 1}', "not HTML"),
    ],
)
def test_what_is_no_html_is_no_article(make_page, body, problem):
    with pytest.raises(NotAnArticle, match=problem):
        make_page(body).tree  # noqa: B018 - the tree is made when it is asked for


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<div>" * 100_000 + b"deep", "40,000 tags"),
        (b"<div>" * 30_000 + b"deep", "nested deeper than 400 elements"),
        (b"<p>" + b"x" * 50_000_000, "larger than 10,000,000 bytes"),
        (b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">x", "more than 600 attributes"),
        (b"<p " + b"".join(b"a%d='1'" % n for n in range(50_000)) + b">x", "more than 600 attributes"),
    ],
)
def test_a_page_beyond_a_limit_is_refused_by_name_before_it_costs_anything(make_page, body, problem):
    with pytest.raises(ExtractionError, match=problem):
        make_page(body).tree  # noqa: B018 - the tree is made when it is asked for


def test_what_looks_like_a_long_tag_in_a_script_is_none(make_page):
    script = "<script>if (a<b) { x = [" + "1, " * 3000 + "] }</script>"
    assert make_page(f"<body>{script}<p>Text</p>").tree.findtext(".//p") == "Text"


def test_nuls_and_controls_do_not_end_a_page(make_page):
    assert make_page(b"<p>be\x00fore\x01</p><p>after</p>").tree.xpath("string()") == "beforeafter"


def test_text_has_a_space_where_a_line_ends(make_page):
    heading = make_page("<h1>One<br>two <b>th</b>ree</h1>").tree.find(".//h1")
    assert tree.text_of(heading) == "One two three"


TEXT = "<p>" + "Some words of a long text that says much. " * 20 + "</p>"
ODD_URLS = ["", "about:blank", "file.html", "?a", "//x/y", "\x00", "https://site.example/\x00", "\ud800"]


@pytest.mark.parametrize("url", ["", "about:blank", "file.html", "?a", "\x00", "\ud800"], ids=ascii)
def test_of_a_page_without_an_address_only_absolute_links_lead_anywhere(make_page, url):
    page = make_page("<p>x", url=url)
    assert page.base_url == url
    assert [page.absolute(href) for href in ("c", "/c", "?c", "//other.example/c")] == [""] * 4
    assert page.absolute("https://other.example/c") == "https://other.example/c"
    assert [page.absolute(href) for href in ("http://[broken", "http://℀/c")] == ["", ""]
    based = make_page("<head><base href='https://site.example/blog/'></head><p>x", url=url)
    assert based.absolute("c") == "https://site.example/blog/c"


@pytest.mark.parametrize("url", ODD_URLS, ids=ascii)
def test_a_page_is_read_whatever_its_address(make_page, make_site, url):
    html = f"<title>T</title><link rel=canonical href=/c><article><h1>Trees</h1>{TEXT}<a href=d>d</a></article>"
    assert read_article(make_page(html, url=url), make_site()).title == "Trees"


def test_a_page_whose_address_cannot_be_taken_apart_is_refused_at_once(make_page):
    with pytest.raises(ExtractionError, match=r"http://\[: not a URL: Invalid IPv6 URL"):
        make_page("<p>x", url="http://[")


def test_a_link_to_a_unicode_host_is_one_to_the_host_that_browsers_ask(make_page):
    page = make_page("<p>x", url="https://site.example/")
    assert page.absolute("https://straße.example/ä") == "https://xn--strae-oqa.example/ä"
    assert page.absolute("//Bücher.example:8080/ä") == "https://xn--bcher-kva.example:8080/ä"
