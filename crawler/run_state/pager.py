"""Pager: how far each source is read (notes in the frontier what it has listed)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scrapy import Request

from crawler.run_state.frontier import Frontier
from crawler.run_state.requests import listing_request
from extract.listings import Link, asks_for_modified_posts
from extract.site import Source
from extract.urls import canonical_url

# The protocol of sitemaps knows one level of indexes; some sites have two. What goes deeper is a maze.
MOST_LEVELS = 3


class Pager:
    """Follows the pages of a list as long as they bring anything, and never more than `most` of them.

    `fail` is told the source that has more, and that in words.
    """

    def __init__(self, frontier: Frontier, *, most: int, fail: Callable[[str, str], None]) -> None:
        self.frontier = frontier
        self.most = most
        self.fail = fail
        self._asked: Counter[Source] = Counter()

    def start(self, source: Source) -> Request:
        """Return the request for a source's first page."""
        self.frontier.note_listed(source, source.url)
        self._asked[source] += 1
        return listing_request(source.url, source, first=True)

    def note(self, links: Iterable[Link], url: str, source: Source) -> bool:
        """Note what a listing names; True when it names a page that the list has not named before in this run.

        `url` is the listing's address: a source that is asked for what was modified gives a list of its own.
        """
        name = replace(source, url=f"{source.url} by modification") if asks_for_modified_posts(url) else source
        fresh = [self.frontier.note_listed(name, canonical_url(link.url)) for link in links if not link.listing]
        return any(fresh)

    def onward(self, links: Iterable[Link], source: Source, *, depth: int) -> Iterator[Request]:
        """Yield requests for the further pages and parts that a listing names, each once; `depth` is theirs."""
        for link in links:
            if not link.listing or not self.frontier.note_listed(source, link.url):
                continue
            if source.kind == "sitemap" and depth > MOST_LEVELS:
                self.fail(source.url, f"has sitemaps below sitemaps, more than {MOST_LEVELS} deep")
                return
            if self._asked[source] == self.most:
                self.fail(source.url, f"has more than {self.most} pages")
                return
            self._asked[source] += 1
            yield listing_request(link.url, source, depth=depth)
