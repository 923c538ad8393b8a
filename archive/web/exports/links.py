"""The links by which a page offers what it shows as files (pure, but for a look at which packages are there)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple
from urllib.parse import urlencode

from archive.export import EXPORTED, EXPORTERS
from archive.selection import ArticleFilter, arguments_of_filter, filter_of_arguments, same_search
from extract.errors import CommentaryError

# A filtered archive is the database itself, which only `serve --offer-database` gives away.
NOT_HERE = frozenset({"sqlite"})
# These stand in the line, the others behind "more formats".
FIRST = frozenset({"csv", "xlsx", "json"})
# The arguments of Datasette's pages of tables that ask for what a filter can ask, and those that choose no rows.
_OF_TABLES: Mapping[str, str] = {
    "site": "site",
    "year": "year",
    "language": "language",
    "authors__arraycontains": "author",
    "categories__arraycontains": "category",
    "tags__arraycontains": "tag",
    "published_day__gte": "since",
    "published_day__lte": "until",
    "_search": "search",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ExportLink(NamedTuple):
    """A format: its name, what it is, its address, and whether it stands in the line."""

    name: str
    description: str
    url: str
    is_first: bool


@cache
def formats_here() -> tuple[str, ...]:
    """Return the formats that the pages offer: those whose packages are installed."""
    return tuple(
        name
        for name, exporter in EXPORTERS.items()
        if name not in NOT_HERE and (not exporter.extra or find_spec(exporter.extra) is not None)
    )


def links_of(only: ArticleFilter | None, table: str = "articles", **more: object) -> Iterator[ExportLink]:
    """Yield a link for each format that holds a table, with the query of its address after the `?`."""
    for name in formats_here():
        exporter = EXPORTERS[name]
        if exporter.tables and table not in exporter.tables:
            continue
        yield ExportLink(name, exporter.description, export_query(name, only, table, **more), name in FIRST)
        if name == "csv":
            excel = "CSV that Excel opens without changing ids and signs"
            yield ExportLink("csv for Excel", excel, export_query(name, only, table, excel=1, **more), is_first=False)


def export_query(name: str, only: ArticleFilter | None = None, table: str = "articles", **more: object) -> str:
    """Return the arguments of an export in a format: of a filter, and others such as `no_body=1`."""
    pairs = [("format", name), *([("table", table)] if table != "articles" else [])]
    filtered = arguments_of_filter(only) if only else ()
    return urlencode([*pairs, *filtered, *((key, str(value)) for key, value in more.items())])


def filter_of_page(table: str, arguments: Iterable[tuple[str, Any]]) -> ArticleFilter | None:
    """Return the filter that the arguments of a page of a table ask for.

    None if the table cannot be exported, or rows are chosen in a way that exports do not know.
    """
    if table not in EXPORTED:
        return None
    found: dict[str, list[str]] = {}
    for key, value in arguments:
        name = key.removesuffix("__exact")
        if name.startswith("_") and name != "_search":
            # How rows are shown: sort, page, facets. Conditions in SQL and other searches are no such arguments.
            if name.startswith(("_where", "_search", "_through")) and value:
                return None
        elif table != "articles" or name not in _OF_TABLES:
            return None
        else:
            found.setdefault(_OF_TABLES[name], []).append(_as_filter(_OF_TABLES[name], str(value)))
    # Of several values of one column Datasette wants all, and a filter any.
    if any(len(values) > 1 or not values[0] for values in found.values()):
        return None
    try:
        return filter_of_arguments(found)
    except CommentaryError:
        return None


def _as_filter(argument: str, value: str) -> str:
    """Return the value with which a filter asks for the rows that a page shows; an empty text if there is none.

    Datasette compares texts as they are, also blank ones, a month as `2026-05` with days, and takes signs of a search
    as text.
    """
    if argument == "search":
        return same_search(value) or ""
    if argument in {"since", "until"}:
        return value if _DAY.fullmatch(value) else ""
    return value if value == value.strip() else ""
