"""Pager: decides how far each source is read (writes to the frontier which URLs were listed)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scrapy import Request

from crawler.run_state.frontier import Frontier
from crawler.run_state.requests import listing_request
from extract.listings import Link, asks_for_modified_posts
from extract.site import Source
from extract.urls import canonical_url

# The sitemap protocol allows one level of indexes, and some sites have two. Deeper ones are generated without end.
MAX_SITEMAP_LEVELS = 3


class Pager:
    """Requests the further listings of a source as long as they list new URLs, and at most `max_listings`.

    `on_failure` is called with the URL of a source that has more, and a sentence that says so.
    """

    def __init__(self, frontier: Frontier, *, max_listings: int, on_failure: Callable[[str, str], None]) -> None:
        self.frontier = frontier
        self.max_listings = max_listings
        self.on_failure = on_failure
        self._requested: Counter[Source] = Counter()

    def start(self, source: Source) -> Request:
        """Return the request for a source's first listing."""
        self.frontier.mark_listed(source, source.url)
        self._requested[source] += 1
        return listing_request(source.url, source, is_first=True)

    def mark_listed(self, links: Iterable[Link], url: str, source: Source) -> list[Link]:
        """Store which pages a listing lists, and return those that the source had not listed before in this run.

        `url` is the listing's. Listings of what was modified since a date count as a source of their own.
        """
        counted_as = replace(source, url=f"{source.url} by modification") if asks_for_modified_posts(url) else source
        pages = [link for link in links if not link.listing]
        return [link for link in pages if self.frontier.mark_listed(counted_as, canonical_url(link.url))]

    def count_in_pass(self, links: Iterable[Link], number: int, source: Source) -> int:
        """Return how many of a listing's pages the source lists for the first time in its pass `number`, from 1."""
        counted_as = replace(source, url=f"{source.url} in pass {number}")
        return sum(
            self.frontier.mark_listed(counted_as, canonical_url(each.url)) for each in links if not each.listing
        )

    def further_listings(self, links: Iterable[Link], source: Source, *, depth: int) -> Iterator[Request]:
        """Yield requests for the further listings that a listing links to, each once; `depth` is theirs."""
        for link in links:
            if not link.listing or not self.frontier.mark_listed(source, link.url):
                continue
            if source.kind == "sitemap" and depth > MAX_SITEMAP_LEVELS:
                self.on_failure(source.url, f"has sitemaps below sitemaps, more than {MAX_SITEMAP_LEVELS} deep")
                return
            if self._requested[source] == self.max_listings:
                self.on_failure(source.url, f"has more than {self.max_listings} pages")
                return
            self._requested[source] += 1
            yield listing_request(link.url, source, depth=depth)
