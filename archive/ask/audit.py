"""Compares the URLs that a site's sources and articles link to with the articles in the archive (reads the database).

URLs of all sources, each once → its status: have · missing · gone · not_article (by content) · other (by URL)
                                 with the reason, unless it is in the archive
"""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, get_args

from archive.ask.listed import count_still_listed
from archive.ask.reads import StillUnread, still_unread
from archive.schema import LISTED_URLS, article_id, url_status_select
from extract.kind import OTHER_KINDS
from extract.site import ARTICLE, Site, Source
from extract.urls import is_on_site

Outcome = Literal["have", "missing", "gone", "not_article", "other"]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

OFF_SITE, NO_ARTICLE = "not on the site's hosts", "the URL does not match the profile's `articles` pattern"
# Stands for the links in the texts of articles as for one more source. The sources of a profile have a URL.
LINKS_OF_ARTICLES = Source(kind="links", url="")
# More reasons than these are counted together in the summary of a run, so that it stays small.
MAX_REASONS = 50


@dataclass(frozen=True, kw_only=True)
class UrlStatus:
    """What the archive has for one URL that a source lists.

    `reason` says why there is no article, that it is gone or that its page shows something else now, in the same
    words for the same cause. `answered_at` is the time of the last response as it is stored, `leads_to` the URL to
    which that redirects. `is_former` tells that the article has another URL now, or that this one is a later page of
    it.
    """

    url: str
    outcome: Outcome
    reason: str | None
    answered_at: str | None
    leads_to: str | None
    is_former: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class SourceCount:
    """How many URLs a source has ever listed, by the five outcomes.

    `have`: the article is in the archive, perhaps under another URL. `missing`: it should be and is not. `gone`: the
    URL answers 404 or 410 by now; the archive keeps the text if it has read it. `not_article`: the page is of another
    kind, such as a listing, as its content shows. `other`: it is no article, as its URL shows. `former` counts those
    of `have` that are an earlier URL or a later page of an article. `hosts` counts those of `other` that lie on hosts
    which the profile does not name. `still_listed` counts what has not gone since the source listed it, each article
    once. `claimed` is the number of posts in the last X-WP-Total header of a REST interface, None for other sources.

    It counts everything that the source has ever listed, because a source that is ordered newest first is read only
    until it brings nothing new.
    """

    source: Source
    have: int = 0
    missing: int = 0
    gone: int = 0
    not_article: int = 0
    other: int = 0
    former: int = 0
    hosts: Mapping[str, int] = field(default_factory=dict)
    still_listed: int = 0
    claimed: int | None = None

    @property
    def named(self) -> int:
        """Return how many URLs it has ever listed."""
        return self.have + self.missing + self.gone + self.not_article + self.other

    @property
    def unnamed(self) -> int | None:
        """Return how many more posts it claims than it has listed, without those that have gone since."""
        return None if self.claimed is None else self.claimed - self.still_listed


@dataclass(frozen=True, kw_only=True)
class Audit:
    """The counts of a site and of each source, and the URLs without an article; `whole` counts each URL once.

    `unread` are captured pages that are still to be read. `displaced` are URLs of articles in the archive whose page
    showed something else when it was last captured. `not_read` maps the URL of each source that the last run
    could not read, or of a part of one, to the reason.
    """

    site: str
    whole: SourceCount
    sources: tuple[SourceCount, ...]
    missing: tuple[UrlStatus, ...]
    gone: tuple[UrlStatus, ...]
    not_article: tuple[UrlStatus, ...]
    other: tuple[UrlStatus, ...]
    displaced: tuple[UrlStatus, ...] = ()
    unread: tuple[StillUnread, ...] = ()
    not_read: Mapping[str, str] = field(default_factory=dict)


LAST_SUMMARY = (
    "SELECT summary FROM runs WHERE site = ? AND imported_at IS NULL ORDER BY started_at DESC, id DESC LIMIT 1"
)


def audit_site(db: sqlite3.Connection, site: Site) -> Audit:
    """Audit a site; the connection may be read-only."""
    tally = Tally(site)
    without_article: list[UrlStatus] = []
    displaced: list[UrlStatus] = []
    for status in url_statuses(db, site):
        tally.add(status)
        if status.outcome != "have":
            without_article.append(status)
        elif status.reason:
            displaced.append(status)
    whole, sources = tally.counts()
    sources = tuple(replace(each, still_listed=count_still_listed(db, site.name, each.source)) for each in sources)
    by = {name: tuple(each for each in without_article if each.outcome == name) for name in OUTCOMES[1:]}
    unread = tuple(each for each in still_unread(db) if each.site == site.name)
    return Audit(
        site=site.name,
        whole=whole,
        sources=sources,
        displaced=tuple(displaced),
        unread=unread,
        not_read=_not_read(db, site.name),
        **by,
    )


def _not_read(db: sqlite3.Connection, site: str) -> Mapping[str, str]:
    row = db.execute(LAST_SUMMARY, (site,)).fetchone()
    try:
        summary = json.loads(row[0] or "{}") if row is not None else {}
    except ValueError:
        # A damaged database may hold any text.
        return {}
    found = summary.get("sources") if isinstance(summary, dict) else None
    return {url: str(reason) for url, reason in found.items()} if isinstance(found, dict) else {}


def count_url_statuses(db: sqlite3.Connection, site: Site) -> dict[str, Any]:
    """Return the counts of an audit for the summary of a run, in constant memory.

    {"named", "have", "missing", "gone", "not_article", "other": counts of URLs,
     "sources": [{"kind", "url", the same counts}], "reasons": {reason: count}}
    """
    tally = Tally(site)
    for status in url_statuses(db, site):
        tally.add(status)
    whole, sources = tally.counts()
    reasons = tally.reasons.most_common()
    rest = sum(number for _, number in reasons[MAX_REASONS:])
    return {
        **count_json(whole),
        "sources": [{"kind": each.source.kind, "url": each.source.url, **count_json(each)} for each in sources],
        "reasons": dict(reasons[:MAX_REASONS]) | ({"other reasons": rest} if rest else {}),
    }


def count_json(count: SourceCount) -> dict[str, int]:
    """Return the counts by name."""
    return {name: getattr(count, name) for name in ("named", *OUTCOMES)}


def url_statuses(db: sqlite3.Connection, site: Site) -> Iterator[UrlStatus]:
    """Yield the status of each URL that a source lists or an article links to, in the order of the URLs."""
    outcome_of, sources_of = outcome_by(site), _sources_of(site)
    listed = f"{LISTED_URLS} WHERE site = :site"
    for row in db.execute(f"{url_status_select(listed)} ORDER BY url", {"site": site.name}):
        # A damaged database may have bytes where text belongs.
        values: Iterator[Any] = (
            value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in row
        )
        _, url, article, reason, answered_at, leads_to, sources, _ = values
        outcome, why = outcome_of(url, article, reason)
        yield UrlStatus(
            url=url,
            outcome=outcome,
            reason=why,
            answered_at=answered_at,
            leads_to=leads_to,
            is_former=article not in {None, article_id(url)},
            sources=sources_of(sources),
        )


class Tally:
    """Counts the statuses of URLs by source and by reason."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.reasons: Counter[str] = Counter()
        self._whole: Counter[str] = Counter()
        # A source that lists nothing is counted too.
        self._sources: dict[Source, Counter[str]] = {source: Counter() for source in site.sources}
        self._hosts: defaultdict[Source, Counter[str]] = defaultdict(Counter)

    def add(self, status: UrlStatus) -> None:
        """Count the status of one URL."""
        for counts in (self._whole, *(self._sources.setdefault(source, Counter()) for source in status.sources)):
            counts[status.outcome] += 1
            counts["former"] += status.is_former and status.outcome == "have"
        if status.reason == OFF_SITE:
            host = status.url.split("/", 3)[2]
            for source in status.sources:
                self._hosts[source][host] += 1
        if status.outcome != "other" and status.reason:
            self.reasons[status.reason] += 1

    def counts(self) -> tuple[SourceCount, tuple[SourceCount, ...]]:
        """Return the counts of all, and of each source in the order of the profile."""
        sources = sorted(self._sources, key=_position_in(self.site))
        whole = _count(Source(kind="all", url=""), self._whole, Counter())
        return whole, tuple(_count(source, self._sources[source], self._hosts[source]) for source in sources)


def _count(source: Source, counts: Counter[str], hosts: Counter[str]) -> SourceCount:
    return SourceCount(
        source=source,
        have=counts["have"],
        missing=counts["missing"],
        gone=counts["gone"],
        not_article=counts["not_article"],
        other=counts["other"],
        former=counts["former"],
        hosts=dict(hosts.most_common()),
    )


def outcome_by(site: Site) -> Callable[[str, int | None, str | None], tuple[Outcome, str | None]]:
    """Return a function from a URL, its article's id and the view's reason to the outcome and the reason to show."""
    articles = re.compile(site.articles or "")
    # A hundred thousand URLs have a handful of hosts.
    is_ours = cache(lambda origin: is_on_site(origin, site.hosts))

    def outcome_of(url: str, article: int | None, reason: str | None) -> tuple[Outcome, str | None]:
        if article is not None:
            return ("gone" if reason and reason.startswith("gone") else "have"), reason
        if not is_ours("/".join(url.split("/", 3)[:3])):
            return "other", OFF_SITE
        if not articles.search(url):
            return "other", NO_ARTICLE
        if is_other_kind(reason):
            return "not_article", reason
        return ("gone" if reason and reason.startswith("gone") else "missing"), reason

    return outcome_of


def is_other_kind(reason: str | None) -> bool:
    """Tell whether a reason of the view `standings` says that the page is of another kind, such as a listing."""
    outcome, _, kind = (reason or "").partition(": ")
    return outcome == "not an article" and kind in OTHER_KINDS


def _sources_of(site: Site) -> Callable[[str], tuple[Source, ...]]:
    """Return a function that reads the column `sources`; it caches, because most URLs have the same sources."""
    position = _position_in(site)

    @cache
    def read(sources: str) -> tuple[Source, ...]:
        named = {LINKS_OF_ARTICLES if each["kind"] == ARTICLE else Source(**each) for each in json.loads(sources)}
        return tuple(sorted(named, key=position))

    return read


def _position_in(site: Site) -> Callable[[Source], tuple[int, str, str]]:
    """Return the sort key of sources: as in the profile, then those that it no longer has, then links."""
    places = {source: place for place, source in enumerate(site.sources)}
    last = len(places)
    return lambda source: (places.get(source, last + (source == LINKS_OF_ARTICLES)), source.kind, source.url)
