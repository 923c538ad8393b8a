import asyncio
import os
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from archive.warc.capture import Capture
from archive.warc.records import Recorded
from crawler.workers.pool import ReaderPool
from extract.profile.parser import parse_site
from sites import load_defaults

PROFILE = "title = 'S'\nhosts = ['example.org']\ntimezone = 'UTC'"
SITE = parse_site("s", PROFILE, defaults=load_defaults())
CAPTURE = Capture(
    id="urn:1",
    run="r",
    site="s",
    url="https://example.org/2026/01/post/",
    captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    status=200,
    content_type="text/html",
    bytes=0,
    payload_digest="",
    warc="",
    offset=0,
    length=0,
)
TEXT = " ".join(["The harbour is quiet, and nobody asks why the cranes have stopped."] * 20)
HEAD = "<head><title>The Quiet Harbour</title></head>"
PAGE = f"<html>{HEAD}<body><article><h1>The Quiet Harbour</h1><p>{TEXT}</p></article></body></html>".encode()


@dataclass(frozen=True, kw_only=True)
class Deadly(Recorded):
    """A capture that ends the process which unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


@dataclass(frozen=True, kw_only=True)
class Endless(Recorded):
    """A capture that never lets go of the process which unpacks it."""

    def __reduce__(self):
        return time.sleep, (3600,)


@pytest.fixture
def readers():
    started = []

    def start(**options):
        pool = ReaderPool(**{"count": 1, "seconds": 60.0} | options)
        started.append(pool)
        return pool

    yield start
    for pool in started:
        pool.close()


def good(number=1):
    return Recorded(capture=replace(CAPTURE, id=f"urn:{number}"), headers=(), body=PAGE)


def test_pages_are_read_and_verdicts_come_back_as_readings(readers):
    async def read():
        pool = readers(count=2)
        empty = Recorded(capture=CAPTURE, headers=(), body=b"<html></html>")
        return await asyncio.gather(*(pool.read(page, SITE) for page in (good(), empty)))

    article, refusal = asyncio.run(read())
    assert (article.outcome, article.article.title) == ("article", "The Quiet Harbour")
    assert (refusal.outcome, refusal.article) == ("not an article", None)


@pytest.mark.parametrize(
    ("bad", "options", "reason"),
    [
        (Deadly, {}, "ended the process that read it"),
        (Endless, {"seconds": 1.0}, "could not be read in 1 seconds"),
    ],
)
def test_a_page_that_takes_its_reader_with_it_costs_that_page_only(readers, bad, options, reason):
    async def read():
        pool = readers(**options)
        lost = await pool.read(bad(capture=CAPTURE, headers=(), body=b""), SITE)
        pool.seconds = 60.0
        return lost, await pool.read(good(), SITE)

    lost, after = asyncio.run(read())
    assert (lost.outcome, lost.reason, lost.capture) == ("unread", reason, CAPTURE)
    assert after.outcome == "article"


def test_the_loop_goes_on_while_pages_are_read(readers):
    async def read():
        pool = readers()
        reading = asyncio.ensure_future(pool.read(good(), SITE))
        turns = 0
        while not reading.done():
            turns += 1
            await asyncio.sleep(0)
        return turns

    assert asyncio.run(read()) > 10


def test_more_pages_than_readers_wait_their_turn(readers):
    async def read():
        pool = readers(count=2)
        return await asyncio.gather(*(pool.read(good(number), SITE) for number in range(20)))

    assert [reading.capture.id for reading in asyncio.run(read())] == [f"urn:{number}" for number in range(20)]


def test_pages_of_several_sites_are_read_each_by_its_own_profile(readers):
    other = replace(SITE, name="other", revision="another")

    async def read():
        pool = readers(count=2)
        orders = [(good(number), other if number % 2 else SITE) for number in range(6)]
        return await asyncio.gather(*(pool.read(page, site) for page, site in orders))

    assert [reading.revision for reading in asyncio.run(read())] == [SITE.revision, "another"] * 3
