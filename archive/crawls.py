"""When each site was crawled last, and how that ended (reads the database)."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

from archive.due import PastRun

# More than can be in a row before the interval between two tries is the site's own.
RUNS_OF_A_SITE = 50
# Part of the reason why a page is not requested that robots.txt disallows; it does so next time too.
DISALLOWED = "robots.txt disallows"
# A run that got neither a page nor a listing ends as finished, also where the site answered nothing at all.
PAST_RUNS = f"""
SELECT started_at, CASE
    WHEN status = 'finished' AND json_valid(summary) AND summary ->> 'pages' IS 0 AND summary ->> 'listings' IS 0
        AND NOT instr(summary, '{DISALLOWED}')
    THEN 'unreachable' ELSE status END
FROM runs WHERE site = ? AND imported_at IS NULL ORDER BY started_at DESC LIMIT {RUNS_OF_A_SITE}
"""  # noqa: S608 - our own words


def past_runs(db: sqlite3.Connection, sites: Iterable[str]) -> dict[str, list[PastRun]]:
    """Return the newest crawls of sites, newest first, those that were answered nothing as "unreachable".

    A time that a damaged database has lost is left out.
    """
    # One query a site reads fifty rows by the index; one for all would sort every run.
    return {site: [run for row in db.execute(PAST_RUNS, (site,)) for run in _past_run(*row)] for site in sites}


def _past_run(started_at: object, status: object) -> Iterator[PastRun]:
    with suppress(TypeError, ValueError):
        at = datetime.fromisoformat(started_at)  # type: ignore[arg-type]  # what is no text is left out
        yield PastRun(started_at=at if at.tzinfo else at.replace(tzinfo=UTC), status=str(status))
