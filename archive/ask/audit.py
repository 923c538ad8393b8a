"""Compares what the sources of a site and the links of its articles name with what the archive has (reads only).

sources → addresses, each once → how each stands → have · missing · gone · no article, by its page or its address
                                                   each that is not had with its reason
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from archive.schema import LISTED_URLS, article_id, url_status_select
from extract.kind import OTHER_KINDS
from extract.site import ARTICLE, Site, Source
from extract.urls import is_on_site

Outcome = Literal["have", "missing", "gone", "not_article", "other"]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

OFF_SITE, NO_ARTICLE = "not on the site's hosts", "its address is no article's by the profile"
# What the texts of articles link to, as if they were one more source; a listing of a profile has an address.
LINKS_OF_ARTICLES = Source(kind="links", url="")
# A summary stays small, however many reasons there are.
MAX_REASONS = 50


@dataclass(frozen=True, kw_only=True)
class UrlStatus:
    """How one address stands; `reason` says in countable words why there is no article, or that it is gone.

    `answered_at` is the time of its last answer as stored, `leads_to` where that one redirects to;
    `is_former` tells that its article has another address by now, or that it is a later page's.
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
    """How many addresses a source has ever named, and how they stand: each is one of the five.

    `have` are in the archive as articles, also under another address; `missing` should be. `gone` have answered 404
    or 410 since they were last there, and the archive keeps the text of those that it has read. `not_article` are
    pages of another kind, as their content says; `other` are no articles by their address. Of those that it has
    `former` are addresses which an article had before, and those of its later pages. `claimed` is how many posts a
    REST interface said last that it has.

    Not what one reading of a source named counts but what all did, because a source that is ordered newest first is
    read only until it brings nothing new.
    """

    source: Source
    have: int = 0
    missing: int = 0
    gone: int = 0
    not_article: int = 0
    other: int = 0
    former: int = 0
    claimed: int | None = None

    @property
    def named(self) -> int:
        """Return how many addresses it has ever named."""
        return self.have + self.missing + self.gone + self.not_article + self.other

    @property
    def unnamed(self) -> int | None:
        """Return how many posts it claims beyond those that it named: each by its present address, and not gone."""
        return None if self.claimed is None else self.claimed - (self.named - self.gone - self.former)


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What the sources of a site know against what the archive has; `whole` counts each address once."""

    site: str
    whole: SourceCount
    sources: tuple[SourceCount, ...]
    missing: tuple[UrlStatus, ...]
    gone: tuple[UrlStatus, ...]
    not_article: tuple[UrlStatus, ...]
    other: tuple[UrlStatus, ...]


def audit_site(db: sqlite3.Connection, site: Site) -> Audit:
    """Audit a site by an open connection, which may be read-only."""
    tally, absent = Tally(site), []
    for standing in url_statuses(db, site):
        tally.add(standing)
        if standing.outcome != "have":
            absent.append(standing)
    whole, sources = tally.counts()
    by = {name: tuple(each for each in absent if each.outcome == name) for name in OUTCOMES[1:]}
    return Audit(site=site.name, whole=whole, sources=sources, **by)


def count_url_statuses(db: sqlite3.Connection, site: Site) -> dict[str, Any]:
    """Return the counts of an audit as JSON has them, for a run's summary; memory stays flat."""
    tally = Tally(site)
    for standing in url_statuses(db, site):
        tally.add(standing)
    whole, sources = tally.counts()
    reasons = tally.reasons.most_common()
    rest = sum(number for _, number in reasons[MAX_REASONS:])
    return {
        **count_json(whole),
        "sources": [{"kind": each.source.kind, "url": each.source.url, **count_json(each)} for each in sources],
        "reasons": dict(reasons[:MAX_REASONS]) | ({"other reasons": rest} if rest else {}),
    }


def count_json(count: SourceCount) -> dict[str, int]:
    """Return the figures of a count by name."""
    return {name: getattr(count, name) for name in ("named", *OUTCOMES)}


def url_statuses(db: sqlite3.Connection, site: Site) -> Iterator[UrlStatus]:
    """Yield how each address stands that anything names, in order."""
    judge, sources_of = _judge_by(site), _sources_of(site)
    named = f"{LISTED_URLS} WHERE site = :site"
    for row in db.execute(f"{url_status_select(named)} ORDER BY url", {"site": site.name}):
        _, url, article, reason, answered_at, leads_to, sources, _ = row
        outcome, why = judge(url, article, reason)
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
    """Counts standings, by source and by reason."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.reasons: Counter[str] = Counter()
        self._whole: Counter[str] = Counter()
        # A source that named nothing is told too.
        self._sources: dict[Source, Counter[str]] = {source: Counter() for source in site.sources}

    def add(self, standing: UrlStatus) -> None:
        """Count one."""
        for counts in (self._whole, *(self._sources.setdefault(source, Counter()) for source in standing.sources)):
            counts[standing.outcome] += 1
            counts["former"] += standing.is_former and standing.outcome == "have"
        if standing.outcome in {"missing", "gone", "not_article"} and standing.reason:
            self.reasons[standing.reason] += 1

    def counts(self) -> tuple[SourceCount, tuple[SourceCount, ...]]:
        """Return the counts of all, and of each source in the order of the profile."""
        sources = sorted(self._sources, key=_place_in(self.site))
        whole = SourceCount(source=Source(kind="all", url=""), **self._whole)
        return whole, tuple(SourceCount(source=source, **self._sources[source]) for source in sources)


def _judge_by(site: Site) -> Callable[[str, int | None, str | None], tuple[Outcome, str | None]]:
    """Return what makes of an address, its article and the reason against it an outcome and the reason to tell."""
    articles = re.compile(site.articles or "")
    # A hundred thousand addresses have a handful of hosts.
    is_ours = cache(lambda origin: is_on_site(origin, site.hosts))

    def judge(url: str, article: int | None, reason: str | None) -> tuple[Outcome, str | None]:
        if article is not None:
            return ("gone" if reason else "have"), reason
        if not is_ours("/".join(url.split("/", 3)[:3])):
            return "other", OFF_SITE
        if not articles.search(url):
            return "other", NO_ARTICLE
        if is_other_kind(reason):
            return "not_article", reason
        return ("gone" if reason and reason.startswith("gone") else "missing"), reason

    return judge


def is_other_kind(reason: str | None) -> bool:
    """Tell whether a reason of the view `standings` says that a page is of another kind, so that nothing is lost."""
    outcome, _, kind = (reason or "").partition(": ")
    return outcome == "not an article" and kind in OTHER_KINDS


def _sources_of(site: Site) -> Callable[[str], tuple[Source, ...]]:
    """Return what reads the column `sources`; most addresses have the same ones."""
    place = _place_in(site)

    @cache
    def read(sources: str) -> tuple[Source, ...]:
        named = {LINKS_OF_ARTICLES if each["kind"] == ARTICLE else Source(**each) for each in json.loads(sources)}
        return tuple(sorted(named, key=place))

    return read


def _place_in(site: Site) -> Callable[[Source], tuple[int, str, str]]:
    """Return the order of sources: as in the profile, then those that it no longer has, then links."""
    places = {source: place for place, source in enumerate(site.sources)}
    last = len(places)
    return lambda source: (places.get(source, last + (source == LINKS_OF_ARTICLES)), source.kind, source.url)
