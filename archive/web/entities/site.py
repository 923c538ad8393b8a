"""Gathers the page of a site: coverage, audit, how its fields were filled, runs (reads database and profile)."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.database import QueryInterrupted

from archive.ask import outcome_by
from archive.watch import Alarm, is_told_by
from archive.web.charts import Chart, draw_small, series_of
from archive.web.entities import tallied
from archive.web.entities.alarms import alarms_of
from archive.web.entities.health import health_of
from archive.web.entities.home import month_links
from archive.web.entities.names import address
from archive.web.entities.newest import MAX_ARTICLES
from archive.web.entities.report import gather_report
from archive.web.entities.runs import MAX_RUNS, audit_of, newest_run, runs_of
from archive.web.entities.tallied import Counts, name_chart
from archive.web.plugins.values import clean_row, number_of, text_of
from extract.errors import CommentaryError
from extract.site import Site

RUNS_LISTED, TROUBLES_LISTED, LISTED, MAX_GAPS, GAPS_MS = 10, 10, 10, 2_000, 400
# Shares by month are of the newest articles, and of the newest months of these.
MAX_FOR_FILL, FILL_MONTHS = 2_000, 24
# A field with what tells that it has a value.
FIELDS: Mapping[str, str] = {
    "title": "title <> ''",
    "subtitle": "subtitle <> ''",
    "authors": "authors <> '[]'",
    "date of publication": "published_at <> ''",
    "time of day": "published_precision IN ('minute', 'second')",
    "date of update": "updated_at <> ''",
    "categories": "categories <> '[]'",
    "tags": "tags <> '[]'",
    "language": "language <> ''",
    "description": "description <> ''",
    "lead image": "image_url <> ''",
    "views": "views IS NOT NULL",
    "count of comments": "comment_count IS NOT NULL",
    "whole text": "ifnull(cut_off, '') = ''",
}
_FILLED = ", ".join(f"sum(coalesce({condition}, 0))" for condition in FIELDS.values())
_FILL = f"""
SELECT substr(published_day, 1, 7) AS month, count(*), {_FILLED} FROM (
    SELECT * FROM articles WHERE site = :site ORDER BY published_at DESC LIMIT {MAX_FOR_FILL})
GROUP BY 1 ORDER BY 1
"""  # noqa: S608 - our own names
_RULES = f"""
SELECT CAST(found.key AS TEXT) AS field, CAST(found.value AS TEXT) AS rule, count(*) AS articles
FROM (SELECT capture FROM articles WHERE site = :site ORDER BY published_at DESC LIMIT {MAX_ARTICLES}) AS newest
JOIN readings ON readings.capture = newest.capture
JOIN rule_sets ON rule_sets.id = readings.rule_set
JOIN json_each(iif(json_valid(rule_sets.found_by), rule_sets.found_by, '{{}}')) AS found
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT 500
"""  # noqa: S608 - our own names
_GAPS = """
SELECT url, reason, (SELECT min(coalesce(published_at, modified_at, first_found_at)) FROM sources
    WHERE sources.site = missing_articles.site AND sources.url = missing_articles.url) AS at
FROM missing_articles WHERE site = :site LIMIT :limit
"""
_CHANGES = """
SELECT changed_at, change, class, article_id, changes.version, previous_version, words_removed, words_added, title
FROM changes JOIN articles ON articles.id = changes.article_id
WHERE changes.site = :site AND change <> 'new' ORDER BY changed_at DESC LIMIT :limit
"""
_NEWEST = """
SELECT id, title, url, authors, site, published_at, published_day, published_offset, published_precision, word_count
FROM articles WHERE site = :site ORDER BY published_at DESC LIMIT :limit
"""
MISSING = "listed, and not in the archive"


async def gather_site(database: Any, name: str) -> dict[str, Any] | None:
    """Return what the page of a site needs, None if it has neither articles nor runs."""
    total = await tallied.count(database, "site", name)
    runs = await runs_of(database, name, limit=MAX_RUNS)
    if total is None and not runs:
        return None
    profile = await _profile(database, name)
    months = await tallied.months(database, site=name)
    gaps, gaps_note = await _gaps(database, name, profile)
    newest = await newest_run(database)
    watched = await alarms_of(database, name)
    opened = [alarm for alarm in watched if alarm.is_open]
    values = {"site": name, "limit": LISTED}
    authors, categories, domains = [
        await tallied.top(database, what, site=name) for what in ("author", "category", "domain")
    ]
    fill = await _fill(database, name)
    return {
        "name": name,
        "total": total or 0,
        "profile": profile,
        "health": health_of(runs, newest_at=str(newest["started_at"]), alarms=opened) if runs and newest else None,
        "watched": watched,
        "first": months[0][0] if months else None,
        "last": months[-1][0] if months else None,
        "audit": await audit_of(database, name),
        "gaps": gaps,
        "gaps_note": gaps_note,
        **fill,
        "rules": await _rules(database, name),
        "rules_of": min(MAX_ARTICLES, total or 0),
        "runs": runs[:RUNS_LISTED],
        "told": await gather_report(database, runs[0]["id"]) if runs else None,
        "troubles": _troubles(runs, watched),
        "latest": list(map(clean_row, await database.execute(_NEWEST, values))),
        "changes": list(map(clean_row, await database.execute(_CHANGES, values))),
        "charts": {
            "months": _coverage(months, gaps, name),
            "authors": name_chart("Authors", "author", authors, _pages("author", authors)),
            "categories": name_chart("Categories", "category", categories, _pages("category", categories)),
            "domains": name_chart("Cited domains", "domain", domains, _pages("domain", domains)),
            **run_charts(runs),
        },
    }


def _pages(kind: str, counts: Counts) -> Mapping[str, str]:
    return {name: address(kind, name) for name, _ in counts}


async def _profile(database: Any, name: str) -> Site | None:
    """Return the present profile of a site, None if there is none that can be read."""
    if database.load_profile is None:
        return None
    try:
        site: Site = await asyncio.to_thread(database.load_profile, name)
    except (CommentaryError, OSError):
        return None
    return site


async def _gaps(database: Any, name: str, profile: Site | None) -> tuple[Counts, str]:
    """Return how many articles that sources list are missing, by month, and what is to be said of the number."""
    values = {"site": name, "limit": MAX_GAPS}
    try:
        rows = (await database.execute(_GAPS, values, custom_time_limit=GAPS_MS)).rows
    except sqlite3.Error as error:
        # Such as a view that is missing from a damaged database.
        return [], f"What is missing cannot be told: {error}."
    except QueryInterrupted:
        return [], "Too many URLs are listed and not in the archive to look at each here: `commentary audit` does."
    outcome_of = outcome_by(profile) if profile else None
    months: dict[str, int] = {}
    for row in rows:
        url, reason = text_of(row["url"]) or "", text_of(row["reason"])
        if outcome_of is None or outcome_of(url, None, reason)[0] == "missing":
            month = (text_of(row["at"]) or "")[:7]
            months[month] = months.get(month, 0) + 1
    note = f"Only the first {MAX_GAPS:,} URLs without an article were looked at." if len(rows) == MAX_GAPS else ""
    return sorted(months.items()), note


def _coverage(months: Counts, gaps: Counts, name: str) -> Chart | None:
    groups = {"in the archive": months} | ({MISSING: gaps} if gaps else {})
    return tallied.month_chart("Articles a month", groups, links=month_links(dict(months), site=name))


async def _fill(database: Any, name: str) -> dict[str, Any]:
    """Return the share of articles with a value for each field, and small bars of it by month."""
    rows = [[number_of(value) or 0 for value in tuple(row)[1:]] for row in await _fill_rows(database, name)]
    looked_at = int(sum(row[0] for row in rows))
    fields: list[tuple[str, float, str]] = []
    for place, field in enumerate(FIELDS, 1):
        share = sum(row[place] for row in rows) / looked_at if looked_at else 0
        by_month = [row[place] / row[0] if row[0] else 0 for row in rows][-FILL_MONTHS:]
        words = (
            f"{field} by month, the last {len(by_month)} with articles: from {by_month[0]:.0%} to {by_month[-1]:.0%}"
            if by_month
            else ""
        )
        fields.append((field, share, draw_small(by_month, words, most=1) if len(by_month) > 1 else ""))
    return {"fill": fields if looked_at else [], "fill_of": looked_at}


async def _fill_rows(database: Any, name: str) -> Sequence[Any]:
    rows: Sequence[Any] = (await database.execute(_FILL, {"site": name})).rows
    return rows


async def _rules(database: Any, name: str) -> list[tuple[str, list[tuple[str, int, float]]]]:
    """Return for each field the rules that found it, with the number of articles and their share."""
    found: dict[str, Counts] = {}
    for row in await database.execute(_RULES, {"site": name}):
        number = number_of(row["articles"])
        found.setdefault(text_of(row["field"], 60) or "", []).append(
            (text_of(row["rule"], 200) or "", int(number or 0))
        )
    return [
        (field, [(rule, number, number / sum(each for _, each in rules)) for rule, number in rules[:4] if number])
        for field, rules in found.items()
    ]


def _troubles(
    runs: Sequence[Mapping[str, Any]], alarms: Sequence[Alarm]
) -> list[tuple[Mapping[str, Any], list[str]]]:
    """Return the newest runs of which there is more to say than what alarms tell, each with the sentences."""
    rest = ((run, [each for each in run["alarms"] if not is_told_by(each.what, alarms)]) for run in runs)
    told = ((run, [*filter(None, [run["why"]]), *(each.sentence for each in found)]) for run, found in rest)
    return [(run, sentences) for run, sentences in told if sentences][:TROUBLES_LISTED]


def run_charts(runs: Sequence[Mapping[str, Any]]) -> dict[str, Chart | None]:
    """Return the charts of requests, and of new, changed and failed pages of each run, None for a single one."""
    counted = {
        "runs": (
            "Pages of each run",
            "pages",
            {"new": "articles_new", "changed": "articles_changed", "failed": "failed"},
        ),
        "requests": ("Requests of each run", "requests", {"requests": "requests"}),
    }
    return {key: _run_chart(runs, title, y, columns) for key, (title, y, columns) in counted.items()}


def _run_chart(runs: Sequence[Mapping[str, Any]], title: str, y: str, columns: Mapping[str, str]) -> Chart | None:
    rows = [
        (name, str(run["started_at"]), number)
        for name, column in columns.items()
        for run in reversed(runs)
        if (number := number_of(run[column])) is not None
    ]
    if len({at for _, at, _ in rows}) < 2:
        return None
    return Chart(kind="lines", title=title, x="start of the run (UTC)", y=y, series=series_of(rows))
