"""What is wrong about a live article, beside what the source states of it."""

from datetime import UTC, datetime

import pytest

from commentary.cli.live_check import check_live
from crawler.discover import LiveArticle
from extract.listings import Link
from extract.page import Page
from extract.profile import parse_site
from extract.site import Source
from sites import load_defaults

URL = "https://r.example/2026/why-trees/"
SITE = parse_site(
    "review",
    'title = "R"\nhosts = ["r.example"]\ntimezone = "Europe/Istanbul"\narticles = "/2026/"\n[fields]\n'
    'published_at = [{ time = ".when time" }]\nbody = [{ css = ".words" }]',
    defaults=load_defaults(),
)
TEXT = "".join(
    f"<p>Paragraph {number} of a text about trees, and what the city pays for them.</p>" for number in range(9)
)


def checked(when, published_at, *, words="words"):
    """Return the fields of an article that shows a time, and whose feed states another one, by name."""
    html = f"<h1>Why cities need trees</h1><div class=when>{when}</div><article class={words}>{TEXT}</article>"
    page = Page(
        url=URL,
        fetched_at=datetime(2026, 6, 1, tzinfo=UTC),
        content_type="text/html; charset=utf-8",
        body=f"<html lang=en><head><title>Why cities need trees</title></head><body>{html}</body></html>".encode(),
    )
    source = Source(kind="feed", url="https://r.example/feed/")
    link = Link(url=URL, title="Why cities need trees", published_at=datetime.fromisoformat(published_at))
    return {each.field: each for each in check_live(LiveArticle(source=source, link=link, page=page), SITE)}


@pytest.mark.parametrize(
    ("when", "stated", "is_good"),
    [
        ('<time datetime="2026-05-02T12:30:00+03:00">2 May</time>', "2026-05-02T09:30:00+00:00", True),
        ('<time datetime="2026-05-02T12:30:00+03:00">2 May</time>', "2026-05-02T11:30:00+00:00", False),
        # A day, as the page shows it, and the time of the post late on that day at the site.
        ('<time datetime="2026-05-02T00:00:00+03:00">2 May</time>', "2026-05-02T20:00:00+00:00", True),
        ("<time>2 May 2026</time>", "2026-05-02T20:00:00+00:00", True),
        ("<time>2 May 2026</time>", "2026-05-05T09:30:00+00:00", False),
        # What counts back from the capture tells no day.
        ("<time>3 weeks ago</time>", "2026-05-02T09:30:00+00:00", True),
    ],
)
def test_a_time_is_wrong_if_the_source_states_another_one_or_another_day_of_the_site(when, stated, is_good):
    assert checked(when, stated)["published_at"].is_good is is_good


def test_a_text_that_only_a_default_rule_finds_is_wrong():
    assert checked("<time>2 May 2026</time>", "2026-05-02T09:30:00+00:00")["body"].is_good is True
    body = checked("<time>2 May 2026</time>", "2026-05-02T09:30:00+00:00", words="copy")["body"]
    assert (body.is_good, "no rule of the profile found it" in body.why) == (False, True)
