"""Gathers the home page: what the archive holds, how its last runs went, what is new (reads the database)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from archive.web.charts import Chart
from archive.web.entities import tallied
from archive.web.entities.alarms import open_by_site
from archive.web.entities.health import health_of
from archive.web.entities.names import address
from archive.web.entities.runs import newest_run, runs_by_site
from archive.web.lists import last_day
from archive.web.plugins.values import clean_row, number_of, text_of

# More sites than these are on a page of their own.
MAX_SITES = 20
LISTED = 8
MAX_NAMES = 5_000
OF_SEVERAL = "An article with several categories counts for each of them."
_ORDER = ("failed", "look", "late", "incomplete", "running", "fine")
WEEK = timedelta(days=7)
GROUPS = ("site", "category")

_COUNTS = {
    "articles": "SELECT total(articles) FROM tallies WHERE what = 'site' AND site = ''",
    "sites": "SELECT count(*) FROM tallies WHERE what = 'site' AND site = ''",
    "authors": "SELECT count(*) FROM tallies WHERE what = 'author' AND site = ''",
    "domains": "SELECT count(*) FROM tallies WHERE what = 'domain' AND site = ''",
    "captures": "SELECT articles FROM tallies WHERE what = 'rows' AND site = '' AND name = 'captures'",
    "edits": "SELECT count(*) FROM changes WHERE change = 'edit'",
    "gone": "SELECT count(*) FROM absences WHERE back_at IS NULL",
}
_ENDS = ("SELECT min(published_day) FROM articles", "SELECT max(published_day) FROM articles")
_NEW = """
SELECT id, title, url, authors, site, published_at, published_day, published_offset, published_precision
FROM articles WHERE published_day BETWEEN :since AND :until
ORDER BY published_day DESC, published_at DESC, id LIMIT :limit
"""
_COUNT_NEW = "SELECT count(*) FROM articles WHERE published_day BETWEEN :since AND :until"
_NEWEST = """
SELECT id, title, url, authors, site, published_at, published_day, published_offset, published_precision
FROM articles WHERE published_at IS NOT NULL ORDER BY published_at DESC, id LIMIT :limit
"""
# Of each kind of change a range of its index, so that the many that are new are not gone through.
_CHANGES = " UNION ALL ".join(
    f"""SELECT * FROM (
    SELECT changed_at, change, class, article_id, version, previous_version, words_removed, words_added FROM changes
     WHERE change = '{change}' AND changed_at >= :since ORDER BY changed_at DESC LIMIT :limit)"""  # noqa: S608 - our own names
    for change in ("edit", "gone", "back", "renamed")
)
_CHANGED = f"""
SELECT found.*, articles.title, articles.url, articles.site FROM ({_CHANGES}) AS found
JOIN articles ON articles.id = found.article_id ORDER BY changed_at DESC, article_id LIMIT :limit
"""  # noqa: S608 - our own names
_COUNT_CHANGED = """
SELECT class, count(*) FROM changes WHERE change = :change AND changed_at >= :since GROUP BY class ORDER BY 2 DESC
"""


async def gather_home(database: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template of the home page needs; the week is that before the newest run."""
    counts = {name: await _number(database, sql) for name, sql in _COUNTS.items()}
    newest = await newest_run(database)
    first, last = [text_of((await database.execute(sql)).single_value()) for sql in _ENDS]
    by = arguments.get("by") if arguments.get("by") in GROUPS else "site"
    return {
        **counts,
        "first": first,
        "last": last,
        "newest": newest,
        "health": await gather_health(database, newest, limit=MAX_SITES),
        "by": by,
        "groups": GROUPS,
        "chart": await home_chart(database, {"by": by}),
        **await _week(database, newest),
    }


async def home_chart(database: Any, arguments: Mapping[str, Any]) -> Chart | None:
    """Return the chart of articles a month by site, or by category with `by=category`."""
    by = "category" if arguments.get("by") == "category" else "site"
    groups = await tallied.months_by(database, by)
    largest = sorted(groups.items(), key=lambda item: (-sum(number for _, number in item[1]), item[0]))
    months = {month for counts in groups.values() for month, _ in counts}
    chart = tallied.month_chart(f"Articles a month by {by}", dict(largest), links=month_links(months))
    return replace(chart, note=OF_SEVERAL) if chart and by == "category" else chart


def month_links(months: Any, **more: str) -> dict[str, str]:
    """Return the address of the list of articles of each month."""
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    path = "/commentary/articles?published_day__gte={0}-01&published_day__lte={1}"
    return {month: path.format(month, last) + extra for month in months if (last := last_day(month))}


async def gather_health(database: Any, newest: Mapping[str, Any] | None, *, limit: int) -> list[dict[str, Any]]:
    """Return for each site its number of articles, its last run and its health; those to look at come first."""
    articles = dict(await tallied.top(database, "site", limit=MAX_NAMES))
    runs = await runs_by_site(database)
    alarms = await open_by_site(database)
    found: list[dict[str, Any]] = []
    for site in dict.fromkeys([*articles, *runs]):
        own = runs.get(site, [])
        found.append(
            {
                "site": site,
                "address": address("site", site),
                "articles": articles.get(site, 0),
                "run": own[0] if own else None,
                "health": health_of(own, newest_at=str(newest["started_at"]), alarms=alarms.get(site, ()))
                if own and newest
                else None,
            }
        )
    # The sort is stable: sites of one health stand by their number of articles.
    return sorted(found, key=lambda each: _ORDER.index(each["health"].word if each["health"] else "fine"))[:limit]


async def _week(database: Any, newest: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the articles that were published in the week before the newest run, and what changed in it."""
    until = _day(newest["ended_at"]) if newest else None
    if until is None:
        latest = list(map(clean_row, await database.execute(_NEWEST, {"limit": LISTED})))
        return {"since": None, "latest": latest, "new": 0, "changes": [], "classes": []}
    since = until - WEEK
    values = {"since": since.isoformat(), "until": until.isoformat(), "limit": LISTED}
    new = await _number(database, _COUNT_NEW, values)
    latest = await database.execute(_NEW if new else _NEWEST, values)
    classes: list[tuple[str, int]] = []
    for change in ("edit", "gone", "back", "renamed"):
        rows = await database.execute(_COUNT_CHANGED, {"since": values["since"], "change": change})
        classes += tallied.counts_of(rows)
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "new": new,
        "latest": list(map(clean_row, latest)),
        "changes": list(map(clean_row, await database.execute(_CHANGED, values))),
        "classes": classes,
    }


def _day(at: Any) -> date | None:
    try:
        day = date.fromisoformat(str(at)[:10])
        # A week before it is a day too.
        return day if day - WEEK else None
    except (ValueError, OverflowError):
        return None


async def _number(database: Any, sql: str, values: Mapping[str, Any] | None = None) -> int:
    found = (await database.execute(sql, values or {})).first()
    number = number_of(found[0]) if found is not None else None
    return int(number) if number is not None else 0
