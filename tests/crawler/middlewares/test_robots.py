"""The middleware fetches each host's robots.txt once, and holds all its requests back until then."""

import asyncio
from datetime import UTC, datetime

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from archive.warc.capture import Capture
from crawler.download_errors import NotFetched
from crawler.middlewares.robots import RobotsMiddleware
from crawler.policy.retry import MAX_TRIES
from crawler.run_state.robots_rules import RobotsRules

AGENT = "CommentaryArchive"


class Host:
    """A host whose robots.txt comes when the test says so."""

    def __init__(self, body=b"", *, status=200, error=None, recovers=False):
        self.recovers = recovers
        self.body, self.status, self.error = body, status, error
        self.asked = []
        self.delays = {}
        self.disallowed = []
        self.rules = RobotsRules(AGENT)
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
            self.rules,
            raise_min_delay=self.delays.__setitem__,
            count_disallowed=self.disallowed.append,
            backoff=0.001,
            max_pause=1.0,
            winding_down=asyncio.Event(),
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
    assert host.disallowed == ["a.example"] * 50


def test_the_rules_can_be_asked_once_they_have_been_read_and_before_that_disallow_nothing():
    host = Host(b"User-agent: *\nDisallow: /no")
    assert host.rules.disallow_reason("http://a.example/no") is None
    asyncio.run(host.ask("http://a.example/yes"))
    assert host.rules.disallow_reason("http://a.example/no") == "robots.txt disallows it"
    assert host.rules.disallow_reason("http://a.example/yes") is None
    assert host.rules.disallow_reason("https://a.example/no") is None


def test_each_host_port_and_scheme_has_its_own_rules():
    host = Host(b"")
    urls = ("http://a.example/", "http://a.example:8080/", "https://a.example/", "http://b.example/")
    assert asyncio.run(host.ask(*urls)) == [None] * 4
    assert len(host.asked) == 4


def test_of_a_host_that_does_not_answer_nothing_is_requested():
    host = Host(error=DownloadTimeoutError("too slow"))
    (result,) = asyncio.run(host.ask("http://a.example/x"))
    assert str(result) == "robots.txt could not be read (no answer in time)"
    assert host.asked == ["http://a.example/robots.txt"] * MAX_TRIES


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
