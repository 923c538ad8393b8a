"""Status and headers tell what is no answer to the request, before the body is looked at."""

import pytest

from extract.errors import NotAnArticle
from extract.kind import is_passing
from extract.page import Page
from extract.read import read_article
from extract.walls import head_reason


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (200, {}, None),
        (202, {"x-amzn-waf-action": "challenge"}, "challenge"),
        (405, {"x-amzn-waf-action": "captcha"}, "challenge"),
        (200, {"x-amzn-waf-action": "Captcha "}, "challenge"),
        (403, {"cf-mitigated": "challenge"}, "challenge"),
        (429, {"x-vercel-mitigated": "deny"}, "challenge"),
        (200, {"x-dd-b": "2"}, "challenge"),
        (202, {}, "status 202"),
        (201, {}, "status 201"),
        (204, {}, "status 204"),
        (205, {}, "status 205"),
        (207, {}, "status 207"),
        (226, {}, "status 226"),
        (206, {}, "status 206"),
        (206, {"content-range": "bytes 0-999/4000"}, "status 206"),
        (206, {"content-range": "bytes 1000-3999/4000"}, "status 206"),
        (206, {"content-range": "bytes 0-999/*"}, "status 206"),
    ],
)
def test_an_odd_success_or_a_header_of_bot_protection_is_no_answer(status, headers, reason):
    assert head_reason(status, headers) == reason
    assert reason is None or is_passing(reason)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        # A proxy that compresses pages says 203, and a cache that answers from ranges may send all of them.
        (203, {}),
        (206, {"content-range": "bytes 0-3999/4000"}),
        # These stand on every page of a site with bot protection.
        (200, {"x-amzn-waf-action": "allow"}),
        (200, {"cf-ray": "8a1", "cf-cache-status": "DYNAMIC", "x-datadome": "protected", "x-iinfo": "1-2-3"}),
    ],
)
def test_a_whole_page_is_read_whatever_stands_before_it(status, headers):
    assert head_reason(status, headers) is None


@pytest.mark.parametrize("reason", ["listing", "no text", "not HTML", "status 404", "status 301", "login"])
def test_what_a_page_is_for_good_does_not_pass(reason):
    assert not is_passing(reason)


def test_an_article_behind_a_transforming_proxy_is_an_article(make_page, make_site):
    prose = "".join(
        f"<p>The harbour board met again on day {day}, and spoke of tolls and ferries.</p>" for day in "123456"
    )
    page = make_page(
        f"<html><head><title>Tolls</title></head><body><article><h1>Tolls</h1>{prose}</article></body></html>"
    )
    values = {"url": page.url, "fetched_at": page.fetched_at, "content_type": page.content_type, "body": page.body}
    site = make_site("articles = '.'\n")
    assert read_article(Page(**values, status=203), site).title == "Tolls"
    with pytest.raises(NotAnArticle, match="status 202"):
        read_article(Page(**values, status=202), site)
