"""Every page of the served archive in Chromium, light and dark, on a desk and on a telephone."""

import pytest
from reader import COLOURS, NARROW, SCHEMES, TALLEST, reading

# Each page by a name for the test, and its path; PLACES in served.py tells what stands for a name in braces.
# To add a page: add its line here.
PAGES = {
    "home": "/",
    "home by category": "/?by=category",
    "sites": "/-/sites",
    "authors": "/-/authors",
    "categories": "/-/categories",
    "domains": "/-/domains",
    "site": "/-/site/demo",
    "author": "/-/author/Selin+Akbayku~C5~9F",
    "category": "/-/category/Economy",
    "domain": "/-/domain/example~2Ecom",
    "topic": "/-/topic?q=harbour",
    "two topics": "/-/topic?q=harbour&q2=coast",
    "data": "/commentary",
    "articles": "/commentary/articles",
    "articles, narrowed down": "/commentary/articles?_search=harbour&_facet=language",
    "article": "/commentary/articles/{article}",
    "article, rewritten": "/commentary/articles/{rewritten}",
    "article, gone": "/commentary/articles/{gone}",
    "article with comments": "/commentary/articles/{commented}",
    "article with pictures": "/commentary/articles/{pictured}",
    "article in several pages": "/commentary/articles/{paged}",
    "history": "/-/history?article={rewritten}",
    "history of comments": "/-/comments?article={commented}",
    "compare": "/-/diff?before={before}&after={after}",
    "compare side by side": "/-/diff?before={before}&after={after}&view=side",
    "compare the newest edit": "/-/diff?article={article}",
    "version": "/commentary/versions/{version}",
    "proof": "/-/proof?version={version}",
    "evidence": "/-/evidence?version={version}",
    "the page as it looked": "/-/view/{capture}",
    "find": "/-/find?url=port-ayu-after-dark",
    "search": "/-/search?q=harbour",
    "search, narrowed down": "/-/search?q=harbour&category=Commentary&edited=1",
    "search, nothing asked": "/-/search",
    "search, nothing found": "/-/search?q=harbuor",
    "search, a page of many": "/-/search?q=harbour+-tariff&sort=newest&page=2",
    "edits": "/commentary/edits",
    "what changed": "/commentary/what_changed",
    "runs": "/commentary/runs",
    "run": "/commentary/runs/{run}",
    "captures": "/commentary/captures",
    "versions": "/commentary/versions",
    "readings": "/commentary/readings",
    "links": "/commentary/links",
    "articles, every column of the third page": "/commentary/articles?_all=1&_size=15&_page=3",
    "query, filtered, sorted and with zones": "/commentary/latest?views__notnull=1&_sort=title&_zones=1",
    "query with a form": "/commentary/by_author?author=a",
    "own SQL": "/commentary?sql=select+*+from+captures",
    "changes": "/commentary/changes",
    "capture": "/commentary/captures/{capture}",
    "reading": "/commentary/readings/{capture}",
    "dictionary": "/-/schema",
    "dictionary of a table": "/-/schema?table=articles",
    "dictionary on one page": "/-/schema?all=1",
    "questions": "/-/questions",
}


# To be searched for a word by the browser.
LONG = frozenset({"dictionary on one page"})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well_at_every_size_and_in_every_colour(name, browser, address, places):
    tallest = 100_000 if name in LONG else TALLEST
    with reading(browser, address) as reader:
        reader.open(PAGES[name].format(**places))
        reader.check(tallest=tallest)
        reader.see(scheme="dark")
        reader.check(COLOURS, tallest)
        reader.see(size=NARROW)
        reader.check(tallest=tallest)
        reader.see(scheme="light")
        reader.check(COLOURS, tallest)


REFUSALS = {
    "/-/search?q=sit%3Ademo": 400,
    "/-/export?format=csv&author=nobody": 400,
    "/commentary/edits?_sort=nothing": 400,
    "/commentary/nothing": 404,
    "/-/author/Nobody": 404,
    "/-/find?url=https%3A%2F%2Fnowhere.example%2F": 404,
}


@pytest.mark.parametrize("path", REFUSALS)
def test_a_page_that_refuses_a_question_reads_well_too(browser, address, path):
    with reading(browser, address) as reader:
        reader.open(path, status=REFUSALS[path])
        reader.check()
        reader.see(size=NARROW, scheme="dark")
        reader.check()


@pytest.mark.parametrize("name", ["article", "article with pictures", "compare", "articles"])
def test_what_is_printed_is_the_page_without_its_forms_and_ways(name, browser, address, places):
    with reading(browser, address) as reader:
        reader.open(PAGES[name].format(**places))
        reader.page.emulate_media(media="print")
        assert reader.page.locator("h1").is_visible()
        for left_out in ("header.top", "footer.bottom", "form", ".exports"):
            assert not any(each.is_visible() for each in reader.page.locator(left_out).all()), left_out


def test_where_the_keyboard_is_can_be_seen(browser, address):
    with reading(browser, address) as reader:
        for scheme in SCHEMES:
            reader.open("/commentary/articles")
            reader.see(scheme=scheme)
            for _ in range(20):
                reader.page.keyboard.press("Tab")
                outline = reader.page.evaluate(
                    "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
                    "(getComputedStyle(document.activeElement))"
                )
                assert outline == ["solid", 2], reader.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_reader_notices_what_it_is_there_for(browser, address):
    """The fixtures themselves: what another host is asked for, a wide page, a missing label and a faint colour."""
    with reading(browser, address) as reader:
        reader.open("/")
        reader.page.evaluate("fetch('https://elsewhere.example/').catch(() => 0)")
        reader.page.wait_for_timeout(100)
        with pytest.raises(AssertionError, match=r"asks for https://elsewhere\.example/|Content Security Policy"):
            reader.expect_quiet()
        reader.page.evaluate("document.querySelector('main').innerHTML = '<img src=/static/icon.svg>'")
        with pytest.raises(AssertionError, match=r"image-alt \(critical\)"):
            reader.check()
        reader.page.evaluate("document.querySelector('main').innerHTML = '<h1>x</h1><pre id=wide></pre>'")
        reader.page.evaluate("document.querySelector('#wide').style.width = '2000px'")
        with pytest.raises(AssertionError, match=r'px wide: .*id=.?"wide'):
            reader.check()
