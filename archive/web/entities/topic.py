"""Gathers the page of a topic: a search over time, alone or beside another one (reads the database)."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasette.database import QueryInterrupted

from archive.schema import FACETS_INDEX, SEARCH_INDEX
from archive.web.charts import Chart, Point, Series, months_between
from archive.web.entities import tallied
from archive.web.entities.home import month_links
from archive.web.entities.names import address
from archive.web.entities.newest import articles_with
from archive.web.entities.tallied import Counts, counts_of, name_chart
from archive.web.entities.wanted import Wanted, wanted
from extract.errors import SearchError

# Of more articles than this, so many are looked at, in the order of their ids: these are hashes, so that they are
# drawn at random, and what is counted in them stands for all.
MAX_SAMPLE = 8_000
MAX_CHARACTERS = 300
_SAMPLE = "SELECT {key} AS id FROM {source} WHERE {where} ORDER BY {key} LIMIT :most"
_COUNT = "SELECT count(*) FROM {source} WHERE {where}"
_HITS = f"""
SELECT count(*) FROM (SELECT 1 FROM {SEARCH_INDEX} WHERE {SEARCH_INDEX} MATCH :topic LIMIT :most)
"""  # noqa: S608 - our own names
# The search is asked once, and these look up what it drew.
_CHOSEN = "json_each(:ids) AS chosen"
_BY_MONTH = f"""
SELECT substr(published_day, 1, 7) AS month, site, count(*)
FROM {_CHOSEN} CROSS JOIN articles INDEXED BY {FACETS_INDEX} ON articles.id = chosen.value
GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - our own names
_ENDS = f"""
SELECT articles.id FROM {_CHOSEN} CROSS JOIN articles ON articles.id = chosen.value
WHERE published_at IS NOT NULL ORDER BY published_at {{order}}, articles.id LIMIT :few
"""  # noqa: S608 - our own names
_AUTHORS = f"""
SELECT name, count(DISTINCT article) FROM {_CHOSEN} CROSS JOIN authors ON authors.article = chosen.value
GROUP BY name ORDER BY 2 DESC, name LIMIT 12
"""  # noqa: S608 - our own names
_NEWEST, _OLDEST = 10, 1


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search finds: how many articles, by month, site and author; `scale` is above 1 for a sample, `ids`."""

    words: str
    total: int
    scale: float
    months: Counts
    sites: Counts
    authors: Counts
    ids: str


async def gather_topic(database: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of a topic needs: one for `q`, and another beside it for `q2`."""
    searches = [words for name in ("q", "q2") if (words := _words(arguments, name))]
    found: list[Found] = []
    problems: list[str] = []
    for words in searches:
        try:
            found.append(await _found(database, words, wanted(words)))
        except QueryInterrupted:
            problems.append(f"{words}: this took too long. Ask for fewer words.")
        except (sqlite3.Error, SearchError) as error:
            problems.append(f"{words}: {error}")
    first = found[0] if found else None
    ends = await _ends(database, first) if first and first.total else {"latest": [], "oldest": None}
    return {
        "q": _words(arguments, "q"),
        "q2": _words(arguments, "q2"),
        "found": found,
        "problems": problems,
        "charts": await topic_charts(database, found),
        **ends,
    }


def _words(arguments: Mapping[str, Any], name: str) -> str:
    return " ".join((arguments.get(name) or "").split())[:MAX_CHARACTERS]


async def _found(database: Any, words: str, asked: Wanted) -> Found:
    if asked.match is not None and asked.where != "TRUE":
        hits = (await database.execute(_HITS, {**asked.parameters, "most": MAX_SAMPLE})).single_value()
        asked = replace(asked, are_many=hits == MAX_SAMPLE)
    sample = await database.execute(asked.sql(_SAMPLE), {**asked.parameters, "most": MAX_SAMPLE})
    total = len(sample.rows)
    if total == MAX_SAMPLE:
        total = int((await database.execute(asked.sql(_COUNT), asked.parameters)).single_value())
    values = {"ids": json.dumps([row[0] for row in sample.rows])}
    scale = max(1.0, total / MAX_SAMPLE)
    months: dict[str, float] = {}
    sites: dict[str, float] = {}
    for month, site, number in map(tuple, await database.execute(_BY_MONTH, values)):
        sites[str(site)] = sites.get(str(site), 0) + number * scale
        if month:
            months[str(month)] = months.get(str(month), 0) + number * scale
    authors = counts_of(await database.execute(_AUTHORS, values))
    return Found(
        words=words,
        total=total,
        scale=scale,
        months=_rounded(months),
        sites=sorted(_rounded(sites), key=lambda item: (-item[1], item[0])),
        authors=[(name, round(number * scale)) for name, number in authors],
        ids=values["ids"],
    )


def _rounded(counts: Mapping[str, float]) -> Counts:
    return [(name, round(number)) for name, number in counts.items()]


async def _ends(database: Any, found: Found) -> dict[str, Any]:
    """Return the newest articles that a search finds, and the first."""
    asked = wanted(found.words)
    ids: dict[str, list[int]] = {}
    for order, few in (("DESC", _NEWEST), ("ASC", _OLDEST)):
        if found.scale > 1:
            sql, values = asked.sql_by_time(order), {**asked.parameters, "few": few}
        else:
            sql, values = _ENDS.format(order=order), {"ids": found.ids, "few": few}
        ids[order] = [row[0] for row in await database.execute(sql, values)]
    return {
        "latest": await articles_with(database, ids["DESC"]),
        "oldest": next(iter(await articles_with(database, ids["ASC"])), None),
    }


async def topic_charts(database: Any, found: Sequence[Found]) -> dict[str, Chart | None]:
    """Return the charts of one or two searches: by month, their share of all articles, by site."""
    known = [each for each in found if each.months]
    if not known:
        return {}
    note = _note(found)
    all_months = dict(await tallied.months(database))
    found_in = sorted({month for each in known for month, _ in each.months})
    span = months_between(found_in[0], found_in[-1])
    links = month_links(span)
    if len(known) == 1:
        months = tallied.month_chart("Articles a month", {known[0].words: known[0].months}, links=links)
    else:
        months = _lines("Articles a month", "articles", [(each.words, dict(each.months)) for each in known], span)
    # Of a month without articles there is no share.
    published = [month for month in span if all_months.get(month)]
    shares = [(each.words, _percents(dict(each.months), published, all_months)) for each in known]
    return {
        "months": _noted(months, note),
        "share": _noted(_lines("Share of all articles of the month", "percent", shares, published), note),
        # Each by itself: an article may have the words of both.
        **{
            part: _noted(name_chart(f"{each.words}, by site", "site", each.sites, _site_pages(each.sites)), note)
            for part, each in zip(("sites", "sites2"), known, strict=False)
        },
        "authors": _noted(
            name_chart("Who writes of it", "author", found[0].authors, _author_pages(found[0].authors)), note
        ),
    }


def _percents(
    numbers: Mapping[str, float], months: Sequence[str], all_months: Mapping[str, int]
) -> Mapping[str, float]:
    return {month: 100 * numbers.get(month, 0) / all_months[month] for month in months}


def _site_pages(sites: Counts) -> Mapping[str, str]:
    return {name: address("site", name) for name, _ in sites}


def _author_pages(authors: Counts) -> Mapping[str, str]:
    return {name: address("author", name) for name, _ in authors}


def _lines(
    title: str, y: str, groups: Sequence[tuple[str, Mapping[str, float]]], span: Sequence[str]
) -> Chart | None:
    """Return lines over months; a month in which a search finds no article is a zero."""
    if len(span) < 2:
        return None
    series = tuple(
        Series(name=name, points=tuple(Point(month, round(numbers.get(month, 0), 3)) for month in span))
        for name, numbers in groups
    )
    return Chart(kind="lines", title=title, x="month", y=y, series=series, links=month_links(span))


def _note(found: Sequence[Found]) -> str:
    sampled = [each.words for each in found if each.scale > 1]
    if not sampled:
        return ""
    return f"Estimated from {MAX_SAMPLE:,} articles drawn at random, for: {', '.join(sampled)}."


def _noted(chart: Chart | None, note: str) -> Chart | None:
    if chart is None or not note:
        return chart
    return Chart(
        kind=chart.kind, title=chart.title, x=chart.x, y=chart.y, series=chart.series, note=note, links=chart.links
    )
