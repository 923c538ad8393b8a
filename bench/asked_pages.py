"""Lists what to ask a server for: every table, row, query and route, with many addresses each (reads a database).

The list is taken from the server's own tables, queries and routes, so that a new page is measured as soon as it is
registered. Parameters are drawn from what the database holds, under the names that pages and queries give them.
"""

import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

from datasette.plugins import pm
from datasette.utils import tilde_encode

from archive.schema import TABLES, VIEWS
from archive.web.canned import load_queries
from archive.web.server import open_datasette

# Of each page so many addresses are asked for.
TIMES = 20
# These read records of WARC files, which a made archive has not.
NEEDS_RECORDS = ("/-/proof", "/-/evidence", "/-/response", "/-/request", "/-/asset", "/-/view")
# These give all rows of an archive as a file, whose time is that of its bytes.
WHOLE_FILES = ("/-/export", "/-/database")
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)")
_CHOICE = re.compile(r"\w+(?:\|\w+)+")
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")

# How each value is drawn: the SQL of rows, of which one column each is used.
_SAMPLES = {
    "article": "SELECT id FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "url": "SELECT url FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "version": "SELECT version FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "capture": "SELECT capture FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "site": "SELECT site FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "year": "SELECT year FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "day": "SELECT published_day FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "language": "SELECT language FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "title": "SELECT title FROM articles WHERE id >= ? ORDER BY id LIMIT 1",
    "author": "SELECT name FROM authors WHERE article >= ? ORDER BY article LIMIT 1",
    "category": "SELECT name FROM categories WHERE article >= ? ORDER BY article LIMIT 1",
    "tag": "SELECT name FROM tags WHERE article >= ? ORDER BY article LIMIT 1",
    "domain": "SELECT domain FROM links WHERE article >= ? ORDER BY article LIMIT 1",
    "edited": "SELECT article_id FROM changes WHERE change = 'edit' AND article_id >= ? ORDER BY article_id LIMIT 1",
}
_IDS = 2**52
_CLASSES = ("", "edit", "headline", "gone", "new", "addition", "typo")


@dataclass(frozen=True)
class Asked:
    """A page and the addresses under which it is asked for."""

    name: str
    addresses: tuple[str, ...]


class Values:
    """Draws values of a database by name, the same ones for the same seed."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db = db
        self.drawn = random.Random(seed)

    def draw(self, name: str) -> str:
        """Return a value for a parameter of this name; an empty text where nothing is known of it."""
        if name in _SAMPLES:
            row = self.db.execute(_SAMPLES[name], (self.drawn.randrange(_IDS),)).fetchone()
            row = row or self.db.execute(_SAMPLES[name], (0,)).fetchone()
            return "" if row is None else str(row[0])
        made = _DRAWN.get(name)
        return made(self) if made else ""

    def word(self) -> str:
        """Return a word of a headline."""
        words = [word for word in re.findall(r"\w+", self.draw("title").lower()) if len(word) > 3]
        return self.drawn.choice(words or ["tariff"])

    def pair(self) -> tuple[str, str]:
        """Return the two versions of an edit."""
        query = "SELECT previous_version, version FROM changes WHERE change = 'edit' AND article_id >= ? LIMIT 1"
        row = self.db.execute(query, (self.drawn.randrange(_IDS),)).fetchone()
        return tuple(row) if row else ("", "")


def _since(values: Values) -> str:
    return values.draw("day") or date(2026, 1, 1).isoformat()


_DRAWN: Mapping[str, Callable[[Values], str]] = {
    "q": Values.word,
    "search": Values.word,
    "words": Values.word,
    "topic": Values.word,
    "id": lambda values: values.draw("article"),
    "since": _since,
    "until": lambda _: "2026-08-01",
    "kind": lambda values: values.drawn.choice(_CLASSES),
    "class": lambda values: values.drawn.choice(_CLASSES),
    "percent": lambda values: values.drawn.choice(("", "50", "80")),
    "below": lambda values: values.drawn.choice(("", "0.6")),
    "field": lambda values: values.drawn.choice(("", "title")),
    "chart": lambda _: "views",
    "key": lambda values: _key_of(int(values.draw("article") or 0)),
}


def _key_of(number: int) -> str:
    try:
        from archive.schema import article_key  # noqa: PLC0415 - keys are newer than this script
    except ImportError:
        return str(number)
    return str(article_key(number))


def asked_pages(folder: Path, seed: int) -> Iterator[Asked]:
    """Yield each page of the server of an archive with its addresses."""
    with closing(sqlite3.connect(f"file:{folder / 'commentary.db'}?mode=ro", uri=True)) as db:
        values = Values(db, seed)
        yield Asked("home", ("/",))
        yield Asked("data", ("/commentary",))
        yield from _tables(values)
        yield from _rows(values)
        yield from _queries(values)
        yield from _routes(folder, values)


def _many(name: str, make: Callable[[], str]) -> Asked:
    return Asked(name, tuple(dict.fromkeys(make() for _ in range(TIMES))))


def _tables(values: Values) -> Iterator[Asked]:
    for name in (*TABLES, *VIEWS):
        yield Asked(f"table {name}", (f"/commentary/{name}",))
    filters = {
        "site": "site", "year": "year", "language": "language", "categories__arraycontains": "category",
        "authors__arraycontains": "author", "tags__arraycontains": "tag", "_search": "q", "published_day__gte": "day",
    }  # fmt: skip
    for argument, name in filters.items():
        yield _many(
            f"table articles, {argument}",
            lambda argument=argument, name=name: f"/commentary/articles?{urlencode({argument: values.draw(name)})}",
        )
    yield _many(
        "table articles, site and year",
        lambda: f"/commentary/articles?{urlencode({'site': values.draw('site'), 'year': values.draw('year')})}",
    )
    for column in ("views", "word_count", "title"):
        yield Asked(f"table articles, by {column}", (f"/commentary/articles?_sort_desc={column}",))
    for table, argument, name in (
        ("links", "domain", "domain"),
        ("changes", "class", "class"),
        ("captures", "site", "site"),
    ):
        yield _many(
            f"table {table}, {argument}",
            lambda table=table, argument=argument, name=name: (
                f"/commentary/{table}?{urlencode({argument: values.draw(name) or 'edit'})}"
            ),
        )


def _rows(values: Values) -> Iterator[Asked]:
    for table, name in (
        ("articles", "article"),
        ("articles", "edited"),
        ("versions", "version"),
        ("captures", "capture"),
        ("readings", "capture"),
    ):
        yield _many(
            f"row of {table}{', edited' if name == 'edited' else ''}",
            lambda table=table, name=name: f"/commentary/{table}/{tilde_encode(values.draw(name))}",
        )
    yield _many("row of articles, JSON", lambda: f"/commentary/articles/{values.draw('article')}.json")


def _queries(values: Values) -> Iterator[Asked]:
    for name, query in load_queries().items():
        parameters = sorted(set(_PARAMETER.findall(re.sub(r"'[^']*'", "''", query["sql"]))))
        yield Asked(f"query {name}", (f"/commentary/{name}",))
        if parameters:
            yield _many(
                f"query {name} with values",
                lambda name=name, parameters=parameters: (
                    f"/commentary/{name}?{urlencode({each: values.draw(each) for each in parameters})}"
                ),
            )


# What routes want to know: arguments by path.
_ARGUMENTS: Mapping[str, Sequence[str]] = {
    "/-/cite": ("capture",),
    "/-/history": ("article",),
    "/-/comments": ("article",),
    "/-/find": ("url",),
    "/-/search": ("q",),
    "/-/topic": ("q",),
    "/-/chart/views": ("article",),
}


def _routes(folder: Path, values: Values) -> Iterator[Asked]:
    with open_datasette(folder) as datasette:
        found = [route for routes in pm.hook.register_routes(datasette=datasette) for route in routes]
    for pattern, _ in found:
        path = str(pattern).removeprefix("^").removesuffix("$")
        if path.startswith((*NEEDS_RECORDS, *WHOLE_FILES)) or not path.startswith("/-/"):
            continue
        if path == "/-/diff":
            yield _many(
                "route /-/diff",
                lambda: "/-/diff?" + urlencode(dict(zip(("before", "after"), values.pair(), strict=True))),
            )
            continue
        yield from _route(path, values)


def _route(path: str, values: Values) -> Iterator[Asked]:
    kind = path.removeprefix("/-/").split("/")[0]

    def make(more: Mapping[str, str] | None = None) -> str:
        def value_of(group: re.Match[str]) -> str:
            if _CHOICE.fullmatch(group[2]):
                return group[2].split("|")[0]
            # A group is named by what it is, or `name` by the folder that it stands in.
            name = group[1] if group[1] in _SAMPLES or group[1] in _DRAWN else kind
            return quote(tilde_encode(values.draw(name)), safe="~")

        address = _GROUP.sub(value_of, path).replace("\\", "")
        names = next((names for begin, names in _ARGUMENTS.items() if address.split(".")[0] == begin), ())
        asked = {name: values.draw(name) for name in names} | dict(more or {})
        return f"{address}?{urlencode(asked)}" if asked else address

    yield _many(f"route {path}", make)
    if path == "/-/search":
        for name in ("site", "author", "category", "year", "language", "cites"):
            drawn = "domain" if name == "cites" else name
            yield _many(f"route {path}, {name}", lambda name=name, drawn=drawn: make({name: values.draw(drawn)}))
        yield _many(f"route {path}, a phrase", lambda: make({"q": f'"{" ".join(values.draw("title").split()[:2])}"'}))
        yield _many(f"route {path}, two words", lambda: make({"q": f"{values.word()} {values.word()}"}))
        yield _many(f"route {path}, newest first", lambda: make({"sort": "date"}))
