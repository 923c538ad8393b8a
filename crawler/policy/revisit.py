"""Decides when to request an article again (pure).

never captured, modified, no longer on its sitemap          → due now
gone and listed again                                       → due now
failed                                                     → due now, and later at growing intervals up to a week
a lastmod that can be trusted says "not modified"          → due after 90 days
all else                                                   → due as the profile's `look_again` says, else by the
                                                             article's age and edits, after 1 to 30 days
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from extract.site import LookAgain

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
# A page that never showed an article and has failed for so long is requested again only after as long once more.
MAX_FAILED_INTERVAL = timedelta(days=7)
# A daily crawl does not start at the same second every day. For an interval below a day it is a twelfth of that.
TOLERANCE = timedelta(hours=2)
# But at least so much, or a sixth of a short interval: `archive.due` has a site crawled up to five minutes early, and
# its pages were captured minutes after the run before began.
SHORT = timedelta(minutes=10)
# A lastmod is trusted after at least so many edits, of which it announced at least such a share.
MIN_EDITS, MIN_ANNOUNCED_SHARE = 5, 0.9

FAILED = "the last request failed"
# A lastmod is idle after so many announcements of which at most such a share was followed by a change, where it moves
# for at least such a share of the pages again.
MIN_ANNOUNCED, MAX_TOLD_SHARE, MIN_MOVED_SHARE = 5, 0.1, 0.9

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
    def failing_since(self) -> datetime | None:
        """Time of the first of the failures in a row, None unless it failed for a reason that may stay."""

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
    look_again: Sequence[LookAgain] = (),
) -> Decision:
    """Decide whether to request an article now.

    `modified_at` is the lastmod that its source gives, `modified_before` the one that it gave last time, `trusted`
    whether the site's lastmod can be trusted, `left_sitemap` that no sitemap lists the article any more,
    `listed_again` that a source lists it that did not do so before, and `full` that the run requests every article.
    `look_again` are the profile's intervals, which hold whatever a lastmod says.
    """
    if history.captured_at is None:
        return Decision(due=True, reason=NEVER_CAPTURED)
    after_failure = _after_failure(history, history.captured_at, now)
    if after_failure is not None and after_failure.due:
        return after_failure
    reasons = (
        (is_modified(history, modified_at, modified_before, now), MODIFIED),
        (history.gone and listed_again, "it was gone, and a source lists it again"),
        (left_sitemap, "its sitemap lists it no longer"),
        (full, "a full crawl (--full)"),
    )
    if reason := next((reason for is_due, reason in reasons if is_due), None):
        return Decision(due=True, reason=reason)
    if after_failure is not None:
        return after_failure
    for interval in look_again:
        if interval.younger_than is None or age_of(history, now) < interval.younger_than:
            return _after(history.captured_at, interval.every, now, "by look_again in the profile")
    if modified_at is not None and trusted:
        return _after(history.captured_at, TRUSTED_LASTMOD_INTERVAL, now, "unmodified by a lastmod that is trusted")
    return _after(history.captured_at, revisit_interval(history, now), now, "by its age and edits")


def is_modified(
    history: PageHistory, modified_at: datetime | None, modified_before: datetime | None, now: datetime
) -> bool:
    """Tell whether a lastmod announces a change: it is later than the last capture, or than the previous lastmod."""
    if modified_at is None or history.captured_at is None:
        return False
    if modified_at > now and modified_before is not None:
        # It is wrong, and would announce a change at every look until that day comes.
        return modified_at != modified_before
    return modified_at > history.captured_at or (modified_before is not None and modified_at > modified_before)


def revisit_interval(history: PageHistory, now: datetime) -> timedelta:
    """Return the time between two visits: from MIN_INTERVAL to MAX_INTERVAL, and shorter with every edit."""
    if history.edited_at is not None and now - history.edited_at < AFTER_EDIT:
        return MIN_INTERVAL
    age = age_of(history, now)
    interval = next((interval for limit, interval in INTERVAL_BY_AGE if age < limit), MAX_INTERVAL)
    return max(MIN_INTERVAL, interval / (1 + history.edits))


def age_of(history: PageHistory, now: datetime) -> timedelta:
    """Return how long ago an article was published; the longest time where that is unknown."""
    return now - (history.published_at or datetime.min.replace(tzinfo=UTC))


def is_lastmod_idle(*, announced: int, told: int, compared: int, moved: int) -> bool:
    """Tell whether a source's lastmod says nothing: it is always the time of the request, or of some build.

    `announced` counts the pages for which it announced a change between the last two looks, `told` those of them that
    had changed. Of `compared` pages it had given a lastmod before, and of `moved` it gives a later one now. Where
    nearly all move again, the announcement is worth as little as the last one; where few do, as after a single
    rebuild of a site, they are believed.
    """
    is_unfounded = announced >= MIN_ANNOUNCED and told <= MAX_TOLD_SHARE * announced
    return is_unfounded and compared >= MIN_ANNOUNCED and moved >= MIN_MOVED_SHARE * compared


def is_lastmod_trusted(history: LastmodHistory) -> bool:
    """Tell whether a site's lastmod has announced enough of its edits to be trusted when it announces none."""
    return history.edits >= MIN_EDITS and history.told >= MIN_ANNOUNCED_SHARE * history.edits


def _after_failure(history: PageHistory, captured_at: datetime, now: datetime) -> Decision | None:
    """Decide about a page whose last request failed; None for any other."""
    if not history.failed:
        return None
    span = captured_at - history.failing_since if history.failing_since is not None else timedelta()
    if span <= TOLERANCE:
        return Decision(due=True, reason=FAILED)
    return _after(captured_at, min(span, MAX_FAILED_INTERVAL), now, FAILED)


def _after(captured_at: datetime, interval: timedelta, now: datetime, reason: str) -> Decision:
    due_at = captured_at + interval
    # After the clock was set back a capture lies in the future, and must not put the article off for years.
    tolerance = min(TOLERANCE, max(interval / 12, min(interval / 6, SHORT)))
    due = now >= due_at - tolerance or captured_at > now + TOLERANCE
    return Decision(due=due, reason=f"{reason}: every {_span(interval)}", due_at=due_at)


def _span(interval: timedelta) -> str:
    for unit, name in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if interval >= unit:
            number = f"{interval / unit:.3g}"
            return name if number == "1" else f"{number} {name}s"
    return "minute"
