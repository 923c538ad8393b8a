"""When to look at an article again (pure).

never captured, failed, changed, withdrawn → due · told unchanged by who is trusted → not due · else by age and edits
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.ask import Known, Trust

# How long a page may stay unseen, by its age: (younger than, looked at again after).
BY_AGE = (
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=180), timedelta(days=7)),
)
SOONEST, LATEST = timedelta(days=1), timedelta(days=30)
# Edits come in rows: what was edited is looked at daily for so long.
AFTER_EDIT = timedelta(days=7)
# Also what a trusted lastmod calls unchanged is looked at now and then, so that a lie is found out.
TRUSTED = timedelta(days=90)
# A daily crawl does not start at the same second every day.
SLACK = timedelta(hours=2)
# Fewer edits prove nothing, and a site that keeps one in ten silent is not believed.
LEAST_EDITS, LEAST_SHARE = 5, 0.9

NEW, MODIFIED = "never captured", "its source says that it was modified"
NEWS = frozenset({NEW, MODIFIED})


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether an article is to be looked at now, and why; `due_at` is when it will be, if it is not."""

    due: bool
    reason: str
    due_at: datetime | None = None


def decide(  # noqa: PLR0911, PLR0913 - one line for each reason, one argument for each fact
    known: Known,
    *,
    now: datetime,
    modified_at: datetime | None = None,
    modified_before: datetime | None = None,
    trusted: bool = False,
    withdrawn: bool = False,
    full: bool = False,
) -> Decision:
    """Decide about an article: `modified_at` is what its source says, `modified_before` what it said last time."""
    if known.captured_at is None:
        return Decision(due=True, reason=NEW)
    if known.failed:
        return Decision(due=True, reason="the last request failed")
    if is_modified(known, modified_at, modified_before):
        return Decision(due=True, reason=MODIFIED)
    if withdrawn:
        return Decision(due=True, reason="its sitemap lists it no longer")
    if full:
        return Decision(due=True, reason="everything is looked at")
    if modified_at is not None and trusted:
        return _after(known.captured_at, TRUSTED, now, "unmodified, as a site says that tells of its edits")
    return _after(known.captured_at, interval(known, now), now, "by its age and edits")


def is_modified(known: Known, modified_at: datetime | None, modified_before: datetime | None) -> bool:
    """Tell whether a date is news: later than the last capture, or than what was said before it."""
    if modified_at is None or known.captured_at is None:
        return False
    return modified_at > known.captured_at or (modified_before is not None and modified_at > modified_before)


def interval(known: Known, now: datetime) -> timedelta:
    """Return how long an article may stay unseen: between SOONEST and LATEST, and shorter with every edit."""
    if known.edited_at is not None and now - known.edited_at < AFTER_EDIT:
        return SOONEST
    age = now - (known.published_at or datetime.min.replace(tzinfo=UTC))
    rest = next((rest for limit, rest in BY_AGE if age < limit), LATEST)
    return max(SOONEST, rest / (1 + known.edits))


def is_trusted(trust: Trust) -> bool:
    """Tell whether a site's lastmod has told of its edits often enough to be believed when it tells of none."""
    return trust.edits >= LEAST_EDITS and trust.told >= LEAST_SHARE * trust.edits


def _after(captured_at: datetime, rest: timedelta, now: datetime, reason: str) -> Decision:
    due_at = captured_at + rest
    # A clock that was set back must not put an article off for years.
    due = now >= due_at - SLACK or captured_at > now + SLACK
    return Decision(due=due, reason=f"{reason}: every {_days(rest)}", due_at=due_at)


def _days(rest: timedelta) -> str:
    days = f"{rest / timedelta(days=1):.3g}"
    return "day" if days == "1" else f"{days} days"
