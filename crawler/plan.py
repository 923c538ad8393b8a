"""Plan: which of a site's pages this run looks at, and why (reads the archive's tables)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from archive.known import known_of, last_run_of, modified_at, never_captured, trust_of, was_withdrawn
from archive.tables import Tables
from crawler.schedule import NEWS, Decision, decide, is_trusted
from extract.links import Link
from extract.site import Source
from extract.urls import canonical_url

Dates = dict[str, datetime | None]


class Plan:
    """Decides about each address when a source names it, and about what is known at the end."""

    def __init__(self, tables: Tables, site: str, run: str, *, full: bool = False) -> None:
        self.tables = tables
        self.site = site
        self.full = full
        self.now = datetime.now(UTC)
        self.trust = trust_of(tables.db, site)
        last = last_run_of(tables.db, site, before=run)
        # A run that was cut short has heard of changes at which it never looked.
        self.resumes = not last.finished
        self._settled = last.finished and not last.failed
        self._news: set[str] = set()
        self._waiting: set[str] = set()
        self._on_sitemap: set[str] = set()

    @property
    def walks_all(self) -> bool:
        """Tell whether every page of a source is read, whatever the first ones bring."""
        return self.full or self.resumes

    @property
    def not_due(self) -> int:
        """Return how many addresses were found or known and are not to be looked at."""
        return len(self._waiting)

    def never_captured(self) -> Iterator[str]:
        """Yield what a run that was cut short has found and not fetched."""
        return never_captured(self.tables.db, self.site) if self.resumes else iter(())

    def dates_before(self, links: Iterable[Link], source: Source) -> Dates:
        """Return what the source said of its links when it was last read; ask before the new dates are stored."""
        dates = {}
        for link in links:
            address = canonical_url(link.url)
            if link.modified_at is not None:
                dates[address] = modified_at(self.tables.db, self.site, address, source.kind, source.url)
        return dates

    def is_due(self, link: Link, source: Source, before: Dates) -> bool:
        """Decide about an address that a source names."""
        address = canonical_url(link.url)
        if source.kind == "sitemap":
            self._on_sitemap.add(address)
        known = known_of(self.tables.db, address)
        said_before = before.get(address)
        if not self._settled:
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
        return self._note(address, decision)

    def is_known_due(self, address: str, *, sitemaps_complete: bool) -> bool:
        """Decide about an article of former runs, after every source has been read."""
        known = known_of(self.tables.db, address)
        missing = sitemaps_complete and address not in self._on_sitemap and known.captured_at is not None
        withdrawn = missing and was_withdrawn(self.tables.db, self.site, address, known.captured_at or self.now)
        if address in self._waiting and not withdrawn:
            return False
        return self._note(address, decide(known, now=self.now, withdrawn=withdrawn, full=self.full))

    def is_news(self, url: str) -> bool:
        """Tell whether an address turned out to be new or modified in this run."""
        return canonical_url(url) in self._news

    def _note(self, address: str, decision: Decision) -> bool:
        if decision.reason in NEWS:
            self._news.add(address)
        if decision.due:
            self._waiting.discard(address)
        elif address not in self._news:
            self._waiting.add(address)
        return decision.due
