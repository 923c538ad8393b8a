import pickle

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from archive.warc.records import Recorded
from archive.warc.writer import read_records
from commentary.demo.faults import Fault
from crawler.page import header_pairs, to_page


@pytest.fixture
def seen_and_kept(demo, data, script, tmp_path):
    """Crawl, and return what the spider saw and what the WARC holds, by record id."""
    demo.faults["/feed/"] = Fault.status(404)
    demo.faults[demo.posts()[0].path] = Fault.status(503, times=1)
    demo.faults[demo.posts()[1].path] = Fault.charset(written="windows-1252", declared="windows-1252")
    demo.faults[demo.posts()[2].path] = Fault.redirect("/", status=302)
    out = tmp_path / "seen"
    said = script("dump_responses.py", "demo", data, out)
    assert said.returncode == 0, said.stderr
    with out.open("rb") as file:
        seen = {}
        while file.peek(1):
            capture, page = pickle.load(file)  # noqa: S301 - our own file
            seen[capture.id] = (page, capture)
    kept = {
        entry.capture.id: (entry.page(), entry.capture)
        for path in (data / "warc").iterdir()
        for entry in read_records(path)
        if isinstance(entry, Recorded)
    }
    return seen, kept


@pytest.mark.slow
def test_the_page_that_the_crawl_sees_is_the_page_that_a_replay_reads(seen_and_kept):
    seen, kept = seen_and_kept
    assert {page.status for page, _ in kept.values()} >= {200, 302, 404, 503}
    assert len(kept) > 50
    assert seen == kept


@pytest.mark.slow
def test_bodies_are_kept_as_received_and_read_unpacked(seen_and_kept):
    _, kept = seen_and_kept
    packed = [(page, capture) for page, capture in kept.values() if len(page.body) != capture.bytes]
    assert packed
    assert all(page.body.lstrip().startswith((b"<", b"[", b"User-agent")) for page, _ in packed)


def test_a_header_that_was_sent_twice_is_kept_twice():
    response = HtmlResponse("https://example.org/", headers={"Link": ["<a>; rel=next", "<b>; rel=last"]})
    assert header_pairs(response.headers) == [("Link", "<a>; rel=next"), ("Link", "<b>; rel=last")]


def test_a_response_that_was_not_captured_makes_no_page():
    response = HtmlResponse("https://example.org/", request=Request("https://example.org/"))
    with pytest.raises(KeyError):
        to_page(response)
