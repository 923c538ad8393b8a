"""Plan: decides which pages this run requests, and why (reads the archive's tables, writes the frontier)."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from archive.ask import (
    Announcements,
    Reads,
    announcements_of,
    failing,
    is_unlisted,
    known_of,
    last_answer,
    last_run_of,
    lastmods_of,
    latest_lastmod_of_source,
    left_over,
    modified_at,
    newest_articles,
    trust_of,
    was_withdrawn,
)
from crawler.policy import (
    NEW_OR_MODIFIED,
    PERMANENT_REASONS,
    Decision,
    decide_revisit,
    is_lastmod_idle,
    is_lastmod_trusted,
)
from crawler.run_state.frontier import Frontier
from extract.listings import Link, modified_posts_url
from extract.site import Site, Source
from extract.urls import canonical_url

# The lastmod that a source gave canonical URLs when it was last read.
Lastmods = dict[str, datetime | None]

# Why a page is requested, beside the reasons of `crawler.policy`.
LINKED = "an article links to it"
LEFT_OVER = "an earlier run did not fetch it"
NEXT_PAGE = "it is the next page of an article"
REDIRECTED = "a page redirects to it by a meta refresh"
OUTAGE_CHECK = "to check for an outage, since many articles are gone"
# New and modified articles that are younger are requested before the others: they are the likeliest to be edited.
FRESH = timedelta(days=14)
FRESH_PRIORITY = 1
# Before any other page.
NEXT_PAGE_PRIORITY = 2
# Posts of the same second, and those that were stored while a list was read, must not be left out.
OVERLAP = timedelta(days=1)
# When MIN_GONE articles or more are gone at once, others are requested to see whether the site still works: at least
# MIN_GONE, and one for each GONE_FOR_EACH_CHECK that are gone.
MIN_GONE, GONE_FOR_EACH_CHECK = 5, 5


def next_revisit(db: sqlite3.Connection, site: Site, url: str, *, now: datetime) -> Decision | None:
    """Return when a crawl would request a URL again and why, None when it has never been captured.

    A lastmod that its sources give by then can bring it forward.
    """
    address = canonical_url(url)
    known = known_of(db, address)
    if known.captured_at is None:
        return None
    answer = last_answer(db, address)
    if answer is not None and not known.failed and answer[1] in {301, 308, 404, 410}:
        return Decision(
            due=False, reason="it is gone or has moved: only when a source lists it again, or as modified"
        )
    lastmods = [at for source, at in lastmods_of(db, site.name, address) if not _was_idle(db, site.name, source)]
    lastmod = max(lastmods, default=None)
    trusted = is_lastmod_trusted(trust_of(db, site.name))
    return decide_revisit(
        known,
        now=now,
        modified_at=lastmod,
        modified_before=lastmod,
        trusted=trusted,
        look_again=site.look_again,
    )


def _was_idle(db: sqlite3.Connection, site: str, source: Source) -> bool:
    """Tell whether a source's lastmod said nothing when it was last read; whether it moves again is not known yet."""
    found = announcements_of(db, site, source)
    return is_lastmod_idle(
        announced=found.announced, told=found.told, compared=found.announced, moved=found.announced
    )


class Plan:
    """Decides about each URL when a source lists it, and about articles of earlier runs after all sources.

    `reads` are the archive's, `run` is the id of the run that goes on. `idle_lastmods` are the sources whose lastmod
    has turned out to say nothing.
    """

    def __init__(self, reads: Reads, frontier: Frontier, site: Site, run: str, *, full: bool = False) -> None:
        self.reads = reads
        self.frontier = frontier
        self.site = site.name
        self.look_again = site.look_again
        self.run = run
        self.full = full
        self.now = datetime.now(UTC)
        self.trust = trust_of(reads.db, self.site)
        self.last_run = last_run_of(reads.db, self.site, before=run)
        self.idle_lastmods: dict[Source, None] = {}
        self._announcements: dict[Source, Announcements] = {}
        self._compared: Counter[Source] = Counter()
        self._moved: Counter[Source] = Counter()

    @property
    def reads_all_listings(self) -> bool:
        """Tell whether every listing of a source is read, also when the first ones list nothing new.

        An earlier run that was cut short has read of changes that it never fetched, and one that could not read all
        of a source does not know what its other listings list.
        """
        return self.full or not self.last_run.finished or self.last_run.unread

    def modified_since_url(self, source: Source) -> str | None:
        """Return the URL at which a source lists what was modified since it was last read, None when it has none.

        WordPress lists the newest posts first, and an edit of an old one would stand behind listings that list
        nothing new; a post that was scheduled long ago is among the newest, but not among those modified lately. So
        both are requested. The date is the latest that the site gave, because its clock may differ from ours.
        """
        if source.kind != "wordpress" or self.reads_all_listings:
            return None
        latest = latest_lastmod_of_source(self.reads.db, self.site, source.kind, source.url)
        return None if latest is None else modified_posts_url(source.url, latest - OVERLAP)

    def previous_lastmods(self, links: Iterable[Link], source: Source) -> Lastmods:
        """Return the lastmods that a source gave when it was last read; call this before new ones are stored."""
        lastmods = {}
        for link in links:
            address = canonical_url(link.url)
            if link.modified_at is not None:
                lastmods[address] = modified_at(self.reads.db, self.site, address, source.kind, source.url)
        self._weigh_lastmods(links, source, lastmods)
        return lastmods

    def _weigh_lastmods(self, links: Iterable[Link], source: Source, previous: Lastmods) -> None:
        """Find out whether the lastmod of a source says nothing, by what it announced before and gives now."""
        if source not in self._announcements:
            self._announcements[source] = announcements_of(self.reads.db, self.site, source)
        for link in links:
            before = previous.get(canonical_url(link.url))
            if link.modified_at is not None and before is not None:
                self._compared[source] += 1
                self._moved[source] += link.modified_at > before
        found = self._announcements[source]
        counts = {"compared": self._compared[source], "moved": self._moved[source]}
        self.idle_lastmods.pop(source, None)
        if is_lastmod_idle(announced=found.announced, told=found.told, **counts):
            self.idle_lastmods[source] = None

    def listed_again(self, links: Iterable[Link], source: Source) -> frozenset[str]:
        """Return which canonical URLs are gone, and listed by a source that did not list them when it was last read.

        Call this before the new links are stored.
        """
        db = self.reads.db
        gone = (address for address in {canonical_url(link.url) for link in links} if known_of(db, address).gone)
        return frozenset(address for address in gone if is_unlisted(db, self.site, address, source, run=self.run))

    def decide_link(
        self, link: Link, source: Source, previous: Lastmods, again: Collection[str] = frozenset()
    ) -> Decision:
        """Decide about a URL that a source lists, and store the decision in the frontier.

        `previous` and `again` are what `previous_lastmods` and `listed_again` returned.
        """
        address = canonical_url(link.url)
        known = known_of(self.reads.db, address)
        modified_before = previous.get(address)
        if not self.last_run.finished:
            # An earlier run saw this lastmod and did not fetch the page: compare with the page's own date.
            modified_before = known.updated_at or known.published_at
        decision = decide_revisit(
            known,
            now=self.now,
            modified_at=None if source in self.idle_lastmods else link.modified_at,
            modified_before=modified_before,
            trusted=is_lastmod_trusted(self.trust),
            listed_again=address in again,
            full=self.full,
            look_again=self.look_again,
        )
        self.frontier.add_not_due(link.url, decision.reason, decision.due_at)
        if source.kind == "sitemap":
            self.frontier.mark_on_sitemap(address)
        return decision

    def left_over(self) -> Iterator[str]:
        """Yield URLs that earlier runs found and did not fetch: no source may list them again."""
        return left_over(self.reads.db, self.site, self.run, PERMANENT_REASONS)

    def failing(self) -> Iterator[str]:
        """Yield URLs without an article that failed when they were last requested, whichever run that was."""
        return failing(self.reads.db, self.site)

    def decide_known(self, address: str, *, sitemaps_complete: bool) -> Decision:
        """Decide about an article of earlier runs, after every source has been read."""
        known, queued = known_of(self.reads.db, address), self.frontier.find(address)
        unlisted = sitemaps_complete and not (queued and queued["on_sitemap"]) and known.captured_at is not None
        left_sitemap = unlisted and was_withdrawn(self.reads.db, self.site, address, known.captured_at or self.now)
        if queued and queued["state"] == "not_due" and not left_sitemap:
            return Decision(due=False, reason=queued["reason"])
        decision = decide_revisit(
            known, now=self.now, left_sitemap=left_sitemap, full=self.full, look_again=self.look_again
        )
        self.frontier.add_not_due(address, decision.reason, decision.due_at)
        return decision

    def is_new_or_modified(self, url: str) -> bool:
        """Tell whether this run found a URL to be new or modified."""
        queued = self.frontier.find(canonical_url(url))
        return queued is not None and queued["reason"] in NEW_OR_MODIFIED

    def is_due(self, url: str) -> bool:
        """Tell whether a page may be requested that another one redirects to, by what is known of it.

        No source may have been read yet: a run that was cut short begins with what it left.
        """
        known = known_of(self.reads.db, canonical_url(url))
        return decide_revisit(known, now=self.now, full=self.full, look_again=self.look_again).due

    def is_unknown(self, url: str) -> bool:
        """Tell whether a URL has never been captured, and is not in this run's frontier."""
        address = canonical_url(url)
        return self.frontier.find(address) is None and known_of(self.reads.db, address).captured_at is None

    def priority(self, link: Link, decision: Decision) -> int:
        """Return the priority of a page's request: a fresh page that is new or modified goes first."""
        is_fresh = link.modified_at is not None and self.now - link.modified_at < FRESH
        return FRESH_PRIORITY if is_fresh and decision.reason in NEW_OR_MODIFIED else 0

    def outage_checks(self, *, lost: int, there: int) -> Iterator[str]:
        """Yield articles to request when many are gone, so that an outage is told from deletion.

        `lost` counts articles that this run found gone, `there` pages that it found.
        """
        wanted = max(MIN_GONE, lost // GONE_FOR_EACH_CHECK) - there if lost >= MIN_GONE else 0
        for url in newest_articles(self.reads.db, self.site):
            if wanted <= 0:
                return
            queued = self.frontier.find(url)
            if queued is None or queued["state"] == "not_due":
                wanted -= 1
                yield url
