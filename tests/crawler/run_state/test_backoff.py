"""Back-off: Retry-After in both forms, retries, and a run that ends where a pause would be too long."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from commentary.demo.fault_actions import to_response
from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow

SECONDS = 4


class Watched:
    """A fault that notes when a page is asked for, and turns the first request away."""

    def __init__(self, status, retry_after):
        self.status = status
        self.retry_after = retry_after
        self.asked_at = []

    async def act(self, exchange):
        self.asked_at.append(time.monotonic())
        answer = to_response(exchange.answer)
        if len(self.asked_at) == 1:
            answer = to_response(exchange.answer)
            answer.set_status(self.status)
            answer.headers["Retry-After"] = self.retry_after()
        return answer


class Crowd:
    """A fault that takes its time, and notes how many answers were under way at most."""

    def __init__(self):
        self.under_way = self.most = 0

    async def act(self, exchange):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.05)
        self.under_way -= 1
        return to_response(exchange.answer)


class Late:
    """A fault that turns a page away, with a pause for the host, when the next request waits to be sent."""

    def __init__(self, retry_after):
        self.retry_after = retry_after

    async def act(self, exchange):
        await asyncio.sleep(0.5)
        answer = to_response(exchange.answer)
        answer.set_status(429)
        answer.headers["Retry-After"] = self.retry_after
        return answer


def in_seconds():
    return str(SECONDS)


def as_a_date():
    # The form knows whole seconds only.
    return format_datetime(datetime.now(UTC) + timedelta(seconds=SECONDS + 1), usegmt=True)


@pytest.mark.parametrize(("status", "retry_after"), [(429, in_seconds), (503, as_a_date)])
def test_nothing_is_requested_while_the_host_is_paused(few, status, retry_after):
    turned_away = Watched(status, retry_after)
    others = Watched(200, in_seconds)
    for path in few.paths:
        few.demo.faults[path] = Fault(action=others.act)
    few.demo.faults[few.paths[3]] = Fault(action=turned_away.act)
    others.asked_at.append(0.0)
    few.crawl()
    first, second = turned_away.asked_at
    assert second - first >= SECONDS - 0.1
    assert not [at for at in others.asked_at if first + 0.1 < at < first + SECONDS - 0.1]
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths),)]
    host = few.summary["hosts"]["127.0.0.1"]
    assert host["waited_seconds"] >= SECONDS - 0.1
    assert host["statuses"][str(status)] == 1
    assert host["requests"] == sum(host["statuses"].values())


def test_a_host_is_asked_for_one_page_at_a_time_even_without_a_delay(few):
    crowd = Crowd()
    for path in few.paths:
        few.demo.faults[path] = Fault(action=crowd.act)
    few.crawl()
    assert crowd.most == 1


def test_a_host_that_asks_for_a_pause_of_hours_ends_the_run(few):
    few.demo.faults[few.paths[3]] = Fault.status(503, headers={"Retry-After": "86400"})
    assert few.crawl(code=3)[-1].path == few.paths[3]
    assert "few: partial, because 127.0.0.1 must not be asked for 86400 seconds" in few.said.stdout
    few.demo.faults.clear()
    few.crawl()
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths),)]


def test_a_pause_of_the_host_begins_no_redirect_anew(few):
    few.demo.faults[few.paths[1]] = Fault.redirect_loop()
    few.demo.faults[few.paths[2]] = Fault(action=Late("1").act, times=1)
    asked = [request.path.partition("?")[0] for request in few.crawl()]
    # Five redirects are followed, whatever comes between them.
    assert asked[:3] == few.paths[:3]
    assert asked.count(few.paths[1]) == 6
    assert few.summary["reasons"]["failed"] == {"too many redirects": 1}
    host = few.summary["hosts"]["127.0.0.1"]
    assert host["requests"] == sum(host["statuses"].values())
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths) - 1,)]


def test_a_redirect_that_a_run_does_not_follow_since_it_ends_is_left_to_the_next_run(few):
    few.demo.faults[few.paths[1]] = Fault.redirect_loop(times=1)
    few.demo.faults[few.paths[2]] = Fault(action=Late("86400").act, times=1)
    assert [request.path for request in few.crawl(code=3)] == few.paths[:3]
    assert few.paths[1] in [request.path for request in few.crawl()]
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths),)]


def test_a_page_that_fails_for_a_while_is_asked_for_again_and_the_others_go_on(few):
    for path in few.paths[:3]:
        few.demo.faults[path] = Fault.status(500, times=2)
    asked = [request.path for request in few.crawl()]
    assert asked[: len(few.paths)] == few.paths
    assert sorted(asked[len(few.paths) :]) == sorted(few.paths[:3] * 2)
    assert few.rows("SELECT count(*) FROM articles") == [(len(few.paths),)]


def test_the_summary_says_how_each_host_was_treated(few):
    few.demo.faults["/robots.txt"] = Fault.text(f"User-agent: *\nCrawl-delay: 0.3\nDisallow: {few.paths[0]}\n")
    few.crawl()
    host = few.summary["hosts"]["127.0.0.1"]
    assert host["delay_seconds"] >= 0.3
    assert host["waited_seconds"] >= 0.25 * (host["requests"] - 2)
    assert host["refusals"] == 1
    assert host["bytes"] == few.summary["bytes"]
    assert "1 disallowed by robots.txt" in few.said.stdout
    assert few.rows("SELECT url, reason FROM unfetched") == [(few.demo.url + few.paths[0], "robots.txt disallows it")]
