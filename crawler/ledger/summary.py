"""Summary: what one run did, and what is wrong with it (values only)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crawler.policy import PERMANENT_REASONS


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
    `assets` counts responses for images and stylesheets, none of which is a page, `assets_known` those of them whose
    payload was stored before, `assets_left` what is left to the next run, `asset_bytes` the bytes of their bodies;
    `reasons` has under "assets" why some were not stored.
    `blocked` counts blocked responses: 401, 403, 407, 429, 451, challenge pages and consent walls. `hosts` has the
    counts of each host: requests, statuses, bytes, refusals (requests that robots.txt disallows), delay_seconds (the
    last in force), waited_seconds. `found` counts URLs that may be articles by the profile and that a source or an
    article listed for the first time. `next_due_at` is when the first page is due again: the end of the run if it
    left pages to the next one, None if nothing is known to be due. `alarms` are sentences about what a person should
    look at.
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
    assets: int = 0
    assets_known: int = 0
    assets_left: int = 0
    asset_bytes: int = 0
    found: int = 0
    next_due_at: datetime | None = None

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
