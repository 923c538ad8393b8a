"""Ledger counts what a run does while it goes on (no side effects); Summary is the result at its end."""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from crawler.ledger.source_counts import SourceCounts
from crawler.ledger.summary import Summary

if TYPE_CHECKING:
    from datetime import datetime

# Blocked responses in a row that end a run, unless most others were let through.
MAX_BLOCKED_IN_ROW = 10
# A run of a known site in which no page answered is blocked if at least so many showed a fault.
MIN_FAILED = 5
BLOCKED = "(401/403/429 or a challenge page)"
# Statuses by which a server says of a page that it is not there, or not for us, whoever asks and when.
GONE_STATUSES = frozenset({402, 404, 410, 451})


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
        self.reasons: dict[str, Counter[str]] = {
            name: Counter() for name in ("refused", "failed", "skipped", "assets")
        }
        self.sources: dict[str, str] = {}
        self.listed = SourceCounts()
        self.hosts: defaultdict[str, HostLedger] = defaultdict(HostLedger)
        self.alarms: list[str] = []
        self.lastmod_idle: dict[str, None] = {}
        self.next_due_at: datetime | None = None
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

    def add_asset(self, size: int, *, is_known: bool) -> None:
        """Count the response for an image or stylesheet; `is_known` tells that its payload was stored before."""
        self.counts["assets"] += 1
        self.counts["assets_known"] += is_known
        self.counts["asset_bytes"] += size

    def add_asset_problem(self, reason: str) -> None:
        """Count an image or stylesheet that was not requested, or is none."""
        self.reasons["assets"][reason] += 1

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
            next_due_at=self.next_due_at,
            **counts,
        )

    def _add_reason(self, outcome: str, reason: str) -> None:
        self.counts[outcome] += 1
        self.reasons[outcome][reason] += 1
