"""Gathers what the templates of lists and rows show: sheet, pages, chips, facets, forms (reads the database)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette.database import QueryInterrupted

from archive.web.lists.asked import Arguments, added, asked_of, conditions_of, replaced, without
from archive.web.lists.columns import facets_of
from archive.web.lists.listing import LISTING, MAX_COUNTED, MAX_COUNTED_IN_TABLE, Listing
from archive.web.lists.operators import OPERATORS, chip
from archive.web.lists.sheet import Field, Sheet, Source, fields_of, sheet_of
from archive.web.lists.wrapping import FACET_SIZE
from archive.web.plugins.facets import MAX_COUNTED as MAX_FACETED
from archive.web.plugins.facets import is_counted_by_writer
from archive.web.plugins.labels import label
from archive.web.plugins.links import ARTICLES
from archive.web.plugins.values import cut, number_of, text_of

MAX_ARTICLES = 5_000
# Rows of a page with every column: on a telephone each row has forty lines and more.
ALL_SIZE = "15"
_ARTICLES = """
SELECT articles.* FROM json_each(:ids) AS asked JOIN articles ON articles.id = asked.value LIMIT :most
"""
# Columns of an article that say more than a query's own text; those that an archive lacks are left out.
_WANTED = (
    "id", "title", "published_at", "published_precision", "published_day", "published_offset", "authors",
    "categories",
)  # fmt: skip


class Chip(NamedTuple):
    """A filter in words, with the address of the list without it."""

    words: str
    remove: str


class Choice(NamedTuple):
    """A value of a facet, how many rows have it, and the address of the list with or without it."""

    words: str
    rows: int
    href: str
    is_selected: bool


class Facet(NamedTuple):
    """The values of a column, the most frequent first."""

    name: str
    label: str
    choices: list[Choice]
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class Paging:
    """Where a page is in a list: `pages` is None if it is not known, `links` are pages nearby, None for a gap."""

    number: int
    pages: int | None
    previous: str
    next: str
    links: list[tuple[int, str] | None]

    @property
    def is_needed(self) -> bool:
        """Whether there is more than one page."""
        return bool(self.previous or self.next)


def paging_of(arguments: Arguments, number: int, *, rows: int | None, size: int, has_next: bool) -> Paging:
    """Return the pages of a list, with links to the first, the last and those nearby."""
    pages = None if rows is None else max(-(-rows // size), 1)
    has_next = has_next or (pages is not None and number < pages)
    nearby = {1, number - 1, number, number + 1} | ({pages} if pages else set())
    shown = sorted(each for each in nearby if each >= 1 and (each <= (pages or number + has_next)))
    links: list[tuple[int, str] | None] = []
    for each in shown:
        if links and links[-1] is not None and each - links[-1][0] > 1:
            links.append(None)
        links.append((each, _page(arguments, each)))
    return Paging(
        number=number,
        pages=pages,
        previous=_page(arguments, number - 1) if number > 1 else "",
        next=_page(arguments, number + 1) if has_next else "",
        links=links,
    )


def _page(arguments: Arguments, number: int) -> str:
    if number == 1:
        return replaced(arguments)
    kept = [each for each in arguments if each[0] not in {"_page", "_next"}]
    return f"?{urlencode([*kept, ('_page', str(number))])}"


async def query_page(database: Any, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of a query shows, from the context of Datasette's template."""
    listing = LISTING.get() or Listing(None, is_query=True, is_page=True)
    names = list(context.get("columns") or ())
    rows = [tuple(row) for row in context.get("rows") or ()]
    facets = facets_of(names, listing.asked.facets)
    is_counted = bool(rows) or bool(listing.asked.conditions)
    total, values = await listing.counts(database, facets) if is_counted else (0, {})
    arguments = listing.arguments
    sheet = sheet_of(
        Source(
            names=names,
            rows=rows,
            articles=await articles_of(database, names, rows),
            arguments=arguments,
            asked=listing.asked,
            can_sort=bool(listing.sql),
            counted=(context.get("metadata") or {}).get("counts"),
            site=str((context.get("named_parameter_values") or {}).get("site") or "").strip(),
        )
    )
    is_bounded = total is not None and total > MAX_COUNTED
    paging = paging_of(
        arguments,
        listing.asked.page,
        rows=None if is_bounded else total,
        size=listing.asked.size,
        has_next=listing.has_next,
    )
    return {
        "sheet": sheet,
        "paging": paging,
        "total": total,
        "is_bounded": is_bounded,
        "most": MAX_COUNTED,
        "chips": chips_of(arguments, listing, None),
        "facets": _facets(values, arguments, listing),
        "operators": _operators(),
        "columns": [(name, label(name)) for name in names],
        "arguments": _kept(arguments, {"sql", *context.get("named_parameter_values", ())}),
        "is_listed": bool(listing.sql),
        "first_row": listing.asked.skipped + 1,
    }


async def table_page(database: Any, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the list of a table or view shows, from the context of Datasette's template."""
    request, table = context["request"], context["table"]
    listing = LISTING.get() or Listing(table, is_query=False, is_page=True, arguments=arguments_of(request))
    arguments, rows = (
        listing.arguments,
        [tuple(row.values() if isinstance(row, dict) else row) for row in context["rows"]],
    )
    names = list(context["columns"])
    total = context.get("filtered_table_rows_count")
    is_all = any(key in {"_all", "_col", "_nocol"} for key, _ in arguments)
    # The writer's own counts are more, and exact.
    is_bounded = total == MAX_COUNTED_IN_TABLE + 1
    asked = asked_of([*arguments, *_sorted_by(context)])
    metadata = context.get("metadata") or {}
    sheet = sheet_of(
        Source(
            names=names,
            rows=rows,
            table=table,
            keys=() if context.get("is_view") else tuple(context.get("primary_keys") or ()),
            articles=await articles_of(database, names, rows) if context.get("is_view") else {},
            descriptions=metadata.get("columns") or {},
            arguments=arguments,
            asked=asked,
            is_all=is_all,
        )
    )
    is_by_key = "_next" in request.args and not context.get("is_view")
    return {
        "sheet": sheet,
        "paging": paging_of(
            arguments,
            asked.page,
            rows=None if is_bounded or is_by_key else total,
            size=asked.size,
            has_next=bool(context.get("next_url")),
        ),
        "total": total,
        "is_bounded": is_bounded,
        "most": MAX_COUNTED_IN_TABLE,
        "chips": chips_of(arguments, None, table),
        "is_sampled": (total is None or total > MAX_FACETED) and not is_counted_by_writer(request, table),
        "most_facets": MAX_FACETED,
        "operators": _operators(),
        "all": replaced(arguments, _all="1", _size=ALL_SIZE),
        "fewer": replaced(arguments, _all=None, _size=None) if ("_all", "1") in arguments else "",
        "first_row": asked.skipped + 1,
    }


def _sorted_by(context: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the order that a table has without being asked for one."""
    if context.get("sort_desc"):
        yield "_sort_desc", context["sort_desc"]
    elif context.get("sort"):
        yield "_sort", context["sort"]


async def row_page(database: Any, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of one row shows: its fields in words, and which are empty."""
    names = list(context["columns"])
    row = tuple(context["rows"][0])
    metadata = context.get("metadata") or {}
    found: tuple[list[Field], list[str]] = fields_of(
        Source(
            names=names,
            rows=[row],
            table=context["table"],
            articles=await articles_of(database, names, [row]),
            descriptions=metadata.get("columns") or {},
        )
    )
    return {"fields": found[0], "empty": found[1]}


def arguments_of(request: Any) -> Arguments:
    """Return the arguments of a request's query string in their order."""
    return tuple((key, value) for key in request.args for value in request.args.getlist(key))


def chips_of(arguments: Arguments, listing: Listing | None, table: str | None) -> list[Chip]:
    """Return the filters of a list in words, each with the address of the list without it."""
    conditions = listing.asked.conditions if listing is not None else tuple(conditions_of(arguments))
    chips = []
    for key, value in arguments:
        match = next(
            (each for each in conditions if each.value == value and key in {each.argument, each.column}), None
        )
        if match is not None:
            chips.append(Chip(chip(match, table), without(arguments, key, value)))
        elif key == "_search" and value and table is not None:
            chips.append(Chip(f"words: {cut(value, 80)}", without(arguments, key, value)))
    return chips


def _facets(values: Mapping[str, Sequence[tuple[Any, int]]], arguments: Arguments, listing: Listing) -> list[Facet]:
    found = []
    for name, counted in values.items():
        key = f"{name}__exact"
        chosen = [each.value for each in listing.asked.conditions if (each.column, each.operator) == (name, "exact")]
        choices = [
            Choice(
                text,
                count,
                without(arguments, key, text) if text in chosen else added(arguments, key, text),
                text in chosen,
            )
            for value, count in counted[:FACET_SIZE]
            if (text := text_of(value, 200))
        ]
        # A column whose values are all different, or all the same, says nothing.
        says_something = len(choices) > 1 and any(choice.rows > 1 for choice in choices)
        if choices and (says_something or chosen or name in listing.asked.facets):
            found.append(Facet(name, label(name), choices, len(counted) > FACET_SIZE))
    return found


def _operators() -> list[tuple[str, str]]:
    return [(name, operator.name) for name, operator in OPERATORS.items()]


def _kept(arguments: Arguments, others: Iterable[str]) -> list[tuple[str, str]]:
    """Return the arguments that a form of a query keeps: not its parameters, the page, a filter in the making."""
    left_out = {*others, "_page", "_next", "_filter_column", "_filter_op", "_filter_value"}
    return [(key, value) for key, value in arguments if key not in left_out]


async def articles_of(
    database: Any, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> dict[Any, dict[str, Any]]:
    """Return columns of the articles that rows name by their ids, by these ids; none where they cannot be read."""
    places = [place for place, name in enumerate(names) if name in ARTICLES]
    ids = {row[place] for row in rows for place in places if isinstance(row[place], int) and number_of(row[place])}
    if not ids:
        return {}
    values = {"ids": json.dumps(sorted(ids)[:MAX_ARTICLES]), "most": MAX_ARTICLES}
    try:
        columns = await database.table_columns("articles")
        wanted = ", ".join(f"articles.{name}" for name in _WANTED if name in columns)
        found = await database.execute(_ARTICLES.replace("articles.*", wanted), values)
    except (QueryInterrupted, sqlite3.Error):
        return {}
    return {row["id"]: dict(row) for row in found.rows}


__all__ = ["Sheet", "articles_of", "chips_of", "paging_of", "query_page", "row_page", "table_page"]
