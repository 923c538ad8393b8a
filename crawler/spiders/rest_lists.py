"""RestLists: reads lists of WordPress posts to their end, and again where posts slid between pages (no network)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from scrapy import Request

from archive.warc import Recorded
from crawler.ledger import SourceCounts
from crawler.policy import MAX_PASSES
from crawler.run_state import Pager
from extract.listings import Link, by_id_url, is_behind_last_page, pass_number, post_total
from extract.site import Source

# Pages in a row that may be empty although the list claims more of them.
MAX_EMPTY_PAGES = 3
SHIFTED = "the list changed while it was read, so that posts may be missing"


class RestLists:
    """Decides after each page of a REST list what is to be requested next, by what the list claims.

    `on_failure` is called with the URL of a source that was not read whole, and a sentence that says so.
    """

    def __init__(self, pager: Pager, counts: SourceCounts, *, on_failure: Callable[[str, str], None]) -> None:
        self.pager = pager
        self.counts = counts
        self.on_failure = on_failure
        self._empty: Counter[Source] = Counter()
        self._pages: Counter[Source] = Counter()
        # Lists that were read to their end in this run, with the URL of the page that was read last.
        self.ended: dict[Source, str] = {}

    def follow(
        self, links: Iterable[Link], recorded: Recorded, source: Source, *, goes_on: bool, reads_all: bool
    ) -> Iterator[Request]:
        """Count the posts of a page, and yield the request for the next one.

        `goes_on` tells whether further pages may list something new. Unless the run `reads_all`, a list is not read
        to its end where they do not.
        """
        url = recorded.capture.url
        number, pages = pass_number(url), [link for link in links if not link.listing]
        new = self.pager.count_in_pass(pages, number, source)
        total = post_total({name.lower(): value for name, value in recorded.headers})
        starts = number > self.counts.count_passes(source)
        # A list that claims nothing and gives the same posts on every page has one page.
        repeated = len(pages) - new if new or total is not None else 0
        self.counts.add_posts(source, total, new=new, repeated=repeated, starts=starts)
        self._pages[source] += bool(new)
        self._empty[source] = 0 if pages else self._empty[source] + 1
        further = [link for link in links if link.listing]
        if number > 1 and self.counts.judge(source) == "complete":
            self.ended[source] = url
        # Nothing in a second pass is news, and a page of which the site withholds all posts is not the end.
        elif further and (goes_on or (number > 1 and new) or 0 < self._empty[source] <= MAX_EMPTY_PAGES):
            yield from self.pager.further_listings(further, source, depth=0)
        elif not further or reads_all:
            yield from self.end(url, source)

    def end(self, url: str, source: Source) -> Iterator[Request]:
        """Judge a list behind its last page `url`; yield the request for its next pass if posts slid, or may have.

        Nothing shows a deletion in a list that claims nothing, so that several pages of one are read twice.
        """
        verdict = self.counts.judge(source)
        self.ended[source] = url
        is_first = self.counts.count_passes(source) == 1
        if verdict == "shifted" or (verdict == "unknown" and is_first and self._pages[source] > 1):
            yield from self.read_again(url, source)
        elif verdict == "withheld":
            self.counts.unlisted[source.url] = self.counts.missing(source)

    def read_again(self, url: str, source: Source) -> Iterator[Request]:
        """Yield the request for the next pass of a list behind its last page `url`; store where there is none."""
        number = max(self.counts.count_passes(source), pass_number(url)) + 1
        if number > MAX_PASSES:
            self.on_failure(source.url, SHIFTED)
        else:
            link = Link(url=by_id_url(url, number), listing=True)
            yield from self.pager.further_listings([link], source, depth=0)

    def has_ended(self, source: Source, body: bytes) -> bool:
        """Tell whether an error in place of a page says that there is no such page, and not that it is withheld.

        WordPress says so itself. Others are believed if nothing claims that there should be more.
        """
        return is_behind_last_page(body) or self.counts.judge(source) in {"complete", "unknown"}
