"""Ledger: what a run did, counted as it happens; Summary: the same when it has ended (no side effects)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.policy import PASSING

# So many answers in a row that let nobody in are no accident.
MOST_BLOCKS = 10
# So many pages that fail, and so large a share of those asked for, are no matter of single pages.
MANY_FAILED, SHARE_FAILED = 5, 0.25
# What a server says that knows who asks and does not want them.
BLOCKED_STATUSES = frozenset({401, 403, 407, 429, 451})


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What one run did, as it is stored with the run and shown to a person.

    `status` says how it ended: finished; partial, since it was polite; blocked, since nobody let it in; unreachable,
    since nobody answered; interrupted; failed; and `why` in a sentence, unless it is finished. `asked` counts pages
    that were to be fetched, `skipped` those that were not after all, `parts` later pages of articles, `captures`
    responses kept, `refused` pages that are no article, `failed` requests without an answer and pages that could not
    be read. `reasons` says why, for each of refused, failed and skipped; `statuses` counts responses by HTTP status;
    `sources` maps a source that could not be read to why.
    `not_due` counts pages that were not to be looked at yet; of `lastmod_edits` edits that former runs found, the
    site's own dates of modification told of `lastmod_told`. `blocked` counts answers that let nobody in. `hosts` is
    the ledger of each host: requests, statuses, bytes, refusals (of robots.txt), delay_seconds (the last in force),
    waited_seconds. `alarms` are sentences about what a person should look at.
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
    refused: int = 0
    failed: int = 0
    not_due: int = 0
    lastmod_told: int = 0
    lastmod_edits: int = 0
    blocked: int = 0
    alarms: tuple[str, ...] = ()
    hosts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """Return how many pages showed an article."""
        return self.articles_new + self.articles_changed + self.articles_same

    @property
    def is_complete(self) -> bool:
        """Tell whether the run ended by itself with every source read and nothing to be alarmed at."""
        return self.status == "finished" and not self.sources and not self.alarms

    @property
    def trouble(self) -> str:
        """Return what is wrong with a run that ended by itself, in a few words; empty when nothing is."""
        return trouble_of(vars(self), ended=self.status)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but robots.txt and errors came back."""
        return not self.pages and not self.listings and self.status not in {"blocked", "partial"}


def trouble_of(told: Mapping[str, Any], *, ended: str) -> str:
    """Return the same of a summary as it is stored, which may be an older release's."""
    if ended != "finished":
        return ""
    if not told.get("pages") and not told.get("listings"):
        return "nothing was fetched"
    unread = f"{len(told['sources'])} of its sources could not be read" if told.get("sources") else ""
    return " and ".join(filter(None, (unread, "there is an alarm" if told.get("alarms") else "")))


class HostLedger:
    """Counts what passed between a run and one host."""

    def __init__(self) -> None:
        self.requests = 0
        self.bytes = 0
        self.refusals = 0
        self.delay = 0.0
        self.waited = 0.0
        self.statuses: Counter[str] = Counter()

    def as_row(self) -> dict[str, Any]:
        """Return it as it stands in the summary."""
        return {
            "requests": self.requests,
            "statuses": dict(sorted(self.statuses.items())),
            "bytes": self.bytes,
            "refusals": self.refusals,
            "delay_seconds": round(self.delay, 3),
            "waited_seconds": round(self.waited, 3),
        }


class Ledger:
    """Counts one run; each method is one thing that can happen."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = {name: Counter() for name in ("refused", "failed", "skipped")}
        self.sources: dict[str, str] = {}
        self.hosts: defaultdict[str, HostLedger] = defaultdict(HostLedger)
        self.alarms: list[str] = []
        self._blocks_in_row = 0
        self._unanswered_in_row = 0

    def add_request(self, host: str) -> None:
        """Count a request that goes out."""
        self.counts["requests"] += 1
        self.hosts[host].requests += 1

    def take_back_request(self, host: str) -> None:
        """Count a request no more that was withdrawn before it went out."""
        self.counts["requests"] -= 1
        self.hosts[host].requests -= 1

    def add_bytes(self, host: str, size: int) -> None:
        """Count bytes of a body as they come in, also of one that is given up."""
        self.counts["bytes"] += size
        self.hosts[host].bytes += size

    def add_response(self, host: str, status: int) -> None:
        """Count a response that came in and is kept."""
        self._unanswered_in_row = 0
        self.counts["captures"] += 1
        self.statuses[str(status)] += 1
        self.hosts[host].statuses[str(status)] += 1

    def add_wait(self, host: str, seconds: float) -> None:
        """Count time for which a host was left in peace though there was something to ask."""
        self.hosts[host].waited += seconds

    def note_delay(self, host: str, seconds: float) -> None:
        """Note the delay between two requests to a host that is in force."""
        self.hosts[host].delay = seconds

    def add_host_refusal(self, host: str) -> None:
        """Count a request that a host's robots.txt forbids."""
        self.hosts[host].refusals += 1

    def note_unanswered(self) -> int:
        """Count a request that nobody answered, and return how many there were in a row."""
        self._unanswered_in_row += 1
        return self._unanswered_in_row

    def note_answer(self, *, blocked: bool) -> bool:
        """Count an answer to a page or listing; True when so many in a row let nobody in that the run should end."""
        self.counts["blocked"] += blocked
        self.counts["answers"] += 1
        self._blocks_in_row = self._blocks_in_row + 1 if blocked else 0
        # Beside many that are let in, a row of those that are not is a section for members.
        return self._blocks_in_row >= MOST_BLOCKS and 2 * self.counts["blocked"] > self.counts["answers"]

    @property
    def is_failing(self) -> bool:
        """Tell whether so many pages failed that it is the site, or the network, and not those pages."""
        failed, pages = self.counts["failed"], self.counts["pages"]
        return failed > 0 and (not pages or (failed >= MANY_FAILED and failed > SHARE_FAILED * (failed + pages)))

    @property
    def is_blocked(self) -> bool:
        """Tell whether something came back, and nothing but blocks."""
        return 0 < self.counts["answers"] == self.counts["blocked"]

    def add_page(self) -> None:
        """Count a page that is to be asked for."""
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

    def recount(self, *, new: int, changed: int) -> None:
        """Correct how many articles are new or changed by what the archive knows at the end; the others are the same.

        Those that answered 304 were seen without a reading, and only the ledger has them.
        """
        total = sum(self.counts[f"articles_{outcome}"] for outcome in ("new", "changed", "same"))
        for outcome, count in {"new": new, "changed": changed, "same": total - new - changed}.items():
            self.counts[f"articles_{outcome}"] = count

    def add_refusal(self, reason: str) -> None:
        """Count a page that is no article."""
        self.counts["pages"] += 1
        self._add_reason("refused", reason)

    def add_status(self, status: int) -> None:
        """Count a page that is not there, or whose server failed."""
        if status >= 500 or status in PASSING:
            self.add_failure(f"status {status}")
        else:
            self.add_refusal(f"status {status}")

    def add_failure(self, reason: str) -> None:
        """Count a request without an answer, or a page that could not be read."""
        self._add_reason("failed", reason)

    def add_skipped(self, reason: str) -> None:
        """Count a page not asked for after all, or not followed to where it moved."""
        self._add_reason("skipped", reason)

    def add_source_failure(self, url: str, reason: str) -> None:
        """Note a source that could not be read: the run may have missed articles."""
        self.sources[url] = reason

    def summary(self, *, run: str, site: str, status: str, seconds: float, why: str = "") -> Summary:
        """Close the books, or look at them while the run goes on."""
        counts = {name: count for name, count in self.counts.items() if name != "answers"}
        return Summary(
            run=run,
            site=site,
            status=status,
            why=why,
            seconds=round(seconds, 3),
            alarms=tuple(self.alarms),
            hosts={host: ledger.as_row() for host, ledger in sorted(self.hosts.items())},
            statuses=dict(sorted(self.statuses.items())),
            reasons={name: dict(counts.most_common()) for name, counts in self.reasons.items() if counts},
            sources=dict(self.sources),
            **counts,
        )

    def _add_reason(self, outcome: str, reason: str) -> None:
        self.counts[outcome] += 1
        self.reasons[outcome][reason] += 1
