"""Addresses of one article: by redirect or by its canonical URL, whatever was captured first."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from archive.tables import Tables
from archive.warc.capture import Capture
from extract.article import Article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OWN = "https://x.example/2026/slug/"


def capture_at(second: int, url: str, to: str | None = None) -> Capture:
    return Capture(
        id=f"urn:uuid:{second}",
        run="run",
        site="x",
        url=url,
        captured_at=NOON + timedelta(seconds=second),
        status=301 if to else 200,
        content_type="text/html",
        bytes=9,
        payload_digest="sha1:A",
        warc="run-00000.warc.gz",
        offset=second,
        length=1,
        redirect_url=to,
    )


def known(events: list[tuple[int, str, str, bool]]) -> tuple[list[str], list[str]]:
    """Return the articles and addresses that follow from (second, address, where it leads, by a redirect)."""
    tables = Tables(Path(":memory:"), Path("warc"))
    for second, url, leads_to, by_redirect in events:
        capture = capture_at(second, url, leads_to if by_redirect else None)
        tables.add_capture(capture)
        if not by_redirect:
            tables.add_article(Article(url=url, canonical_url=leads_to, body_text="Text."), capture, revision="r1")
    found = tuple(
        [row["url"] for row in tables.db.execute(f"SELECT url FROM {table} ORDER BY url")]  # noqa: S608 - our own names
        for table in ("articles", "addresses")
    )
    tables.close()
    return found


@pytest.mark.parametrize(
    "other",
    [
        "https://x.example/2026/slug",
        "https://x.example/?p=7",
        "https://x.example/2025/old-slug/",
        "http://x.example/2026/slug/",
        "https://www.x.example/2026/slug/",
        "https://amp.x.example/2026/slug/",
        "https://x.example/amp/2026/slug/",
    ],
)
@pytest.mark.parametrize("by_redirect", [True, False])
def test_an_address_that_the_site_calls_the_same_is_one_more_of_the_article(other, by_redirect):
    events = [(1, other, OWN, by_redirect), (2, OWN, OWN, False)]
    for order in permutations(events):
        assert known(list(order)) == ([OWN], sorted([other, OWN]))


def test_a_slash_at_the_end_of_which_the_site_says_nothing_makes_two_articles():
    bare = OWN.rstrip("/")
    assert known([(1, bare, bare, False), (2, OWN, OWN, False)])[0] == [bare, OWN]


def test_a_number_that_became_a_name_and_a_new_name_are_one_article_with_three_addresses():
    number, new = "https://x.example/?p=7", "https://x.example/2026/new-slug/"
    events = [(1, number, number, False), (2, number, OWN, True), (3, OWN, OWN, False), (4, OWN, new, True)]
    events += [(5, new, new, False)]
    for order in permutations(events):
        assert known(list(order)) == ([new], sorted([number, OWN, new]))
