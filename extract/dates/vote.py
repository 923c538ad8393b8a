"""Weighs the dates of a page against each other: which day most agree on, in which zone, and what came later (pure)."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

from extract.dates.dated import DatedCandidate
from extract.dates.parse import DateContext

# No zone is further from UTC (IANA: UTC+14, Kiritimati).
MAX_ZONE_OFFSET = timedelta(hours=14)
STATED = ("jsonld", "meta", "marked")
VOTERS = (*STATED, "near", "url")
# So close to the headline, an older date is believed against what the page states.
MAX_DISTANCE_OF_SURE_DATE = 150


def without_rough(voters: list[DatedCandidate]) -> list[DatedCandidate]:
    """Return the voters without words that count back (`3 weeks ago`), where dates are stated, and none of the same day."""
    stated = {dated.moment.day for dated in voters if dated.moment.latest is None}
    return [dated for dated in voters if not stated or dated.moment.latest is None or dated.moment.day in stated]


def shown(voters: list[DatedCandidate]) -> DatedCandidate | None:
    """Return the time of day by the headline, where it does not say of which zone."""
    near = next((dated for dated in voters if dated.reason == "near" and dated.moment.zone == "assumed"), None)
    return near if near and near.moment.precision in {"minute", "second"} else None


def own_zone(voters: list[DatedCandidate], date_context: DateContext) -> DateContext | None:
    """Return the context with the page's own zone, where it shows on another day the same minute that it states.

    `2020-02-25T02:25:54Z` beside `February 24, 9:25 pm` is the same time, five hours behind UTC: the day that
    readers see is the day as written.
    """
    seen = shown(voters)
    stated = voters[0].moment if voters else None
    if stated is None or seen is None or seen.moment.at is None or stated.at is None or stated.zone != "stated":
        return None
    if seen.moment.day == stated.day or stated.precision not in {"minute", "second"}:
        return None
    on_the_wall = seen.moment.at.astimezone(date_context.zone).replace(tzinfo=UTC, second=0, microsecond=0)
    ahead = on_the_wall - stated.at.replace(second=0, microsecond=0)
    if abs(ahead) > MAX_ZONE_OFFSET or ahead % timedelta(minutes=15):
        return None
    return replace(date_context, zone=timezone(ahead))


def vote(voters: list[DatedCandidate], updated: list[DatedCandidate], month: str) -> DatedCandidate | None:
    """Return the date on whose day most agree, or the date near the headline where the site has moved."""
    changed = next((dated.moment.day for dated in updated if dated.reason in STATED and dated.moment.day), None)
    near = next((dated for dated in voters if dated.reason == "near" and dated.moment.day), None)
    if (
        near is not None
        and near.distance <= MAX_DISTANCE_OF_SURE_DATE
        and _moved(voters[0].moment.day, near.moment.day, changed, month)
    ):
        return near
    votes = Counter(dated.moment.day for dated in voters if dated.moment.day)
    winner = max(voters, key=lambda dated: votes[dated.moment.day] if dated.moment.day else 0, default=None)
    return winner and _most_precise(winner, voters)


def _most_precise(winner: DatedCandidate, voters: list[DatedCandidate]) -> DatedCandidate:
    """Return the first date of the winner's day that has a time of day, else the winner."""
    same = [winner, *(dated for dated in voters if dated.moment.day and dated.moment.day == winner.moment.day)]
    return max(same, key=lambda dated: dated.moment.precision in {"minute", "second"})


def _moved(stated: date | None, near: date | None, changed: date | None, month: str) -> bool:
    """Tell whether the stated day is that on which the site moved to another system: the page shows an older day.

    A system that imports old articles states the day of the import, as publication and as last change alike. The
    stated day is right where the page's URL has its `month`.
    """
    if stated is None or near is None or f"{stated:%Y-%m}" == month:
        return False
    return near < stated - timedelta(days=1) and (changed is None or changed <= stated)


def later(updated: list[DatedCandidate], published: DatedCandidate | None) -> DatedCandidate | None:
    """Return the first update after the day of publication, or else on that day; none before it.

    Programs that know of no update state the publication once more, or the seconds in which the page was stored.
    """
    first = published.moment.day if published else None
    days = [dated for dated in updated if dated.moment.day and (first is None or dated.moment.day >= first)]
    return next((dated for dated in days if dated.moment.day != first), days[0] if days else None)
