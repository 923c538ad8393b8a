"""The URL that is given for a visit may be that of a feed or a sitemap, which is used as a list of the site."""

from datetime import UTC, datetime

import pytest

from crawler.discover.answer import Answer
from crawler.discover.entry import entry_page, given_list
from crawler.policy import DISALLOWED
from extract.errors import CommentaryError
from extract.page import Page
from extract.site import Source

HOSTS = frozenset({"review.example"})
FEED = (
    "<rss><channel><title>R</title><item><title>Why</title><link>https://review.example/why</link></item>"
    "</channel></rss>"
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://review.example/why</loc></url>'
    "</urlset>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
    "<loc>https://review.example/a.xml</loc></sitemap></sitemapindex>"
)


CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><div id='challenge-running'>Checking your browser before"
    " accessing the site. Verify you are human.</div><script src='/cdn-cgi/challenge-platform/x.js'></script></body>"
)


def refusal(status=200, body="<html><body><h1>Sorry</h1></body></html>", kind="text/html", **headers):
    """Return what answers in place of a site's first page."""
    page = Page(
        url="http://r.example/",
        fetched_at=datetime(2026, 6, 1, tzinfo=UTC),
        content_type=kind,
        body=body.encode(),
        status=status,
        headers=headers,
    )
    return Answer(url=page.url, page=page, why="" if status == 200 else f"status {status}")


def answered(body, kind):
    page = Page(
        url="https://review.example/list", fetched_at=datetime(2026, 5, 1, tzinfo=UTC), content_type=kind, body=body
    )
    return given_list(page, HOSTS)


@pytest.mark.parametrize(
    ("body", "kind", "listed", "is_part"),
    [(FEED, "feed", "why", False), (SITEMAP, "sitemap", "why", False), (INDEX, "sitemap", "a.xml", True)],
)
@pytest.mark.parametrize("stated", ["application/xml", "text/xml; charset=utf-8", "application/rss+xml"])
def test_a_list_is_told_by_what_it_holds_and_not_by_its_stated_type(body, kind, listed, is_part, stated):
    place, links = answered(body.encode(), stated)
    assert place.source == Source(kind=kind, url="https://review.example/list")
    assert [(link.url, link.listing) for link in links] == [(f"https://review.example/{listed}", is_part)]


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        (b"<html><body><a href=/why>Why</a></body></html>", "text/html; charset=utf-8"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<rss><channel></channel></rss>", "application/rss+xml"),
        (b'{"name": "a thing"}', "application/json"),
        (b"", "application/xml"),
    ],
)
def test_pages_files_and_empty_lists_are_no_given_list(body, stated):
    assert answered(body, stated) is None


@pytest.mark.parametrize(("scheme", "is_told"), [("https", True), ("http", False)])
def test_where_nothing_answers_by_https_the_error_says_how_to_ask_by_http(scheme, is_told):
    url = f"{scheme}://review.example:8080/"
    with pytest.raises(CommentaryError) as error:
        entry_page(url, Answer(url=url, why="connection refused"))
    assert str(error.value).startswith(f"{url}: not fetched: connection refused")
    assert ("write http://" in str(error.value)) is is_told


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(url="http://r.example/", why=DISALLOWED), "ask those who run the site to permit CommentaryArchive"),
        (refusal(500), "status 500; try again later"),
        (refusal(404), "status 404; write the URL of the site's home page"),
        (refusal(403), "status 403: the site lets no program in"),
        (refusal(403, CHALLENGE, **{"cf-mitigated": "challenge"}), "challenge in place of the page"),
        (refusal(body="%PDF-1.7", kind="application/pdf"), "application/pdf and no page; write the URL"),
        (refusal(body=""), "is no HTML page; write the URL"),
    ],
)
def test_what_is_no_first_page_of_a_site_is_named_with_its_url_and_what_to_do(answer, said):
    with pytest.raises(CommentaryError, match=rf"^http://r\.example/: .*{said}"):
        entry_page(answer.url, answer)
