"""Finds sites whose scheduled crawl has not come (reads the database; the decision is pure)."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.upkeep.finding import Finding
from extract.durations import duration_text

# One crawl may be left out, as when the machine sleeps; an hour more is for a timer's jitter and a long run.
MISSED = 2
GRACE = timedelta(hours=1)
DO = "See whether its timer runs (`systemctl list-timers`, `crontab -l`) and what its log says, or crawl it."
LAST = "SELECT site, max(started_at) FROM runs WHERE imported_at IS NULL GROUP BY site"


def last_starts(data: Path) -> dict[str, datetime]:
    """Return when the last run of each site started; ArchiveError if the database cannot be read."""
    path = data / DATABASE_NAME
    with closing(open_read_only(path)) as db, plain_errors(path):
        rows = map(tuple, db.execute(LAST).fetchall())
    return {site: datetime.fromisoformat(at).astimezone(UTC) for site, at in rows}


def late_findings(every: Mapping[str, timedelta], started: Mapping[str, datetime], now: datetime) -> list[Finding]:
    """Return a warning for each site that is to be crawled `every` so often and was not (pure).

    A site that was never crawled is not late: nobody knows since when it is scheduled.
    """
    found = []
    for site, interval in sorted(every.items()):
        last = started.get(site)
        if last is not None and now - last > MISSED * interval + GRACE:
            at = f"{last:%Y-%m-%d %H:%M} UTC"
            what = f"The site {site} is to be crawled every {duration_text(interval)}, and was last crawled at {at}."
            found.append(Finding(kind="late", level="warning", what=what, do=DO, subject=site))
    return found
