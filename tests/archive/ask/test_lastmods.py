"""What a source's lastmods are worth: how many changes they announced that were none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.ask import Announcements, announcements_of, lastmods_of
from archive.store import Archive
from extract.listings.link import Link
from extract.site import Source

SITEMAP = Source(kind="sitemap", url="https://review.example/sitemap.xml")


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path) as archive:
        yield archive


def look(crawl, articles, *, lastmod):
    """Read the sitemap, which gives each article what `lastmod` returns, and then the articles."""
    links = [Link(url=article.url, modified_at=lastmod(crawl.now + timedelta(seconds=30))) for article in articles]
    crawl.archive.tables.add_links(links, SITEMAP, crawl.capture(SITEMAP.url, source=SITEMAP))
    crawl.read(*articles)


@pytest.mark.parametrize(
    ("lastmod", "announced"),
    [
        (lambda now: now, 6),
        (lambda now: now.replace(hour=0, minute=0) + timedelta(days=1), 6),
        (lambda now: now - timedelta(days=400), 0),
    ],
)
def test_a_lastmod_that_moves_without_a_change_announced_it_for_nothing(
    archive, monday, make_review, lastmod, announced
):
    articles = [make_review(f"a-{number}") for number in range(6)]
    crawl = monday(archive)
    look(crawl, articles, lastmod=lastmod)
    assert announcements_of(archive.tables.db, "review", SITEMAP) == Announcements()
    look(crawl, articles, lastmod=lastmod)
    assert announcements_of(archive.tables.db, "review", SITEMAP) == Announcements(announced=announced)


def test_a_change_that_followed_is_counted(archive, monday, make_review):
    articles = [make_review(f"a-{number}") for number in range(6)]
    crawl = monday(archive)
    look(crawl, articles, lastmod=lambda now: now)
    edited = [replace(articles[0], title="Another title"), *articles[1:]]
    look(crawl, edited, lastmod=lambda now: now)
    assert announcements_of(archive.tables.db, "review", SITEMAP) == Announcements(announced=6, told=1)
    ((source, _),) = lastmods_of(archive.tables.db, "review", articles[0].url)
    assert source == SITEMAP
