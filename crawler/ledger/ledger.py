"""Ledger counts what a run does while it goes on; Summary is the result at its end (no side effects)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.ledger.source_counts import SourceCounts
from crawler.policy import PERMANENT_REASONS

# Blocked responses in a row that end a run, unless most others were let through.
MAX_BLOCKED_IN_ROW = 10
# An alarm is raised when at least so many pages failed, and more than such a share of those requested.
MIN_FAILED, MAX_FAILED_SHARE = 5, 0.25
BLOCKED = "(401/403/429 or a challenge page)"
# Statuses by which a server refuses this client, and not this page.
BLOCKED_STATUSES = frozenset({401, 403, 407, 429, 451})
# Statuses by which a server says of a page that it is not there, or not for us, whoever asks and when.
GONE_STATUSES = frozenset({402, 404, 410, 451})


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What one run did, as it is stored with the run (as JSON) and shown to a person.

    `status` is how it ended: finished; partial (a budget was spent, or the host asked for a long pause); blocked;
    unreachable; interrupted; failed. `why` says so in a sentence, and is empty when it finished. `asked` counts pages
    that were queued, `skipped` those that were not fetched after all, `parts` later pages of articles, `captures`
    stored responses, `refused` pages that are no article, `failed` requests without a response and pages that could
    not be read or showed a fault that may pass. `reasons` counts the reasons of each of refused, failed and skipped;
    `held` counts pages whose reading does not count for their article, as `alarms` say; `statuses` counts responses
    by HTTP status; `sources` maps the URL of a source that could not be read to the reason. `off_site` maps the URL
    of a source (or "redirects") to the hosts of links that the profile does not name, with their number; `unlisted`
    maps that of a REST list to the number of posts that it claims and does not list. `page_lists` are the URLs of
    sitemaps and REST lists that were not requested, since they list static pages alone. `not_due` counts pages that
    were not due yet; of `lastmod_edits` edits that earlier runs found, the site's lastmod announced `lastmod_told`;
    `lastmod_idle` are the URLs of sources whose lastmod is ignored, because it moves whether or not a page changes.
    `blocked` counts blocked responses: 401, 403, 407, 429, 451, challenge pages and consent walls. `hosts` has the
    counts of each host: requests, statuses, bytes, refusals (requests that robots.txt disallows), delay_seconds (the
    last in force), waited_seconds. `alarms` are sentences about what a person should look at.
    """

    run: str
    site: str
    status: str
    seconds: float
    why: str = ""
    requests: int = 0
    captures: int = 0
    bytes: int = 0
    listings: int = 0
    asked: int = 0
    pages: int = 0
    parts: int = 0
    skipped: int = 0
    articles_new: int = 0
    articles_changed: int = 0
    articles_same: int = 0
    held: int = 0
    refused: int = 0
    failed: int = 0
    not_due: int = 0
    lastmod_told: int = 0
    lastmod_edits: int = 0
    lastmod_idle: tuple[str, ...] = ()
    blocked: int = 0
    alarms: tuple[str, ...] = ()
    hosts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    off_site: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unlisted: Mapping[str, int] = field(default_factory=dict)
    page_lists: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """Return how many pages showed an article."""
        return self.articles_new + self.articles_changed + self.articles_same

    @property
    def is_complete(self) -> bool:
        """Tell whether the run finished with every source and page read and no alarm."""
        return self.status == "finished" and not self.problem

    @property
    def problem(self) -> str:
        """Return what is wrong with a run that finished, in a few words; empty when nothing is."""
        return run_problem(vars(self), ended=self.status)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was fetched but robots.txt and errors."""
        return not self.pages and not self.listings and self.status not in {"blocked", "partial", "interrupted"}


def run_problem(summary: Mapping[str, Any], *, ended: str) -> str:
    """Return the same for a stored summary, which an older release may have written; `ended` is its status."""
    if ended != "finished":
        return ""
    if not summary.get("pages") and not summary.get("listings"):
        return "nothing was fetched"
    unread = f"{len(summary['sources'])} of its sources could not be read" if summary.get("sources") else ""
    counts = (summary.get("reasons") or {}).get("failed") or {}
    # What holds for the next run too is no hole that a run can fill; the audit names it.
    count = sum(number for reason, number in counts.items() if reason not in PERMANENT_REASONS)
    failed = f"{count} of its pages could not be fetched or read" if count else ""
    return " and ".join(filter(None, (unread, failed, "there is an alarm" if summary.get("alarms") else "")))


class HostLedger:
    """Counts the requests and responses of one host; `delay` and `waited` are in seconds."""

    def __init__(self) -> None:
        self.requests = 0
        self.bytes = 0
        self.disallowed = 0
        self.delay = 0.0
        self.waited = 0.0
        self.statuses: Counter[str] = Counter()

    def as_row(self) -> dict[str, Any]:
        """Return the counts as they stand in the summary."""
        return {
            "requests": self.requests,
            "statuses": dict(sorted(self.statuses.items())),
            "bytes": self.bytes,
            "refusals": self.disallowed,
            "delay_seconds": round(self.delay, 3),
            "waited_seconds": round(self.waited, 3),
        }


class Ledger:
    """Counts one run; each method counts one kind of event."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = {name: Counter() for name in ("refused", "failed", "skipped")}
        self.sources: dict[str, str] = {}
        self.listed = SourceCounts()
        self.hosts: defaultdict[str, HostLedger] = defaultdict(HostLedger)
        self.alarms: list[str] = []
        self.lastmod_idle: dict[str, None] = {}
        self._blocked_in_row = 0
        self._unanswered_in_row = 0

    def add_request(self, host: str) -> None:
        """Count a request that is sent."""
        self.counts["requests"] += 1
        self.hosts[host].requests += 1

    def uncount_request(self, host: str) -> None:
        """Take back the count of a request that was cancelled before it was sent."""
        self.counts["requests"] -= 1
        self.hosts[host].requests -= 1

    def add_bytes(self, host: str, size: int) -> None:
        """Count bytes of a body as they are received, also when the download is then cancelled."""
        self.counts["bytes"] += size
        self.hosts[host].bytes += size

    def add_response(self, host: str, status: int) -> None:
        """Count a response that was stored."""
        self._unanswered_in_row = 0
        self.counts["captures"] += 1
        self.statuses[str(status)] += 1
        self.hosts[host].statuses[str(status)] += 1

    def add_waiting_time(self, host: str, seconds: float) -> None:
        """Add time for which no request was sent to a host although one was ready."""
        self.hosts[host].waited += seconds

    def set_delay(self, host: str, seconds: float) -> None:
        """Store the delay between two requests to a host that is in force."""
        self.hosts[host].delay = seconds

    def add_disallowed(self, host: str) -> None:
        """Count a request that a host's robots.txt disallows."""
        self.hosts[host].disallowed += 1

    def count_unanswered(self) -> int:
        """Count a request without a response, and return how many there were in a row."""
        self._unanswered_in_row += 1
        return self._unanswered_in_row

    def count_blocked(self, *, blocked: bool) -> bool:
        """Count a response for a page or listing; True when so many in a row were blocked that the run should end."""
        self.counts["blocked"] += blocked
        self.counts["answers"] += 1
        self._blocked_in_row = self._blocked_in_row + 1 if blocked else 0
        # Where most responses were not blocked, a row of blocked ones is a section for members.
        return self._blocked_in_row >= MAX_BLOCKED_IN_ROW and 2 * self.counts["blocked"] > self.counts["answers"]

    @property
    def is_failing(self) -> bool:
        """Tell whether so many pages failed that the site or the network is at fault, and not those pages."""
        failed, pages = self.counts["failed"], self.counts["pages"]
        return failed > 0 and (not pages or (failed >= MIN_FAILED and failed > MAX_FAILED_SHARE * (failed + pages)))

    def why_blocked(self, *, is_first: bool) -> str | None:
        """Return why a run that ended by itself was blocked all the same, None if it was not.

        `is_first` tells that the archive has no article of the site: of one that is known, a single new page may be
        out of order.
        """
        faults, answers = self.counts["faults"], self.counts["answers"]
        if 0 < answers == self.counts["blocked"]:
            return f"every response was blocked {BLOCKED}"
        if self.counts["pages"] or faults < (1 if is_first else MIN_FAILED):
            return None
        shown = ", ".join(f"{count} x {reason}" for reason, count in self.reasons["failed"].items())
        return f"no page showed its own content: {shown}"

    def add_page(self) -> None:
        """Count a page that was queued."""
        self.counts["asked"] += 1

    def add_listing(self) -> None:
        """Count a sitemap, feed or listing that was read."""
        self.counts["listings"] += 1

    def add_article(self, outcome: str) -> None:
        """Count a page that shows an article: new, changed or same."""
        self.counts["pages"] += 1
        self.counts[f"articles_{outcome}"] += 1

    def add_part(self) -> None:
        """Count a page that shows a later page of an article."""
        self.counts["pages"] += 1
        self.counts["parts"] += 1

    def recount(self, *, new: int, changed: int, held: int) -> None:
        """Replace the counts of new, changed and held articles by the archive's, at the end of the run.

        All others are the same: articles that answered 304 have no reading of this run, and stand only in the ledger.
        """
        total = sum(self.counts[f"articles_{outcome}"] for outcome in ("new", "changed", "same"))
        # An article with a held reading may have another that counts.
        same = max(0, total - new - changed - held)
        for outcome, count in {"new": new, "changed": changed, "same": same}.items():
            self.counts[f"articles_{outcome}"] = count
        self.counts["held"] = held

    def add_not_article(self, reason: str) -> None:
        """Count a page that is no article."""
        self.counts["pages"] += 1
        self._add_reason("refused", reason)

    def add_status(self, status: int) -> None:
        """Count a page by a status that is no success: as no article where it is gone, else as failed."""
        if status in GONE_STATUSES:
            self.add_not_article(f"status {status}")
        else:
            self.add_failure(f"status {status}")

    def add_failure(self, reason: str) -> None:
        """Count a request without a response, or a page that could not be read."""
        self._add_reason("failed", reason)

    def add_skipped(self, reason: str) -> None:
        """Count a page that was not requested after all, or whose redirect was not followed."""
        self._add_reason("skipped", reason)

    def add_source_failure(self, url: str, reason: str) -> None:
        """Store why a source could not be read: the run may have missed articles."""
        self.sources[url] = reason

    def summary(self, *, run: str, site: str, status: str, seconds: float, why: str = "") -> Summary:
        """Return the counts, at the end of the run or while it goes on."""
        counts = {name: count for name, count in self.counts.items() if name not in {"answers", "faults"}}
        return Summary(
            run=run,
            site=site,
            status=status,
            why=why,
            seconds=round(seconds, 3),
            alarms=tuple(self.alarms),
            lastmod_idle=tuple(self.lastmod_idle),
            hosts={host: ledger.as_row() for host, ledger in sorted(self.hosts.items())},
            statuses=dict(sorted(self.statuses.items())),
            reasons={name: dict(counts.most_common()) for name, counts in self.reasons.items() if counts},
            sources=dict(self.sources),
            off_site=self.listed.off_site(),
            unlisted=dict(self.listed.unlisted),
            page_lists=tuple(self.listed.page_lists),
            **counts,
        )

    def _add_reason(self, outcome: str, reason: str) -> None:
        self.counts[outcome] += 1
        self.reasons[outcome][reason] += 1
