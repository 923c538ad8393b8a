"""Gathers the runs of sites with what their summaries say (reads the database)."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

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
_SINCE = re.compile(r" \(since [^()]{0,10}\)$")


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
    """Return the newest runs of a site, each with `why` and `alarms` as texts."""
    return list(map(_run, await database.execute(_RUNS, {"site": site, "limit": limit})))


def _run(row: Any) -> dict[str, Any]:
    run = clean_row(row)
    alarms = [*_sentences(row["alarm_texts"]), *_sentences(row["event_texts"])]
    return {**run, "why": text_of(row["why"], 500) or "", "alarms": list(dict.fromkeys(alarms))[:_MAX_SENTENCES]}


def without_since(sentence: str) -> str:
    """Return a sentence of a run without the day since when that is so."""
    return _SINCE.sub("", sentence)


def _sentences(stored: Any) -> Iterable[str]:
    """Yield the sentences of a JSON array of texts, or of objects with `what` and `since`."""
    items = _json(stored)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            since = str(item.get("since") or "")[:10]
            yield f"{text_of(item.get('what'), 500) or 'Something happened'}{f' (since {since})' if since else ''}"
        else:
            yield text_of(item, 500) or ""


async def audit_of(database: Any, site: str) -> dict[str, Any] | None:
    """Return the audit that the last run of a site left: counts of URLs, sources and reasons; or None.

    {"at", "named", "have", "missing", "gone", "not_article", "other": counts, "sources": [the same with kind
     and url], "reasons": [(reason, count)]}
    """
    found = (await database.execute(_AUDIT, {"site": site})).first()
    summary = _json(found["summary"]) if found is not None else None
    audit = summary.get("audit") if isinstance(summary, dict) else None
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


def _json(stored: Any) -> Any:
    try:
        return json.loads(stored) if isinstance(stored, str | bytes) else None
    except (ValueError, RecursionError):
        return None
