"""Gathers the runs of sites with what their summaries say (reads the database)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from archive.plain import json_in, object_in
from archive.web.plugins.values import clean_row, number_of, text_of

# Of a site, so many runs tell how often it is visited, and so many are drawn.
RUNS_FOR_HEALTH, MAX_RUNS = 8, 200
_COLUMNS = """
    runs.id, runs.site, started_at, finished_at, status, requests, captures, articles_new, articles_changed,
    articles_same, refused, failed, bytes, seconds, doubtful, imported_at,
    iif(json_valid(summary), json_extract(summary, '$.why'), '') AS why,
    iif(json_valid(summary), json_extract(summary, '$.alarms'), '[]') AS alarm_texts,
    events AS event_texts
"""
_RUNS = f"SELECT {_COLUMNS} FROM runs WHERE runs.site = :site ORDER BY started_at DESC, runs.id DESC LIMIT :limit"  # noqa: S608 - our own names
_NEWEST = "SELECT started_at, ifnull(finished_at, started_at) AS ended_at FROM runs ORDER BY started_at DESC LIMIT 1"
# The newest of each site, found in the index of site and time.
_OF_ALL = f"""
WITH RECURSIVE names(site) AS (
    SELECT min(site) FROM runs UNION ALL SELECT (SELECT min(site) FROM runs WHERE site > names.site) FROM names
    WHERE names.site IS NOT NULL
)
SELECT {_COLUMNS} FROM names CROSS JOIN runs ON runs.rowid IN (
    SELECT own.rowid FROM runs AS own WHERE own.site = names.site
    ORDER BY own.started_at DESC, own.id DESC LIMIT :limit)
ORDER BY runs.site, runs.started_at DESC, runs.id DESC
"""  # noqa: S608 - our own names
_AUDIT = """
SELECT summary, started_at FROM runs WHERE site = :site AND imported_at IS NULL AND json_valid(summary)
    AND json_extract(summary, '$.audit') IS NOT NULL
ORDER BY started_at DESC, id DESC LIMIT 1
"""
_MAX_SENTENCES = 20


class Told(NamedTuple):
    """A sentence that a run told, and since which day it is so, empty if nobody knows."""

    what: str
    since: str = ""

    @property
    def sentence(self) -> str:
        """The sentence with the day."""
        return f"{self.what} (since {self.since})" if self.since else self.what


async def newest_run(database: Any) -> dict[str, Any] | None:
    """Return when the newest run started and ended, None if there is none."""
    found = (await database.execute(_NEWEST)).first()
    return clean_row(found) if found is not None else None


async def runs_by_site(database: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the newest runs of each site that was ever crawled, RUNS_FOR_HEALTH at most, the newest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in await database.execute(_OF_ALL, {"limit": RUNS_FOR_HEALTH}):
        run = _run(row)
        found.setdefault(run["site"], []).append(run)
    return found


async def runs_of(database: Any, site: str, *, limit: int) -> list[dict[str, Any]]:
    """Return the newest runs of a site, each with `why`, a text, and `alarms`, a list of Told."""
    return list(map(_run, await database.execute(_RUNS, {"site": site, "limit": limit})))


def _run(row: Any) -> dict[str, Any]:
    run = clean_row(row)
    alarms = [*_told(row["alarm_texts"]), *_told(row["event_texts"])]
    return {**run, "why": text_of(row["why"], 500) or "", "alarms": list(dict.fromkeys(alarms))[:_MAX_SENTENCES]}


def _told(stored: Any) -> Iterable[Told]:
    """Yield what a JSON array of texts tells, or of objects with `what` and `since`."""
    items = json_in(stored)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield Told(text_of(item.get("what"), 500) or "Something happened", str(item.get("since") or "")[:10])
        else:
            yield Told(text_of(item, 500) or "")


async def audit_of(database: Any, site: str) -> dict[str, Any] | None:
    """Return the audit that the last run of a site left: counts of URLs, sources and reasons; or None.

    {"at", "named", "have", "missing", "gone", "not_article", "other": counts, "sources": [the same with kind
     and url], "reasons": [(reason, count)]}
    """
    found = (await database.execute(_AUDIT, {"site": site})).first()
    audit = object_in(found["summary"]).get("audit") if found is not None else None
    if not isinstance(audit, dict):
        return None
    sources = [source for source in _list(audit.get("sources")) if isinstance(source, dict)][:100]
    reasons = audit.get("reasons")
    return {
        "at": text_of(found["started_at"]),
        **_counts(audit),
        "sources": [
            {"kind": text_of(each.get("kind")), "url": text_of(each.get("url")), **_counts(each)} for each in sources
        ],
        "reasons": [
            (text_of(reason) or "", int(number))
            for reason, number in (reasons.items() if isinstance(reasons, dict) else ())
            if number_of(number) is not None
        ],
    }


def _counts(stored: Mapping[str, Any]) -> dict[str, int]:
    names = ("named", "have", "missing", "gone", "not_article", "other")
    return {name: int(number_of(stored.get(name)) or 0) for name in names}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
