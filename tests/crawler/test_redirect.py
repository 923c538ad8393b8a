"""Where a redirect to a Unicode host leads."""

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.download_errors import NotFetched
from crawler.middlewares.redirect import RedirectMiddleware
from crawler.policy import REDIRECTS_TO_NO_URL
from crawler.run_state.requests import listing_request, page_request
from extract.site import Source


@pytest.fixture
def follow():
    """Return the URL to which a redirect leads, as Scrapy is told to ask for it."""
    middleware = RedirectMiddleware.from_crawler(get_crawler())
    # Scrapy asks for the Referer when the engine starts, and there is none here.
    middleware._referer_spider_middleware = None

    def redirect(location, status=301):
        response = Response("https://site.example/x", status=status, headers={"Location": location})
        return middleware.process_response(Request("https://site.example/x"), response).url

    return redirect


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("//straße.example:8080/ä", "https://xn--strae-oqa.example:8080/%C3%A4"),
        ("/ä", "https://site.example/%C3%A4"),
        ("https://other.example/y", "https://other.example/y"),
    ],
)
def test_a_redirect_leads_to_the_host_that_browsers_ask(follow, location, url):
    assert follow(location.encode()) == url


def test_a_location_that_is_no_utf_8_is_followed_as_scrapy_reads_it(follow):
    assert follow(b"/\xe4") == "https://site.example/%E4"


def test_a_redirect_to_no_http_url_is_not_followed(follow):
    with pytest.raises(NotFetched, match=REDIRECTS_TO_NO_URL):
        follow(b"mailto:ann@site.example")


def test_each_request_is_for_an_ascii_url():
    source = Source(kind="feed", url="https://straße.example/feed/")
    assert page_request("https://straße.example/ä", "new").url == "https://xn--strae-oqa.example/%C3%A4"
    assert listing_request(source.url, source).url == "https://xn--strae-oqa.example/feed/"
