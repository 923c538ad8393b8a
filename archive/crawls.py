"""When each site was crawled last, and how that ended (reads the database)."""

import sqlite3
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime

from archive.due import PastRun

# More than can be in a row before the interval between two tries is the site's own.
RUNS_OF_A_SITE = 50
# Part of the reason why a page is not requested that robots.txt disallows; it does so next time too.
DISALLOWED = "robots.txt disallows"
# A run that got neither a page nor a listing ends as finished, also where the site answered nothing at all.
PAST_RUNS = f"""
SELECT site, started_at, CASE
    WHEN status = 'finished' AND json_valid(summary) AND summary ->> 'pages' IS 0 AND summary ->> 'listings' IS 0
        AND NOT instr(summary, '{DISALLOWED}')
    THEN 'unreachable' ELSE status END
FROM (
    SELECT *, row_number() OVER (PARTITION BY site ORDER BY started_at DESC, id DESC) AS number
    FROM runs WHERE imported_at IS NULL
) WHERE number <= {RUNS_OF_A_SITE}
"""  # noqa: S608 - our own words


def past_runs(db: sqlite3.Connection) -> dict[str, list[PastRun]]:
    """Return the newest crawls of each site, newest first, those that were answered nothing as "unreachable".

    A time that a damaged database has lost is left out.
    """
    found: defaultdict[str, list[PastRun]] = defaultdict(list)
    for site, started_at, status in map(tuple, db.execute(PAST_RUNS)):
        with suppress(TypeError, ValueError):
            at = datetime.fromisoformat(started_at)
            found[str(site)].append(
                PastRun(started_at=at if at.tzinfo else at.replace(tzinfo=UTC), status=str(status))
            )
    return dict(found)
