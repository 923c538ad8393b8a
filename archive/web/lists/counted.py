"""Leads from a number of articles to these articles (pure).

The header of a query says which column counts them, and by which columns: `-- counts: articles by author domain`.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

# The arguments of the list of articles, and of the search, which knows what articles cite.
_OF_LIST: Mapping[str, str] = {
    "author": "authors__arraycontains",
    "co_author": "authors__arraycontains",
    "category": "categories__arraycontains",
    "tag": "tags__arraycontains",
    "site": "site",
    "language": "language",
    "year": "year",
}
_OF_SEARCH: Mapping[str, str] = {
    name: name if name != "domain" else "cites"
    for name in ("author", "category", "site", "language", "year", "domain")
}
COUNTED_BY = frozenset({*_OF_LIST, *_OF_SEARCH, "month"})


class Counted(NamedTuple):
    """The column of a query that counts articles, and the columns that these articles have in common."""

    column: str
    by: tuple[str, ...]


def parse_counted(words: str) -> Counted:
    """Return what a header line says; ValueError, with what is wrong, for anything else."""
    column, _, names = words.partition(" by ")
    by = tuple(names.split())
    if not column.isidentifier() or not by:
        raise ValueError(f"expected 'COLUMN by COLUMN …', and not {words!r}")
    if unknown := [name for name in by if name not in COUNTED_BY]:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join(sorted(COUNTED_BY))}")
    return Counted(column, by)


def articles_at(counted: Sequence[tuple[str, object]]) -> str:
    """Return the address of the articles that have these values, by column; empty if one says nothing."""
    if any(value in {None, "", "(none)"} or not isinstance(value, str | int) for _, value in counted):
        return ""
    if "domain" in dict(counted):
        return f"/-/search?{urlencode([(_OF_SEARCH[name], value) for name, value in counted])}"
    arguments = [pair for name, value in counted for pair in _of_list(name, str(value))]
    return f"/commentary/articles?{urlencode(arguments)}" if arguments else ""


def _of_list(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name != "month":
        yield _OF_LIST[name], value
    elif last := last_day(value):
        yield "published_day__gte", f"{value}-01"
        yield "published_day__lte", last


def last_day(month: str) -> str:
    """Return the last day of a month such as `2024-02`; empty for what is none."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return ""
    return f"{month}-{monthrange(first.year, first.month)[1]}"
