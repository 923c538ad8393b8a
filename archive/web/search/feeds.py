"""Feeds of a search: its new articles, the edits of its articles, or the withdrawals (HTTP, reads the database)."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from archive.selection import Asked, parse
from archive.web.plugins.values import clean_row, list_of, number_of
from archive.web.search.entries import Entry, Feed, entry_of, to_atom, to_json
from archive.web.search.hits import MOST, TIME_LIMIT_MS, Selection, count, select
from archive.web.search.page import details
from archive.web.search.wanted import Wanted, What, wanted_of
from extract.errors import SearchError

# Entries of a feed.
ENTRIES = 50
# What the table `changes` calls what a feed lists.
CHANGES: Mapping[What, str] = {"articles": "new", "edits": "edit", "gone": "gone"}
TITLES: Mapping[What, str] = {"articles": "New articles", "edits": "Edits", "gone": "Withdrawn articles"}
_KINDS = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}
_COLUMNS = "changes.*"


async def feed(datasette: Any, request: Any) -> Any:
    """Return a search as an Atom feed (RFC 4287) or a JSON Feed (version 1.1).

    A reader that has it already (If-None-Match, If-Modified-Since) gets 304.
    """
    form = request.url_vars["form"]
    try:
        wanted = wanted_of({name: request.args.getlist(name) for name in request.args})
        asked = parse(wanted.text)
        found = await entries_of(datasette, request, wanted, asked)
    except SearchError as error:
        return Response.text(f"{error}\n", status=400)
    except QueryInterrupted:
        return Response.text("This search takes too long. Add a word or a filter.\n", status=503)

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(path)))

    whole = Feed(
        title=_title(wanted),
        page=absolute(wanted.path()),
        url=absolute(wanted.path(f".{form}")),
        next_url=absolute(wanted.at(wanted.page + 1).path(f".{form}")) if len(found) == ENTRIES else None,
        entries=tuple(found),
    )
    return answer(request, to_atom(whole) if form == "atom" else to_json(whole), _KINDS[form], found)


def answer(request: Any, body: bytes, kind: str, entries: Sequence[Entry]) -> Any:
    """Return a feed, or 304 if the reader has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    newest = max((entry.updated for entry in entries), default=None)
    headers = {"etag": tag, "cache-control": "no-cache"}
    if newest is not None:
        headers["last-modified"] = format_datetime(newest.astimezone(UTC).replace(microsecond=0), usegmt=True)
    known = request.headers.get("if-none-match")
    is_known = known is not None and (tag in known or known.strip() == "*")
    if known is None and newest is not None:
        is_known = _is_since(request.headers.get("if-modified-since"), newest)
    if is_known:
        return Response("", status=304, headers=headers, content_type=kind)
    return Response(body.decode(), headers=headers, content_type=kind)


def _is_since(header: str | None, newest: datetime) -> bool:
    try:
        return header is not None and parsedate_to_datetime(header) >= newest.replace(microsecond=0)
    except (ValueError, TypeError):
        return False


async def entries_of(datasette: Any, request: Any, wanted: Wanted, asked: Asked) -> list[Entry]:
    """Return the newest entries of a feed, in the order of their times."""
    database = datasette.get_database("commentary")
    selection = await select(database, asked, wanted)
    sql = await _newest(database, selection)
    parameters = {
        **selection.parameters,
        "change": CHANGES[wanted.what],
        "most": ENTRIES,
        "skipped": (wanted.page - 1) * ENTRIES,
    }
    rows = await database.execute(sql, parameters, custom_time_limit=TIME_LIMIT_MS)
    changes = [_clean(row) for row in rows]
    ids = list(dict.fromkeys(change["article_id"] for change in changes))
    # The id of another table is a text, and so is each in a row that was made clean.
    articles = {str(row["id"]): row for row in await details(database, ids, asked)}

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(path)))

    found = ((change, articles.get(str(change["article_id"]))) for change in changes)
    return [entry_of(wanted.what, change, article, absolute) for change, article in found if article is not None]


def _clean(row: Mapping[str, Any]) -> dict[str, Any]:
    change = clean_row(row)
    numbers = {name: number_of(row[name]) for name in ("words_before", "words_after")}
    return {**change, **numbers, "changed": list_of(row["changed"])}


async def _newest(database: Any, selection: Selection) -> str:
    """Return the SELECT of changes, the newest first: of few articles by these, of many along the index by time."""
    end = "ORDER BY changes.changed_at DESC, changes.id DESC LIMIT :most OFFSET :skipped"
    if selection.way in {"few", "narrow"} or await _are_few(database, selection):
        return (
            f"WITH found AS MATERIALIZED ({selection.found()}) SELECT {_COLUMNS} FROM found"  # noqa: S608 - our own
            f" CROSS JOIN changes ON changes.article_id = found.id WHERE changes.change = :change {end}"
        )
    where = selection.where if selection.match is None else f"{selection.where} AND {selection.has_words}"
    if where == "TRUE":
        return f"SELECT {_COLUMNS} FROM changes WHERE changes.change = :change {end}"  # noqa: S608 - our own names
    return (
        f"SELECT {_COLUMNS} FROM changes CROSS JOIN articles ON articles.id = changes.article_id"  # noqa: S608
        f" WHERE changes.change = :change AND {where} {end}"
    )


async def _are_few(database: Any, selection: Selection) -> bool:
    if selection.match is not None or not selection.is_narrowed:
        return False
    return await count(database, f"{selection.found()} LIMIT {MOST + 1}", selection.parameters) <= MOST


def _title(wanted: Wanted) -> str:
    asked = [*([wanted.text] if wanted.text else []), *(f"{name}: {value}" for name, value in wanted.arguments)]
    return f"{TITLES[wanted.what]}{': ' if asked else ''}{', '.join(asked)} · Commentary Archive"
