"""Requests the known pages of a site that are due, once its sources have been read (reads the database)."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from scrapy import Request

from archive.ask import all_known_urls, is_next_page, known_urls
from crawler.recorder import Recorder
from crawler.run_state import LEFT_OVER, Plan, page_request
from crawler.spiders.listings import Listings
from extract.site import Site


@dataclass(frozen=True)
class Due:
    """The known pages of a site; those that an earlier run left over are `depth` links away from a source."""

    recorder: Recorder
    plan: Plan
    listings: Listings
    site: Site
    _: KW_ONLY
    depth: int

    def requests(self, *, full: bool) -> Iterator[Request]:
        """Yield a request for each page that is due: left over, failing, or known; with `full` all known ones."""
        recorder = self.recorder
        kinds = {source.kind for source in self.site.sources}
        # A list that is empty or leads elsewhere says nothing about an article that it lacks.
        ledger = recorder.ledger
        complete = "sitemap" in kinds and not ledger.sources and not ledger.listed.has_odd_source
        for url in self.plan.left_over():
            if self._is_of_article(url):
                yield page_request(url, LEFT_OVER, depth=self.depth)
        for url in self.plan.failing():
            if self._is_of_article(url):
                decision = self.plan.decide_known(url, sitemaps_complete=False)
                if decision.due:
                    yield page_request(url, decision.reason, depth=self.depth)
        known = all_known_urls if full else known_urls
        for url in known(recorder.history.db, self.site.name):
            decision = self.plan.decide_known(url, sitemaps_complete=complete)
            if decision.due:
                yield page_request(url, decision.reason)

    def _is_of_article(self, url: str) -> bool:
        return self.listings.is_article(url) or is_next_page(self.recorder.history.db, url)
