import asyncio
from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from archive.warc.capture import Capture
from crawler.middlewares.robots import RobotsMiddleware
from crawler.policy.reasons import NotFetched
from crawler.policy.retry import TRIES
from crawler.policy.robots import MAX_BYTES, MAX_DELAY, Robots

AGENT = "CommentaryArchive"


def robots(text, status=200):
    return Robots.from_answer(status, text.encode(), AGENT)


def test_the_group_that_names_us_goes_before_the_one_for_all():
    rules = robots("User-agent: *\nDisallow: /\n\nUser-agent: commentaryarchive\nDisallow: /private/\n")
    assert rules.refusal("https://example.org/a", AGENT) is None
    assert rules.refusal("https://example.org/private/a", AGENT) == "robots.txt disallows it"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_4xx_allows_all(status):
    assert robots("User-agent: *\nDisallow: /", status).refusal("https://example.org/", AGENT) is None


@pytest.mark.parametrize("status", [301, 429, 500, 503])
def test_any_other_answer_that_is_no_success_disallows_all(status):
    refusal = robots("User-agent: *\nAllow: /", status).refusal("https://example.org/", AGENT)
    assert refusal == f"robots.txt could not be read (status {status})"


@pytest.mark.parametrize(("text", "delay"), [("7", 7.0), ("0.5", 0.5), ("soon", 0.0), ("86400", MAX_DELAY)])
def test_crawl_delay_is_read_and_bounded(text, delay):
    assert robots(f"User-agent: *\nCrawl-delay: {text}\n").delay == delay


def test_a_byte_order_mark_hides_no_group():
    rules = robots("\ufeffUser-agent: *\nDisallow: /\n")
    assert rules.refusal("https://example.org/a", AGENT)


def test_bytes_that_are_no_utf8_do_not_spoil_the_other_lines():
    rules = Robots.from_answer(200, b"# caf\xe9\nUser-agent: *\nDisallow: /x\n", AGENT)
    assert rules.refusal("https://example.org/x", AGENT)


def test_only_the_first_half_megabyte_is_read():
    rules = robots("#" * MAX_BYTES + "\nUser-agent: *\nDisallow: /\n")
    assert rules.refusal("https://example.org/", AGENT) is None


class Host:
    """A host whose robots.txt comes when the test says so."""

    def __init__(self, body=b"", *, status=200, error=None, recovers=False):
        self.recovers = recovers
        self.body, self.status, self.error = body, status, error
        self.asked = []
        self.delays = {}
        self.refused = []
        self.open = asyncio.Event()

    async def download(self, request):
        self.asked.append(request.url)
        await self.open.wait()
        if self.error:
            raise self.error
        request.meta["capture"] = Capture(
            id="urn:1",
            run="r",
            site="s",
            url=request.url,
            status=self.status,
            content_type="",
            bytes=0,
            length=0,
            captured_at=datetime(2026, 1, 1, tzinfo=UTC),
            payload_digest="",
            warc="",
            offset=0,
        )
        status, self.status = self.status, 200 if self.recovers else self.status
        return Response(request.url, status=status, body=self.body, request=request)

    async def ask(self, *urls):
        middleware = RobotsMiddleware(
            self.download,
            raise_delay=self.delays.__setitem__,
            count_refusal=self.refused.append,
            backoff=0.001,
            longest=1.0,
            over=asyncio.Event(),
        )
        waiting = [asyncio.ensure_future(middleware.process_request(Request(url))) for url in urls]
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
        self.open.set()
        return await asyncio.gather(*waiting, return_exceptions=True)


def test_a_hundred_waiting_requests_get_the_same_rules_from_one_request():
    host = Host(b"User-agent: *\nDisallow: /no\nCrawl-delay: 3")
    urls = [f"http://a.example/{path}{number}" for number in range(50) for path in ("yes", "no")]
    results = asyncio.run(host.ask(*urls))
    assert results[0::2] == [None] * 50
    assert all(isinstance(result, NotFetched) for result in results[1::2])
    assert host.asked == ["http://a.example/robots.txt"]
    assert host.delays == {"a.example": 3.0}
    assert host.refused == ["a.example"] * 50


def test_each_host_port_and_scheme_has_its_own_rules():
    host = Host(b"")
    urls = ("http://a.example/", "http://a.example:8080/", "https://a.example/", "http://b.example/")
    assert asyncio.run(host.ask(*urls)) == [None] * 4
    assert len(host.asked) == 4


def test_a_host_that_does_not_answer_is_asked_for_nothing():
    host = Host(error=DownloadTimeoutError("too slow"))
    (result,) = asyncio.run(host.ask("http://a.example/x"))
    assert str(result) == "robots.txt could not be read (no answer in time)"
    assert host.asked == ["http://a.example/robots.txt"] * TRIES


def test_a_robots_txt_that_fails_for_a_while_is_asked_for_again():
    host = Host(b"", status=503, recovers=True)
    assert asyncio.run(host.ask("http://a.example/x")) == [None]
    assert len(host.asked) == 2


def test_what_nobody_foresaw_lets_no_request_pass():
    host = Host(error=ZeroDivisionError())
    assert [type(result) for result in asyncio.run(host.ask("http://a.example/x", "http://a.example/y"))] == [
        ZeroDivisionError,
        ZeroDivisionError,
    ]
