"""Decides when a site is to be crawled next, from its interval and its past runs (pure).

    never crawled                                  → at once
    finished, partial, blocked                     → its interval after the run began
    interrupted, killed                            → at once
    failed, unreachable                            → ten minutes after the run began
    another of these four in a row                 → ten minutes or more after the run began, twice as long each time,
                                                     at most its interval
A run that began in the future was started by a clock that has been set back since, and is left out; a clock that
jumps ahead makes each site due once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.settings import Settings

# The moment at which a site is due that was never crawled.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
# Of a run that was killed the database says that it is running.
KILLED = frozenset({"interrupted", "running"})
# A run that ended so was ended by the machine or by the network, and the next one goes on with it.
CUT_SHORT = KILLED | {"failed", "unreachable"}
FIRST_RETRY = timedelta(minutes=10)
# A site is due that much of its interval before its time: what starts `commentary run` every ten minutes comes some
# seconds early now and then, and would put off the crawl by ten minutes each time.
EARLY_SHARE, MAX_EARLY = 0.1, timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class PastRun:
    """When a run of a site began, and its status as in the table `runs`."""

    started_at: datetime
    status: str


def due_at(site: str, runs: Sequence[PastRun], settings: Settings, *, now: datetime) -> datetime | None:
    """Return when a site is to be crawled next, AT_ONCE if it never was, None if it is not scheduled.

    `runs` are its crawls, in any order; the newest are enough. What has passed is due.
    """
    every = settings.schedule.get(site)
    if every is None:
        return None
    newest_first = sorted(
        (run for run in runs if run.started_at <= now), key=lambda run: run.started_at, reverse=True
    )
    if not newest_first:
        return AT_ONCE
    cut_short = 0
    while cut_short < len(newest_first) and newest_first[cut_short].status in CUT_SHORT:
        cut_short += 1
    last = newest_first[0]
    if not cut_short:
        return last.started_at + every
    # Whoever ended it, the next start goes on; a machine that ends each run soon after its start gets ever fewer.
    return last.started_at + _retry_after(cut_short - (last.status in KILLED), every)


def is_due(site: str, runs: Sequence[PastRun], settings: Settings, *, now: datetime) -> bool:
    """Tell whether `commentary run` crawls a site now."""
    moment = due_at(site, runs, settings, now=now)
    every = settings.schedule.get(site)
    if moment is None or every is None:
        return False
    return moment - min(every * EARLY_SHARE, MAX_EARLY) <= now


def _retry_after(times: int, every: timedelta) -> timedelta:
    # An interval is at most 366 days, which is less than 1 << 16 times ten minutes.
    return min(every, FIRST_RETRY * (1 << min(times - 1, 16))) if times else timedelta()
