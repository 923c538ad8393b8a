import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PosixPath

import pytest

from archive.pool import MAX_SLOW_PAYLOAD, READER_ENDED, ReadingPool, Stored
from archive.reading import read_capture, read_recorded, site_of
from archive.warc.capture import Capture
from archive.warc.records import Recorded
from extract.profile.parser import parse_site
from extract.site import Site

PROFILE = """
title = "X"
hosts = ["x.example", "localhost:8000"]
timezone = "UTC"
[fields]
title = [{ css = "h1" }]
body = [{ css = ".body" }]
"""
SITE = parse_site("x", PROFILE, defaults="")
WORDS = b"The harbour town has raised its tariffs on grain, and its neighbours ask what comes next. " * 6
CAPTURE = Capture(
    id="urn:uuid:0",
    run="r",
    site="x",
    url="https://x.example/a/",
    captured_at=datetime(2026, 3, 1, tzinfo=UTC),
    status=200,
    content_type="text/html",
    bytes=9,
    payload_digest="sha1:A",
    warc="r.warc.gz",
    offset=0,
    length=1,
)


def recorded(number: int, **values) -> Recorded:
    body = b"<h1>Page %d</h1><div class=body><p>%s</p></div>" % (number, WORDS)
    capture = replace(CAPTURE, id=f"urn:uuid:{number}", url=f"https://x.example/{number}/", **values)
    return Recorded(capture=capture, headers=(), body=body)


def test_readings_come_in_order_and_as_without_workers():
    pages = [recorded(number) for number in range(30)]
    with ReadingPool({"x": SITE}, workers=2) as pool:
        readings = list(pool.read((page, "x") for page in pages))
    assert readings == [read_recorded(page, SITE) for page in pages]
    assert [reading.article.title for reading in readings] == [f"Page {number}" for number in range(30)]


def test_only_a_few_pages_are_held_at_once():
    taken: list[int] = []

    def pages():
        for number in range(100):
            taken.append(number)
            yield recorded(number), "x"

    with ReadingPool({"x": SITE}, workers=1) as pool:
        next(pool.read(pages()))
    assert len(taken) <= 24


class Deadly(Recorded):
    """A page on which the process that reads it ends, as a fault in a parser written in C would end it."""

    def page(self):
        os._exit(3)


def test_a_page_that_kills_its_reader_is_left_unread_and_the_others_are_read():
    pages = [recorded(number) for number in range(6)]
    bad = pages[2]
    pages[2] = Deadly(capture=bad.capture, headers=bad.headers, body=bad.body)
    with ReadingPool({"x": SITE}, workers=2) as pool:
        readings = list(pool.read((page, "x") for page in pages))
    assert [reading.outcome for reading in readings] == ["article"] * 2 + ["unread"] + ["article"] * 3
    assert readings[2].reason == READER_ENDED


def test_a_page_that_kills_its_reader_each_time_is_refused_by_the_size_of_its_payload():
    large, small = (
        Deadly(capture=page.capture, headers=page.headers, body=page.body + b"x" * more)
        for page, more in ((recorded(1), MAX_SLOW_PAYLOAD), (recorded(2), 0))
    )
    with ReadingPool({"x": SITE}, workers=1) as pool:
        readings = list(pool.read((page, "x") for page in (large, small, recorded(3))))
    assert [reading.outcome for reading in readings] == ["error", "unread", "article"]
    assert readings[0].reason == f"larger than 50,000 bytes as received, and {READER_ENDED}"


class DeadlyFolder(PosixPath):
    """A folder of WARC files on which the process that looks into it ends."""

    def __truediv__(self, name):
        os._exit(3)


def test_a_record_that_repeats_a_payload_is_refused_by_the_size_of_that_payload(tmp_path):
    original = recorded(1, bytes=MAX_SLOW_PAYLOAD + 1).capture
    pages = [
        Stored(folder=DeadlyFolder(tmp_path), capture=recorded(2, bytes=0).capture, original=each)
        for each in (original, replace(original, bytes=MAX_SLOW_PAYLOAD))
    ]
    with ReadingPool({"x": SITE}, workers=1) as pool:
        readings = list(pool.read((page, "x") for page in pages))
    assert [(reading.outcome, reading.capture.id) for reading in readings] == [
        ("error", "urn:uuid:2"),
        ("unread", "urn:uuid:2"),
    ]


class DeadlyAtFirst(Recorded):
    """A page at which the system ends the reader twice, as it does when memory is short."""

    def page(self):
        met = Path(self.headers[0][1])
        times = len(met.read_text("utf-8"))
        met.write_text("." * (times + 1), "utf-8")
        if times < 2:
            os._exit(9)
        return super().page()


def test_a_page_whose_reader_was_ended_by_chance_is_read(tmp_path):
    (tmp_path / "met").touch()
    page = recorded(1)
    headers = (("X-Met", str(tmp_path / "met")),)
    by_chance = DeadlyAtFirst(capture=page.capture, headers=headers, body=page.body + b" " * MAX_SLOW_PAYLOAD)
    with ReadingPool({"x": SITE}, workers=1) as pool:
        (reading,) = pool.read([(by_chance, "x")])
    assert reading.outcome == "article"


def test_a_listing_is_read_for_its_links():
    listing = recorded(1, source_kind="sitemap", source_url="https://x.example/sitemap.xml")
    page = replace(listing, body=b"<urlset><url><loc>https://x.example/a/</loc></url></urlset>").page()
    reading = read_capture(page, listing.capture, SITE)
    assert (reading.outcome, [link.url for link in reading.links]) == ("listing", ["https://x.example/a/"])


@pytest.mark.parametrize(
    ("site", "url", "found"),
    [
        ("x", "https://elsewhere.example/", SITE),
        ("gone", "https://x.example/", None),
        ("", "https://X.example/a", SITE),
        ("", "http://localhost:8000/a", SITE),
        ("", "https://elsewhere.example/", None),
    ],
)
def test_a_capture_is_read_by_its_site_or_else_by_the_one_with_its_host(site: str, url: str, found: Site | None):
    assert site_of(replace(CAPTURE, site=site, url=url), {"x": SITE}) == found
