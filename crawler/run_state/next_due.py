"""Finds when the first page of a site is due again, at the end of a run (reads archive and frontier).

pages that were left to the next run ─→ now
pages that were not due ──────────────→ the time that the plan found
pages that the run fetched ───────────→ by what the archive knows of them now
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from archive.ask import known_of
from archive.derive import count_lost, is_outage
from crawler.policy import PERMANENT_REASONS, decide_revisit
from crawler.run_state.frontier import Frontier
from extract.site import Site

FETCHED = "SELECT DISTINCT address FROM captures WHERE run = ? AND source_kind IS NULL"


def first_due_at(
    db: sqlite3.Connection, site: Site, run: str, frontier: Frontier, *, now: datetime
) -> datetime | None:
    """Return when the first page is due again, to the second, None if none is known.

    What a source will list as new or modified by then cannot be known: a run that starts earlier may find something.
    """
    now = now.replace(microsecond=0)
    # An outage is judged when the run has ended; the next one requests its pages again.
    if any(why not in PERMANENT_REASONS for _, why in frontier.unfetched("")) or is_outage(*count_lost(db, run)):
        return now
    moments = [at for at in (frontier.next_due_at(), *_of_fetched(db, site, run, now)) if at is not None]
    return max(now, min(moments)).replace(microsecond=0) if moments else None


def _of_fetched(db: sqlite3.Connection, site: Site, run: str, now: datetime) -> Iterator[datetime]:
    """Yield when each page of a run is due again, now for those that failed."""
    for (address,) in map(tuple, db.execute(FETCHED, (run,)).fetchall()):
        known = known_of(db, address)
        decision = decide_revisit(known, now=now, look_again=site.look_again)
        if decision.due:
            yield now
        elif decision.due_at is not None and not known.gone:
            yield decision.due_at
