"""Plan: which of a site's pages this run looks at, and why (reads the archive's tables, notes in the frontier)."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from archive.ask import (
    known_of,
    last_answer,
    last_run_of,
    latest_of,
    left_over,
    modified_at,
    newest_articles,
    said_of,
    trust_of,
    was_withdrawn,
)
from archive.tables import Tables
from crawler.policy import MODIFIED, NEW, NEWS, PERMANENT, Decision, decide, is_trusted
from crawler.run_state.frontier import Frontier
from extract.listings import Link, modified_posts_url
from extract.site import Source
from extract.urls import canonical_url

Dates = dict[str, datetime | None]

LINKED = "an article links to it"
LEFT = "a former run has not brought it in"
NEXT_PAGE = "it is the next page of an article"
CONTROL = "to see whether the site is still there"
# What is not older is asked for before the rest: it is the likeliest to be edited or withdrawn.
FRESH = timedelta(days=14)
FRESH_PRIORITY = 1
# Before any other page.
NEXT_PAGE_PRIORITY = 2
# Posts of one second, and those that were stored while a list was read, must not be left out.
OVERLAP = timedelta(days=1)
# So many articles that are gone at once are believed only beside others that are still there.
MANY, CONTROLS_FOR_EACH = 5, 5


def next_look(db: sqlite3.Connection, site: str, url: str, *, now: datetime) -> Decision | None:
    """Return when a crawl would look at an address again and why, None when it has never been captured.

    What its sources will say by then can bring it forward.
    """
    address = canonical_url(url)
    known = known_of(db, address)
    if known.captured_at is None:
        return None
    answer = last_answer(db, address)
    if answer is not None and not known.failed and answer[1] in {301, 308, 404, 410}:
        return Decision(due=False, reason="it is gone or has moved: when a source names it as modified")
    said = said_of(db, site, address)
    trusted = is_trusted(trust_of(db, site))
    return decide(known, now=now, modified_at=said, modified_before=said, trusted=trusted)


class Plan:
    """Decides about each address when a source names it, and about what is known at the end."""

    def __init__(self, tables: Tables, frontier: Frontier, site: str, run: str, *, full: bool = False) -> None:
        self.tables = tables
        self.frontier = frontier
        self.site = site
        self.run = run
        self.full = full
        self.now = datetime.now(UTC)
        self.trust = trust_of(tables.db, site)
        self.last = last_run_of(tables.db, site, before=run)

    @property
    def walks_all(self) -> bool:
        """Tell whether every page of a source is read, whatever the first ones bring.

        A run that was cut short has heard of changes at which it never looked, and one that could not read all of a
        list does not know what stands behind.
        """
        return self.full or not self.last.finished or self.last.unread

    def recently_modified(self, source: Source) -> str | None:
        """Return where a source lists what was modified since it was last read, None when it cannot.

        WordPress lists the newest posts first, and an edit of an old one would stand behind pages that bring no news;
        a post that was planned long ago is among the newest, but not among those modified lately. So both are asked.
        The site's own dates say since when, for its clock may differ from ours.
        """
        if source.kind != "wordpress" or self.walks_all:
            return None
        latest = latest_of(self.tables.db, self.site, source.kind, source.url)
        return None if latest is None else modified_posts_url(source.url, latest - OVERLAP)

    def dates_before(self, links: Iterable[Link], source: Source) -> Dates:
        """Return what the source said of its links when it was last read; ask before the new dates are stored."""
        dates = {}
        for link in links:
            address = canonical_url(link.url)
            if link.modified_at is not None:
                dates[address] = modified_at(self.tables.db, self.site, address, source.kind, source.url)
        return dates

    def decide_link(self, link: Link, source: Source, before: Dates) -> Decision:
        """Decide about an address that a source names."""
        address = canonical_url(link.url)
        known = known_of(self.tables.db, address)
        said_before = before.get(address)
        if not self.last.finished or self.last.failed:
            # What was said to a run that never looked is no news any more; then the page's own date is compared.
            said_before = known.updated_at or known.published_at
        decision = decide(
            known,
            now=self.now,
            modified_at=link.modified_at,
            modified_before=said_before,
            trusted=is_trusted(self.trust),
            full=self.full,
        )
        self.frontier.wait(link.url, decision.reason)
        if source.kind == "sitemap":
            self.frontier.mark_on_sitemap(address)
        return decision

    def left_over(self) -> Iterator[str]:
        """Return what former runs have found and not brought in, also where no source will name it again."""
        return left_over(self.tables.db, self.site, self.run, PERMANENT)

    def decide_known(self, address: str, *, sitemaps_complete: bool) -> Decision:
        """Decide about an article of former runs, after every source has been read."""
        known, heard = known_of(self.tables.db, address), self.frontier.look(address)
        missing = sitemaps_complete and not (heard and heard["on_sitemap"]) and known.captured_at is not None
        withdrawn = missing and was_withdrawn(self.tables.db, self.site, address, known.captured_at or self.now)
        if heard and heard["state"] == "waiting" and not withdrawn:
            return Decision(due=False, reason=heard["why"])
        decision = decide(known, now=self.now, withdrawn=withdrawn, full=self.full)
        self.frontier.wait(address, decision.reason)
        return decision

    def is_news(self, url: str) -> bool:
        """Tell whether an address turned out to be new or modified in this run."""
        heard = self.frontier.look(canonical_url(url))
        return heard is not None and heard["why"] in NEWS

    def is_unknown(self, url: str) -> bool:
        """Tell whether an address has never been captured, and has not come up in this run."""
        address = canonical_url(url)
        return self.frontier.look(address) is None and known_of(self.tables.db, address).captured_at is None

    def priority(self, link: Link, decision: Decision) -> int:
        """Return the priority of a page's request: what is news, and new, goes first."""
        is_fresh = link.modified_at is not None and self.now - link.modified_at < FRESH
        return FRESH_PRIORITY if is_fresh and decision.reason in {NEW, MODIFIED} else 0

    def controls(self, *, lost: int, there: int) -> Iterator[str]:
        """Yield articles to look at beside many that are gone, so that an outage is told from a clearing-out.

        `lost` counts articles that this run found gone, `there` pages that it found.
        """
        wanted = max(MANY, lost // CONTROLS_FOR_EACH) - there if lost >= MANY else 0
        for url in newest_articles(self.tables.db, self.site):
            if wanted <= 0:
                return
            heard = self.frontier.look(url)
            if heard is None or heard["state"] == "waiting":
                wanted -= 1
                yield url
