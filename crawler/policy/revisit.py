"""Decides when to request an article again (pure).

never captured, failed, modified, no longer on its sitemap, gone and listed again → due now
a lastmod that can be trusted says "not modified"          → due after 90 days
all else                                                   → due by the article's age and edits, after 1 to 30 days
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

# (age of the article below, interval between two visits)
INTERVAL_BY_AGE = (
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=180), timedelta(days=7)),
)
MIN_INTERVAL, MAX_INTERVAL = timedelta(days=1), timedelta(days=30)
# Edits come in rows: for so long after one the interval is MIN_INTERVAL.
AFTER_EDIT = timedelta(days=7)
# What a trusted lastmod calls unmodified is still requested now and then, so that a wrong lastmod is found out.
TRUSTED_LASTMOD_INTERVAL = timedelta(days=90)
# A daily crawl does not start at the same second every day.
TOLERANCE = timedelta(hours=2)
# A lastmod is trusted after at least so many edits, of which it announced at least such a share.
MIN_EDITS, MIN_ANNOUNCED_SHARE = 5, 0.9

NEVER_CAPTURED, MODIFIED = "never captured", "its source says that it was modified"
NEW_OR_MODIFIED = frozenset({NEVER_CAPTURED, MODIFIED})


class PageHistory(Protocol):
    """What must be known of a URL to decide about it."""

    @property
    def captured_at(self) -> datetime | None:
        """Time of the last capture, None when there is none."""

    @property
    def failed(self) -> bool:
        """Whether the last capture was no usable response."""

    @property
    def gone(self) -> bool:
        """Whether it was missing, or redirected to another text, when it was last requested."""

    @property
    def published_at(self) -> datetime | None:
        """Publication date of its article, or the time of the first capture."""

    @property
    def edits(self) -> int:
        """Number of known edits of its article."""

    @property
    def edited_at(self) -> datetime | None:
        """Time at which the last edit was found."""


class LastmodHistory(Protocol):
    """How well a site's lastmod announced edits."""

    @property
    def told(self) -> int:
        """Number of known edits that lastmod announced."""

    @property
    def edits(self) -> int:
        """Number of known edits."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether to request an article now, and why; `due_at` is when it will be due, None when that is unknown."""

    due: bool
    reason: str
    due_at: datetime | None = None


def decide_revisit(  # noqa: PLR0911, PLR0913 - one line for each reason, one argument for each fact
    history: PageHistory,
    *,
    now: datetime,
    modified_at: datetime | None = None,
    modified_before: datetime | None = None,
    trusted: bool = False,
    left_sitemap: bool = False,
    listed_again: bool = False,
    full: bool = False,
) -> Decision:
    """Decide whether to request an article now.

    `modified_at` is the lastmod that its source gives, `modified_before` the one that it gave last time, `trusted`
    whether the site's lastmod can be trusted, `left_sitemap` that no sitemap lists the article any more,
    `listed_again` that a source lists it that did not do so before, and `full` that the run requests every article.
    """
    if history.captured_at is None:
        return Decision(due=True, reason=NEVER_CAPTURED)
    if history.failed:
        return Decision(due=True, reason="the last request failed")
    if is_modified(history, modified_at, modified_before):
        return Decision(due=True, reason=MODIFIED)
    if history.gone and listed_again:
        return Decision(due=True, reason="it was gone, and a source lists it again")
    if left_sitemap:
        return Decision(due=True, reason="its sitemap lists it no longer")
    if full:
        return Decision(due=True, reason="a full crawl (--full)")
    if modified_at is not None and trusted:
        return _after(history.captured_at, TRUSTED_LASTMOD_INTERVAL, now, "unmodified by a lastmod that is trusted")
    return _after(history.captured_at, revisit_interval(history, now), now, "by its age and edits")


def is_modified(history: PageHistory, modified_at: datetime | None, modified_before: datetime | None) -> bool:
    """Tell whether a lastmod announces a change: it is later than the last capture, or than the previous lastmod."""
    if modified_at is None or history.captured_at is None:
        return False
    return modified_at > history.captured_at or (modified_before is not None and modified_at > modified_before)


def revisit_interval(history: PageHistory, now: datetime) -> timedelta:
    """Return the time between two visits: from MIN_INTERVAL to MAX_INTERVAL, and shorter with every edit."""
    if history.edited_at is not None and now - history.edited_at < AFTER_EDIT:
        return MIN_INTERVAL
    age = now - (history.published_at or datetime.min.replace(tzinfo=UTC))
    interval = next((interval for limit, interval in INTERVAL_BY_AGE if age < limit), MAX_INTERVAL)
    return max(MIN_INTERVAL, interval / (1 + history.edits))


def is_lastmod_trusted(history: LastmodHistory) -> bool:
    """Tell whether a site's lastmod has announced enough of its edits to be trusted when it announces none."""
    return history.edits >= MIN_EDITS and history.told >= MIN_ANNOUNCED_SHARE * history.edits


def _after(captured_at: datetime, interval: timedelta, now: datetime, reason: str) -> Decision:
    due_at = captured_at + interval
    # After the clock was set back a capture lies in the future, and must not put the article off for years.
    due = now >= due_at - TOLERANCE or captured_at > now + TOLERANCE
    return Decision(due=due, reason=f"{reason}: every {_days(interval)}", due_at=due_at)


def _days(interval: timedelta) -> str:
    days = f"{interval / timedelta(days=1):.3g}"
    return "day" if days == "1" else f"{days} days"
