"""How many pages are fetched for a sample."""

import asyncio
from types import SimpleNamespace

import pytest

from crawler.discover.answer import Answer
from crawler.discover.lists import Listed
from crawler.discover.sample import read_sample
from extract.listings import Link
from extract.site import Source


class Visited:
    """A site whose every second page is an article, in the place of a Visitor."""

    renders = False

    async def fetch(self, url):
        return Answer(url=url, page=SimpleNamespace(url=url))

    async def read(self, answer):
        is_article = int(answer.url.rpartition("-")[2]) % 2
        return SimpleNamespace(
            outcome="article" if is_article else "not an article", reason=None if is_article else "x"
        )


@pytest.mark.parametrize("most", [5, 40, 100])
def test_as_many_articles_are_found_as_are_asked_for_where_half_of_the_pages_are_some(most):
    links = tuple(Link(url=f"https://r.example/page-{number}") for number in range(400))
    feed = Listed(source=Source(kind="feed", url="https://r.example/feed/"), why="x", links=links)
    sample = asyncio.run(read_sample(Visited(), [feed], "https://r.example/", most, lambda *_: None))
    assert len(sample.articles) == most
