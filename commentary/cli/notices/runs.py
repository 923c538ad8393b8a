"""Finds the sites whose last run failed or was blocked, and since when (reads the database).

Of a site that could not be reached, or of which nothing came, an alarm tells if that lasts: one run that the network
has failed needs nobody.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import takewhile

from archive.plain import object_in
from commentary.cli.notices.event import Event

SITES = "SELECT DISTINCT site FROM runs WHERE imported_at IS NULL ORDER BY site"
# A run that somebody ended, or that a machine or a network has failed, tells nothing of a site. Further back than so
# many runs nobody asks since when.
LAST_RUNS = """
SELECT started_at, status, summary FROM runs
WHERE site = ? AND imported_at IS NULL AND status NOT IN ('interrupted', 'running', 'unreachable')
ORDER BY started_at DESC, id DESC LIMIT 100
"""
ENDED = """
SELECT 1 FROM runs
WHERE :site IN ('', site) AND started_at > :since AND imported_at IS NULL
AND status NOT IN ('interrupted', 'running', 'failed')
"""
# Of a run that ended with the words of an error, which its row may not have; also of one that could not begin.
ERROR = "error"
# What was wrong and what to do, by the status of a run.
WHAT: Mapping[str, str] = {"blocked": "The last run was blocked", "failed": "The last run failed"}
TO_DO: Mapping[str, str] = {
    "blocked": "Increase `delay` in the profile, or write to the site and tell it your contact.",
    "failed": "Run `commentary crawl {site}` by hand; its last line says what to mend.",
    ERROR: "Mend what it says; the next run tries again.",
}
# What a network may have caused: no answer, or a run that finished and fetched nothing.
NOT_REACHED = frozenset({"unreachable", "nothing"})


def run_events(db: sqlite3.Connection) -> Iterator[Event]:
    """Yield an event for each site whose last run that came to its end was bad, since the first of such runs."""
    for (site,) in map(tuple, db.execute(SITES).fetchall()):
        runs = map(tuple, db.execute(LAST_RUNS, (site,)).fetchall())
        known = [(started_at, kind_of(status, summary), summary) for started_at, status, summary in runs]
        judged = [run for run in known if run[1] not in NOT_REACHED]
        kind = judged[0][1] if judged else ""
        if kind:
            *_, (since, _, _) = takewhile(partial(_is_of, kind), judged)
            why = str(object_in(judged[0][2]).get("why") or "").rstrip(".")
            yield _event(site, kind, f"{WHAT[kind]}{f': {why}' if why else ''}.", since=since)


def error_events(
    db: sqlite3.Connection | None, told: Iterable[Event], errors: Mapping[str, str], at: str
) -> Iterator[Event]:
    """Yield an event for each site whose run ended with an error at `at`, and those told before that still hold.

    `errors` maps the name of a site, "" for the archive, to the error. Such an event is over with the next run of the
    site, or any run, that ends without one.
    """
    for site, error in errors.items():
        yield _event(site, ERROR, error, since=at)
    for event in told:
        is_error = event.source == "run" and event.kind == ERROR and event.site not in errors
        if is_error and (
            db is None or db.execute(ENDED, {"site": event.site, "since": event.since}).fetchone() is None
        ):
            yield event


def _is_of(kind: str, run: tuple[str, str, object]) -> bool:
    return run[1] == kind


def _event(site: str, kind: str, what: str, *, since: str) -> Event:
    return Event(
        source="run", site=site, kind=kind, what=what, do=TO_DO[kind].format(site=site), since=since, level="error"
    )


def kind_of(status: str, summary: object) -> str:
    """Return what was wrong with a run: a key of WHAT or one of NOT_REACHED; empty if nothing was."""
    if status != "finished":
        return status if status in {*WHAT, *NOT_REACHED} else ""
    stored = object_in(summary)
    return "" if stored.get("pages") or stored.get("listings") else "nothing"
