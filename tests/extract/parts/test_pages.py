"""Which page of an article in several a page is, and what is not its next page though it looks like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import NotAnArticle
from extract.page import Page
from extract.parts.pages import Parts
from extract.read import read_article

STORY = "https://site.example/2026/02/on-slow-ferries/"
HTML = "https://site.example/a/ferries.html"


@pytest.fixture
def parts(make_page):
    def of(body, *, url=STORY, head=""):
        return Parts(make_page(f"<html><head>{head}</head><body><p>The text.</p>{body}</body></html>", url=url))

    return of


def next_of(found):
    return [one.text for one in found.next.chosen]


def pager(*pairs):
    """Return a pager: a number that stands alone is the page itself."""
    shown = (f"<a href='{pair[1]}'>{pair[0]}</a>" if isinstance(pair, tuple) else f"<b>{pair}</b>" for pair in pairs)
    return f"<div class=pager>{' '.join(shown)}</div>"


@pytest.mark.parametrize(
    ("url", "body", "wanted"),
    [
        (STORY, pager(1, (2, "2/"), (3, "3/")), f"{STORY}2/"),
        (STORY, pager(1, (2, f"{STORY}2/")), f"{STORY}2/"),
        (STORY, pager(1, ("Page 2", "?page=2")), f"{STORY}?page=2"),
        (STORY, pager(("Next page »", "/2026/02/on-slow-ferries/page/2/")), f"{STORY}page/2/"),
        (STORY, pager(("»", "2/")), f"{STORY}2/"),
        (STORY, pager(("Weiter auf Seite 2", "seite-2")), f"{STORY}seite-2"),
        (STORY, pager(("Nächste Seite", "2/")), f"{STORY}2/"),
        (STORY, pager(("下一页", "2/")), f"{STORY}2/"),
        (STORY, pager(("التالي", "2/")), f"{STORY}2/"),
        (STORY, "<a rel=next href='2/'>The crew's story</a>", f"{STORY}2/"),
        (STORY, "<div class=page-links>Pages: <span>1</span> <a href='2/'><span>2</span></a></div>", f"{STORY}2/"),
        (
            STORY,
            "<aside class='page-links'><a href='2/' aria-label='Next page'><svg></svg></a></aside>",
            f"{STORY}2/",
        ),
        (HTML, pager(1, (2, "ferries-2.html")), "https://site.example/a/ferries-2.html"),
        (HTML, pager(1, (2, "ferries_2.html"), ("Next", "ferries_2.html")), "https://site.example/a/ferries_2.html"),
        ("https://site.example/?p=7", pager(1, (2, "/?p=7&amp;page=2")), "https://site.example/?p=7&page=2"),
        (f"{STORY}?page=1", pager(1, (2, "?page=2")), f"{STORY}?page=2"),
        (f"{STORY}#top", pager(1, (2, "2/#main")), f"{STORY}2/"),
        (STORY, pager(1, (2, "?page=1"), (3, "?page=2")), f"{STORY}?page=1"),
    ],
)
def test_the_next_page_is_found_from_the_first(parts, url, body, wanted):
    found = parts(body, url=url)
    assert (found.number, next_of(found)) == (1, [wanted])


def test_the_head_may_name_the_next_page(parts):
    found = parts("", head=f"<link rel=next href='{STORY}2/'>")
    assert next_of(found) == [f"{STORY}2/"]
    assert (found.next.chosen[0].reader, found.next.chosen[0].landmark_path) == ("rel=next", "head > link")


@pytest.mark.parametrize(
    ("url", "body", "number", "wanted"),
    [
        (f"{STORY}2/", pager((1, STORY), 2, (3, "../3/")), 2, [f"{STORY}3/"]),
        (f"{STORY}3/", pager((1, STORY), (2, "../2/"), 3), 3, []),
        (f"{STORY}3/", "<p class=page-links><b class=current>3</b> <a href='../4/'>4</a>", 3, [f"{STORY}4/"]),
        (f"{STORY}2/", pager(("« Previous page", STORY), ("Next page »", "../3/")), 2, [f"{STORY}3/"]),
        (f"{STORY}?page=5", pager(("«", "?page=4"), ("»", "?page=6")), 5, [f"{STORY}?page=6"]),
        ("https://site.example/a/ferries-2.html", pager((1, HTML), 2, (3, "ferries-3.html")), 2,
         ["https://site.example/a/ferries-3.html"]),
        (f"{STORY}?page=1", pager((1, STORY), 2, (3, "?page=2")), 2, [f"{STORY}?page=2"]),
        (f"{STORY}?page=2", pager((1, f"{STORY}?page=0"), (2, "?page=1"), 3), 3, []),
    ],
)  # fmt: skip
def test_a_later_page_is_known_by_its_address_and_its_pager(parts, url, body, number, wanted):
    found = parts(body, url=url)
    assert (found.number, next_of(found)) == (number, wanted)


def test_a_later_page_may_be_known_by_its_canonical_address(parts):
    found = parts(pager(("Next", "../3/")), url=f"{STORY}2/", head=f"<link rel=canonical href='{STORY}'>")
    assert (found.number, next_of(found)) == (2, [f"{STORY}3/"])


@pytest.mark.parametrize(
    ("why", "url", "body"),
    [
        ("the next article", STORY, "<nav><a rel=next href='/2026/03/on-fast-ones/'>Next</a></nav>"),
        ("a second post of one name", STORY,
         "<a rel=next href='/2026/02/on-slow-ferries-2/'>Next</a> <a href='../on-slow-ferries-2/'>On Ferries</a>"),
        ("the next of a row of stories", "https://site.example/chapter-1/", "<a rel=next href='/chapter-2/'>2</a>"),
        ("the next issue", "https://site.example/issue/12/",
         "<a rel=next href='/issue/13/'>Next</a><a href='/issue/'>All</a>"),
        ("pages of comments", STORY, pager((2, "comment-page-2/#comments"), ("Next", "?cpage=2"))),
        ("pages of comments by query", STORY, pager((2, "?page=2#comments"))),
        ("pages of comments in their box", STORY, f"<div id=comments>{pager(1, (2, '?page=2'))}</div>"),
        ("a box with a list", STORY, f"<div class='view view-latest'>{pager(1, (2, '?page=2'))}</div>"),
        ("related articles", STORY, f"<section class='related-posts x'>{pager(1, (2, '?page=2'))}</section>"),
        ("slides of a gallery", STORY, pager((2, "gallery/2/"), ("Next", "?slide=2"), ("Next", "slide-2/"))),
        ("a feed", STORY, "<link rel=next href='feed/2/'><link rel=alternate href='feed/'>"),
        ("another host", STORY, pager(1, (2, "https://other.example/2026/02/on-slow-ferries/2/"))),
        ("another text", STORY, pager(1, (2, "/2026/02/on-fast-ferries/2/"))),
        ("itself", STORY, pager((2, STORY), ("Next", "#2"), ("Next", ""))),
        ("a page too far", STORY, pager(1, (3, "3/"))),
        ("a link without a sign", STORY, "<a href='2/'>Photographs</a>"),
        ("a link to print", STORY, "<a href='print/'>Print</a><a href='?view=all'>Single page</a>"),
        ("a list's next page", "https://site.example/", "<link rel=next href='/page/2/'>"),
        ("a category's next page", "https://site.example/category/ports/",
         "<link rel=next href='/category/ports/page/2/'>"),
        ("an address that is none", STORY, "<a rel=next href='https://[/2/'>2</a>"),
    ],
)  # fmt: skip
def test_what_is_no_next_page_is_not_taken_for_one(parts, why, url, body):
    found = parts(body, url=url)
    assert (found.number, next_of(found)) == (1, []), why


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://site.example/issue/13/", "<a rel=prev href='/issue/12/'>Previous</a><a href='/issue/'>All</a>"),
        ("https://site.example/2026/02/12/", "<a href='/2026/02/'>February</a>"),
        ("https://site.example/a/top-10", "<a href='/a/'>Lists</a>"),
        (f"{STORY}2/", "<a href='/2026/02/on-slow-ferries/'>On slow ferries</a>"),
    ],
)
def test_a_number_in_an_address_is_no_page_without_a_word_of_the_page(parts, url, body):
    assert parts(body, url=url).number == 1


def test_a_pager_that_leads_back_is_no_loop(parts):
    body = pager((1, STORY), (2, f"{STORY}2/"), ("Next", STORY))
    assert next_of(parts(body, url=f"{STORY}3/", head=f"<link rel=canonical href='{STORY}'>")) == []


TEXT = "<p>" + "Ports do not sleep, and ferries wait for nobody in the harbour. " * 8 + "</p>"


def test_an_article_names_its_next_page_and_not_as_its_neighbour(make_page, make_site):
    head = "<head><link rel=next href='2/'><link rel=prev href='/2026/01/before/'></head>"
    article = read_article(make_page(f"{head}<body>{TEXT}", url=STORY), make_site())
    assert (article.page_number, article.next_page_url, article.next_url) == (1, f"{STORY}2/", None)
    assert article.previous_url == "https://site.example/2026/01/before/"
    assert article.found_by["next_page_url"] == "_default next_page_url: choose next_page_url, rel=next"


def test_a_later_page_is_read_as_a_part_where_the_first_one_is_an_article(make_page, make_site):
    site = make_site("articles = '/\\d{4}/\\d{2}/[^/]+/$'\n")
    body = f"<body>{TEXT}<div class=page-links><a href='{STORY}'>1</a> <span class=current>2</span></div>"
    article = read_article(make_page(body, url=f"{STORY}2/"), site)
    assert (article.page_number, article.next_page_url) == (2, None)
    with pytest.raises(NotAnArticle, match="address does not match the profile's articles"):
        read_article(make_page(f"<body>{TEXT}", url=f"{STORY}2/"), site)


def test_a_mark_of_more_digits_than_any_page_has_is_no_page_number(parts):
    mark = "<div class=page-links><span class=current>{}</span></div>"
    assert parts(mark.format("2"), url=f"{STORY}2/").number == 2
    assert parts(mark.format("2" * 5000), url=f"{STORY}2/").number == 1


def test_a_profile_may_name_the_next_page(make_page, make_site):
    site = make_site('[fields]\nnext_page_url = [{ link = ".onward" }]\n')
    article = read_article(make_page(f"<body>{TEXT}<a class=onward href='b2'>Part the second</a>", url=STORY), site)
    assert (article.next_page_url, article.confidence["next_page_url"]) == (f"{STORY}b2", 1.0)


HREF = st.sampled_from(["2/", "?page=2", "#", "https://[", "3/", STORY, "feed/", "\u0661/", "%", "2/" * 50])
LABEL = st.sampled_from(["1", "2", "Next", "»", "", "page 2", "\u0662", "9" * 500])


@settings(deadline=None)
@given(st.lists(st.tuples(HREF, LABEL), max_size=9), st.sampled_from([STORY, f"{STORY}2/", f"{STORY}?page=0", "x:y"]))
def test_any_links_give_the_same_answer_twice_and_never_the_page_itself(links, url):
    body = "".join(f"<a rel=next href='{href}'>{label}</a>" for href, label in links)
    page = Page(url=url, fetched_at=None, content_type="text/html", body=f"<body>{body}</body>".encode())
    first, second = Parts(page), Parts(page)
    assert (first.number, next_of(first)) == (second.number, next_of(second))
    assert url not in next_of(first)
