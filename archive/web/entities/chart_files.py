"""Gives the charts of the pages, and each as a file, SVG that needs no other one, or CSV (reads the database)."""

import base64
import csv
import hashlib
import io
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import derive_named_parameters
from datasette.utils.asgi import NotFound, Response

from archive.web.charts import Chart, chart_of_counts, chart_of_rows, header_of, known_counts, stand_alone, table_of
from archive.web.entities.home import home_chart
from archive.web.entities.pages import chart_of_page
from archive.web.plugins.downloads import harmless, without_page_limit

# Gives the chart for the parameters of a request, None if there is nothing to draw.
Gather = Callable[[Any, Mapping[str, Any]], Awaitable[Chart | None]]

MAX_COUNTS = 5_000
_COUNTS = {
    "views": "SELECT readings.captured_at, readings.views, readings.views_rounded",
    "comments": "SELECT readings.captured_at, readings.comment_count, 0",
}
_OF_ARTICLE = """
FROM articles JOIN readings ON readings.article = articles.url WHERE articles.id = :article
ORDER BY readings.captured_at LIMIT :limit
"""


async def chart_of_query(datasette: Any, name: str, arguments: Mapping[str, Any]) -> Chart | None:
    """Return the chart of a canned query's rows, all of them up to the setting `max_returned_rows`.

    None if its header names no chart, if no row can be drawn, or if the query fails: its page says why.
    """
    query = await datasette.get_canned_query("commentary", name, None)
    if query is None or "chart" not in query:
        return None
    database = datasette.get_database("commentary")
    sql = without_page_limit(query["sql"])
    names = await derive_named_parameters(database, sql)
    try:
        found = await database.execute(sql, {each: arguments.get(each) or "" for each in names}, truncate=True)
    except (sqlite3.Error, QueryInterrupted):
        return None
    note = f"Only the first {len(found.rows):,} rows of more are drawn." if found.truncated else ""
    return chart_of_rows(query["chart"], query["title"], found.columns, found.rows, note=note)


def _counts_of_article(name: str) -> Gather:
    async def gather(datasette: Any, arguments: Mapping[str, Any]) -> Chart | None:
        values = {"article": arguments.get("article") or "", "limit": MAX_COUNTS}
        rows = await datasette.get_database("commentary").execute(f"{_COUNTS[name]} {_OF_ARTICLE}", values)
        return chart_of_counts(name.capitalize(), known_counts(rows))

    return gather


async def _all_articles(datasette: Any, arguments: Mapping[str, Any]) -> Chart | None:
    return await home_chart(datasette.get_database("commentary"), arguments)


# The charts by name, as in `/-/chart/NAME.svg`; those of queries are called `query/` and the query's name, those of
# the page of a site `site-` and what they show, and so on.
CHARTS: dict[str, Gather] = {name: _counts_of_article(name) for name in _COUNTS} | {"articles": _all_articles}


async def chart_file(datasette: Any, request: Any) -> Any:
    """Return a chart as an SVG or CSV file; NotFound if there is none of that name, or nothing to draw."""
    name, form = request.url_vars["name"], request.url_vars["form"]
    chart = await _chart(datasette, name, request.args)
    if chart is None:
        raise NotFound("There is no such chart in this archive, or nothing to draw.")
    headers = {"content-disposition": f'inline; filename="{name.replace("/", "-")}.{form}"'}
    if form == "csv":
        return Response(_csv(chart), headers=headers, content_type="text/csv; charset=utf-8")
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    headers["content-security-policy"] = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    return Response(stand_alone(chart, style), headers=headers, content_type="image/svg+xml; charset=utf-8")


async def _chart(datasette: Any, name: str, arguments: Mapping[str, Any]) -> Chart | None:
    kind, _, query = name.partition("/")
    if kind == "query" and query:
        return await chart_of_query(datasette, query, arguments)
    if name in CHARTS:
        return await CHARTS[name](datasette, arguments)
    kind, _, part = name.partition("-")
    return await chart_of_page(datasette.get_database("commentary"), kind, part, arguments)


@cache
def _style() -> str:
    return files("archive.web").joinpath("static", "charts.css").read_text(encoding="utf-8")


def _csv(chart: Chart) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(harmless, header_of(chart)))
    writer.writerows([harmless(x), *values] for x, values in table_of(chart))
    return out.getvalue()
