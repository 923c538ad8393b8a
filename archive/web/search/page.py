"""The page of the search: passages, facets, what is asked for, and what was perhaps meant (reads the database)."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from archive.selection import Asked, Part, best_passage, find_words, mark_all, parse
from archive.web.plugins.find import found_at
from archive.web.plugins.values import clean_row
from archive.web.search.facets import Facets, count_facets
from archive.web.search.hits import Order, list_hits, select
from archive.web.search.suggest import any_of_the_words, suggest
from archive.web.search.wanted import FACETS, MAX_PAGES, PAGE_SIZE, SORTS, Wanted, wanted_of
from extract.errors import SearchError

# Of a text so many characters are read for its passage.
MAX_TEXT = 100_000
# What the page and the feeds show of an article: each value of a row costs more than to read it.
SHOWN = """
    id, url, title, subtitle, authors, categories, site, language, description, published_at, published_day,
    published_offset, published_precision, versions, gone_at, cut_off
"""
DETAILS = f"""
SELECT {", ".join(f"articles.{name.strip()}" for name in SHOWN.split(","))},
    substr(versions.body_text, 1, {MAX_TEXT}) AS body_text
FROM json_each(:ids) AS page JOIN articles ON articles.id = page.value
JOIN versions ON versions.id = articles.version ORDER BY page.key
"""  # noqa: S608 - our own number


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A part of what is asked for, and the path of the search without it."""

    label: str
    without: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value of a facet, its number of articles, and the path of the search with it, or without if it is chosen."""

    label: str
    articles: int
    path: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search found: its hits on this page, counts and facets; `problem` says why there is nothing."""

    asked: Asked | None = None
    facets: Facets | None = None
    rows: Sequence[Mapping[str, Any]] = ()
    order: Order = "by date"
    problem: str | None = None
    meant: str | None = None


async def search_page(datasette: Any, request: Any) -> Any:
    """Return the page of a search; status 400 for one that cannot be made as it was typed."""
    database = datasette.get_database("commentary")
    arguments = {name: request.args.getlist(name) for name in request.args}
    try:
        wanted = wanted_of(arguments)
        found = await find(database, wanted)
    except SearchError as error:
        wanted = Wanted(text=" ".join((request.args.get("q") or "").split()))
        found = Found(problem=error.problem, meant=error.meant)
    if found.facets is not None and not found.rows and found.asked is not None and not found.facets.articles:
        meant = await suggest(database, found.asked)
        any_of = None if meant else await any_of_the_words(database, found.asked)
    else:
        meant, any_of = found.meant, None
    values = {
        "wanted": wanted,
        "found": found,
        "articles": found.facets.articles if found.facets else 0,
        "at_address": await found_at(database, wanted.text),
        "bare": Wanted(text=wanted.text).path(),
        "chips": list(chips_of(wanted, found.asked)),
        "facets": list(choices_of(wanted, found.facets)),
        "sorts": SORTS,
        "pages": list(pages_of(wanted, found)),
        "meant": meant,
        "any_of": any_of,
        "max_hits": MAX_PAGES * PAGE_SIZE,
    }
    html = await datasette.render_template("search.html", values, request=request)
    return Response.html(html, status=400 if found.problem and not found.asked else 200)


async def find(database: Any, wanted: Wanted) -> Found:
    """Return what a search finds; raise SearchError for one that cannot be made as it was typed."""
    asked = parse(wanted.text)
    try:
        selection = await select(database, asked, wanted)
        facets, (ids, order) = await asyncio.gather(
            count_facets(database, selection), list_hits(database, selection, wanted.sort, wanted.page)
        )
    except QueryInterrupted:
        problem = "This search takes too long. Add a word or a filter, or leave one out that many articles have."
        return Found(asked=asked, problem=problem)
    rows = await details(database, ids, asked)
    if rows and facets.articles < (least := (wanted.page - 1) * PAGE_SIZE + len(rows)):
        # A sample may lack what is rare.
        facets = replace(facets, articles=least)
    return Found(asked=asked, facets=facets, rows=rows, order=order)


async def details(database: Any, ids: Sequence[int], asked: Asked) -> list[dict[str, Any]]:
    """Return articles by their ids with their `heading` and `passage`, in parts that are marked or not."""
    rows = list(map(clean_row, await database.execute(DETAILS, {"ids": json.dumps(list(ids))})))
    return await asyncio.get_running_loop().run_in_executor(None, _with_passages, rows, asked.marked or "")


def _with_passages(rows: Sequence[Mapping[str, Any]], marked: str) -> list[dict[str, Any]]:
    texts = [{name: _text(row.get(name)) for name in ("title", "subtitle", "body_text", "authors")} for row in rows]
    places = find_words(texts, marked)
    return [
        {
            **row,
            "heading": mark_all(text["title"] or "Untitled", found.get("title", ())),
            "under": mark_all(text["subtitle"], found["subtitle"]) if found.get("subtitle") else (),
            "byline": mark_all(text["authors"], found.get("authors", ())),
            "passage": _passage(text["body_text"], found.get("body_text", ()), row),
        }
        for row, text, found in zip(rows, texts, places, strict=True)
    ]


def _passage(text: str, spans: Sequence[tuple[int, int]], row: Mapping[str, Any]) -> tuple[Part, ...]:
    if not spans and row.get("description"):
        return best_passage(str(row["description"]), ())
    return best_passage(text, spans)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def chips_of(wanted: Wanted, asked: Asked | None) -> Iterator[Chip]:
    """Yield what is asked for, each part with the path of the search without it."""
    for part, rest in asked.pieces if asked else ():
        yield Chip(label=part, without=wanted.saying(rest).path())
    for name, value in wanted.arguments:
        yield Chip(label=f"{name}: {value}", without=wanted.without(name, value).path())


def choices_of(wanted: Wanted, facets: Facets | None) -> Iterator[tuple[str, str, list[Choice]]]:
    """Yield the facets that tell articles apart: name, heading, choices; those that are chosen come first."""
    for name, heading in FACETS.items() if facets else ():
        counts = {each.value: each.articles for each in facets.values.get(name, ())} if facets else {}
        chosen = [value for key, value in wanted.arguments if key == name]
        if not chosen and (len(counts) < 2 and name in {"site", "language", "edited", "gone", "year"}):
            continue
        choices = [
            Choice(
                label=value, articles=counts.get(value, 0), path=wanted.without(name, value).path(), is_chosen=True
            )
            for value in chosen
        ]
        choices += [
            Choice(label=value, articles=number, path=wanted.having(name, value).path(), is_chosen=False)
            for value, number in counts.items()
            # Of several values of one facet an article needs any, so that another one would not narrow down.
            if not chosen
        ]
        if choices:
            yield name, heading, choices


def pages_of(wanted: Wanted, found: Found) -> Iterator[tuple[int, str | None]]:
    """Yield the numbers of pages with their paths, None for this one; 0 where some are left out."""
    articles = found.facets.articles if found.facets else 0
    last = min(-(-articles // PAGE_SIZE), MAX_PAGES)
    shown = sorted({1, 2, last, *range(wanted.page - 2, wanted.page + 3)} & set(range(1, last + 1)))
    before = 0
    for number in shown if last > 1 else ():
        if number > before + 1:
            yield 0, None
        before = number
        yield number, None if number == wanted.page else wanted.at(number).path()
