"""Lists what to ask a server for: every table, row and query, and every route (reads a database).

The list is taken from the server's own tables, queries and routes, so that a new page is measured as soon as it is
registered. Parameters are drawn from what the database holds, under the names that pages and queries give them. The
routes stand in `asked_routes.py`.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from archive.schema import TABLES, VIEWS
from archive.web.canned import load_queries
from archive.web.lists.asked import PAGE_SIZE
from drawn_values import Values

# Of each page so many addresses are asked for.
TIMES = 20
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")
# The arguments of the table of articles with what they are drawn from.
_FILTERS = {
    "site": "site", "year": "year", "language": "language", "categories__arraycontains": "category",
    "authors__arraycontains": "author", "tags__arraycontains": "tag", "_search": "q", "published_day__gte": "day",
    "published_day__lte": "day",
}  # fmt: skip
# Filters of other tables.
_OTHERS = (
    ("links", "domain", "domain"),
    ("changes", "class", "class"),
    ("changes", "change", "change"),
    ("captures", "site", "site"),
    ("readings", "site", "site"),
    ("sources", "site", "site"),
)
# Tables in which pages are read far behind the first one, each with the order in which they are listed.
_LONG = (
    ("articles", ""),
    ("articles", "_sort=site"),
    ("articles", "_sort_desc=views"),
    ("articles", "_sort_desc=word_count"),
    ("articles", "_sort=title"),
    ("versions", ""),
    ("readings", ""),
    ("captures", ""),
    ("changes", ""),
    ("links", ""),
    ("authors", ""),
    ("sources", ""),
    ("tallies", ""),
    ("comments", ""),
)


@dataclass(frozen=True)
class Asked:
    """A page and the addresses under which it is asked for; of a file only the first bytes are waited for."""

    name: str
    addresses: tuple[str, ...]
    is_file: bool = False


def asked_pages(folder: Path, seed: int) -> Iterator[Asked]:
    """Yield each page of the server of an archive with its addresses."""
    # It imports this module for the shape of a page.
    from asked_routes import asked_routes  # noqa: PLC0415

    with closing(sqlite3.connect(f"file:{folder / 'commentary.db'}?mode=ro", uri=True)) as db:
        values = Values(db, seed)
        yield Asked("home", ("/",))
        yield Asked("home, by category", ("/?by=category",))
        yield Asked("data", ("/commentary",))
        yield from _tables(values)
        yield from _long_tables(values)
        yield from _rows(values)
        yield from _queries(values)
        yield from asked_routes(folder, values)


def many(name: str, make: Callable[[], str], *, is_file: bool = False) -> Asked:
    """Return a page with as many addresses as are asked for."""
    return Asked(name, tuple(dict.fromkeys(make() for _ in range(TIMES))), is_file)


def _tables(values: Values) -> Iterator[Asked]:
    for name in (*TABLES, *VIEWS):
        yield Asked(f"table {name}", (f"/commentary/{name}",))
    for argument in _FILTERS:
        yield _filtered(values, argument)
    for several in (("site", "year"), ("site", "published_day__gte"), ("site", "_search"), ("year", "_search")):
        yield _filtered(values, *several)
    for columns in (("year", "language"), ("site", "categories__arraycontains"), ("year", "authors__arraycontains")):
        yield _filtered(values, *columns)
    yield Asked("table articles, gone", ("/commentary/articles?gone_at__notnull=1",))
    yield Asked("table articles, more facets", ("/commentary/articles?_facet=tags&_facet=published_precision",))
    for column in ("views", "word_count", "title", "site", "authors", "first_captured_at"):
        yield Asked(f"table articles, by {column}", (f"/commentary/articles?_sort_desc={column}",))
    for table, argument, name in _OTHERS:
        yield many(
            f"table {table}, {argument}",
            lambda table=table, argument=argument, name=name: (
                f"/commentary/{table}?{urlencode({argument: values.draw(name) or 'edit'})}"
            ),
        )


def _filtered(values: Values, *arguments: str) -> Asked:
    def make() -> str:
        return f"/commentary/articles?{urlencode({each: values.draw(_FILTERS[each]) for each in arguments})}"

    return many(f"table articles, {' and '.join(arguments)}", make)


def _long_tables(values: Values) -> Iterator[Asked]:
    """Yield pages anywhere in long tables, by their number and, of articles, behind a row."""
    for table, order in _LONG:
        rows = values.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        last = max(rows // PAGE_SIZE, 1)
        yield many(
            f"table {table}{f', {order},' if order else ','} any page",
            lambda table=table, order=order, last=last: (
                f"/commentary/{table}?{order}{'&' * bool(order)}_page={values.drawn.randint(1, last)}"
            ),
        )
    yield many("table articles, site, page 20", lambda: f"/commentary/articles?site={values.draw('site')}&_page=20")
    yield many("table articles, year, page 20", lambda: f"/commentary/articles?year={values.draw('year')}&_page=20")
    yield many("table articles, _search, page 20", lambda: f"/commentary/articles?_search={values.word()}&_page=20")
    yield many("table articles, behind a row", lambda: f"/commentary/articles?_next={_behind(values)}")


def _behind(values: Values) -> str:
    """Return what Datasette calls the place behind a row in the order of dates."""
    article = values.draw("article")
    query = "SELECT published_at FROM articles WHERE id = ?"
    (at,) = values.db.execute(query, (int(article or 0),)).fetchone() or ("",)
    return f"{tilde_encode(at or '$null')},{article}"


def _rows(values: Values) -> Iterator[Asked]:
    for table, name in (
        ("articles", "article"),
        ("articles", "edited"),
        ("versions", "version"),
        ("captures", "capture"),
        ("readings", "capture"),
    ):
        yield many(
            f"row of {table}{', edited' if name == 'edited' else ''}",
            lambda table=table, name=name: f"/commentary/{table}/{tilde_encode(values.draw(name))}",
        )
    yield many("row of articles, JSON", lambda: f"/commentary/articles/{values.draw('article')}.json")


def _queries(values: Values) -> Iterator[Asked]:
    for name, query in load_queries().items():
        parameters = sorted(set(_PARAMETER.findall(re.sub(r"'[^']*'", "''", query["sql"]))))
        yield Asked(f"query {name}", (f"/commentary/{name}",))
        if parameters:
            yield many(
                f"query {name} with values",
                lambda name=name, parameters=parameters: (
                    f"/commentary/{name}?{urlencode({each: values.draw(each) for each in parameters})}"
                ),
            )
