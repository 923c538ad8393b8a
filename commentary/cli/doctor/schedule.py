"""Examines the schedule in settings.toml: can its sites be crawled, were they in time, what starts it (timers)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from archive.upkeep import Finding, late_findings
from commentary.timers import installed_kinds, job_of

KIND = "schedule"


def started_by(data: Path) -> list[str]:
    """Return by what `commentary run` is started for an archive, as `commentary schedule` installed it."""
    job = job_of(data)
    return sorted({kind for of_machine in (True, False) for kind in installed_kinds(job, of_machine=of_machine)})


def schedule_findings(
    every: Mapping[str, timedelta],
    known: Collection[str],
    started: Mapping[str, datetime],
    timers: Collection[str],
    now: datetime,
) -> Iterator[Finding]:
    """Yield what is wrong with the schedule `every`, or that nothing is (pure).

    `known` are names of profiles that load, `started` has the last run of each site, `timers` what starts them.
    """
    if not every:
        what = "settings.toml schedules no site: each is crawled when somebody, or another scheduler, starts it."
        yield Finding(kind=KIND, level="fine", what=what)
        return
    missed = [*late_findings(every, started, now), *_never_crawled(every, known, started)]
    unknown = list(_unknown(every, known))
    yield from (*unknown, *missed)
    if missed and not timers:
        # Without it the sites may be crawled in time too, as by a container or another scheduler.
        what = "This machine has no timer, crontab line or agent of this archive that starts the crawls."
        do = "`commentary schedule --install`, unless something else is to start `commentary run`."
        yield Finding(kind=KIND, level="warning", what=what, do=do)
    if not missed and not unknown:
        by = f" Started by {', '.join(timers)}." if timers else ""
        what = f"Each scheduled site was crawled in time: {', '.join(sorted(every))}.{by}"
        yield Finding(kind=KIND, level="fine", what=what)


def _unknown(every: Collection[str], known: Collection[str]) -> Iterator[Finding]:
    for site in sorted(set(every) - set(known)):
        what = f"The site {site} is scheduled in settings.toml, and there is no profile of that name that loads."
        do = f"Put sites/{site}.toml back, or take {site} out of the table [schedule]."
        yield Finding(kind=KIND, level="error", what=what, do=do, subject=site)


def _never_crawled(every: Collection[str], known: Collection[str], started: Collection[str]) -> Iterator[Finding]:
    for site in sorted(set(every) & set(known) - set(started)):
        what = f"The site {site} is scheduled in settings.toml, and was never crawled into this archive."
        do = f"See whether its timer runs, or crawl it once: `commentary crawl {site}`."
        yield Finding(kind=KIND, level="warning", what=what, do=do, subject=site)
