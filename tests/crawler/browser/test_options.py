"""What a site with `render` asks for, without a browser; tests/browser has one."""

import sys
from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import Response

from archive.warc.capture import Capture
from crawler.browser.options import capture_source, find_browser, needs_rendering, render_settings
from crawler.middlewares.conditional import ConditionalMiddleware
from extract.errors import CommentaryError
from extract.site import Site, Source

URL = "https://a.example/x"
HTML = "Text/HTML; charset=utf-8"


def site(*, render=True):
    return Site(name="a", title="A", hosts=("a.example",), timezone="UTC", delay=1.0, revision="r", render=render)


def answer(status=200, kind=HTML):
    return Response(URL, status=status, headers={"Content-Type": kind} if kind else {})


def source(kind):
    return Source(kind=kind, url="https://a.example/list") if kind else None


@pytest.mark.parametrize("kind", [None, "listing"])
@pytest.mark.parametrize("content_type", [HTML, "application/xhtml+xml"])
def test_articles_and_listings_are_rendered(kind, content_type):
    assert needs_rendering(site(), source(kind), answer(kind=content_type))


@pytest.mark.parametrize("kind", ["robots", "sitemap", "feed", "wordpress", "render"])
def test_what_is_no_page_is_not_rendered(kind):
    assert not needs_rendering(site(), source(kind), answer())


@pytest.mark.parametrize("status", [203, 206, 301, 304, 404, 500])
def test_what_is_no_whole_answer_is_not_rendered(status):
    assert not needs_rendering(site(), None, answer(status))


@pytest.mark.parametrize("content_type", ["application/pdf", "application/json", "text/plain", "", None])
def test_what_is_not_html_is_not_rendered(content_type):
    assert not needs_rendering(site(), None, answer(kind=content_type))


def test_without_render_nothing_changes():
    assert not needs_rendering(site(render=False), None, answer())
    assert capture_source(site(render=False), Request(URL), answer()) is None
    assert render_settings(site(render=False)) == {}


def test_a_document_that_is_to_be_rendered_is_kept_as_one_that_is_not_read():
    listing = source("listing")
    assert capture_source(site(), Request(URL), answer()) == Source(kind="render", url=URL)
    assert capture_source(site(), Request(URL, meta={"source": listing}), answer()) == Source(kind="render", url=URL)
    assert capture_source(site(), Request(URL, meta={"source": listing}), answer(404)) == listing
    assert capture_source(site(), Request(URL), answer(404)) is None


@pytest.mark.parametrize(("kind", "condition"), [(None, None), ("listing", None), ("sitemap", b'"1"')])
def test_a_page_that_was_captured_before_its_profile_said_render_is_asked_for_in_full(kind, condition):
    before = Capture(
        id="urn:1",
        run="r",
        site="a",
        url=URL,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=200,
        content_type=HTML,
        bytes=0,
        payload_digest="",
        warc="",
        offset=0,
        length=0,
        etag='"1"',
        source_kind=kind,
        source_url=source(kind).url if kind else None,
    )
    request = Request(URL, meta={"source": source(kind)})
    ConditionalMiddleware(lambda _: before, render=True).process_request(request)
    assert request.headers.get("If-None-Match") == condition


def test_a_missing_extra_is_named_with_what_to_do(monkeypatch):
    # Python's own way to hide a module, should it be installed here.
    monkeypatch.setitem(sys.modules, "scrapy_playwright", None)
    with pytest.raises(CommentaryError, match=r"the profile a .* pip install 'commentary-archive\[render\]'"):
        render_settings(site())


def test_the_browser_is_the_one_named_or_one_on_the_path(monkeypatch, tmp_path):
    program = tmp_path / "google-chrome"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.delenv("COMMENTARY_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(program)
    monkeypatch.setenv("PATH", "")
    assert find_browser() is None
    monkeypatch.setenv("COMMENTARY_CHROMIUM", str(program))
    assert find_browser() == str(program)
    monkeypatch.setenv("COMMENTARY_CHROMIUM", str(tmp_path / "missing"))
    with pytest.raises(CommentaryError, match="COMMENTARY_CHROMIUM"):
        find_browser()
