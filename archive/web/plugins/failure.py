"""Answers a failed request with an error page; for status 500 the traceback goes to the terminal."""

import logging
import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

# For one reader: long enough for a query over all readings of 100,000 articles, short enough for a mistaken join.
TIME_LIMIT_MS = 5_000
# What makes a list slower than the list itself.
_COSTLY = frozenset({"_sort", "_sort_desc", "_page", "_next", "_facet", "_facet_size"})
TOO_LONG = "The query took too long"
_LOG = logging.getLogger(__name__)


async def answer_failure(datasette: Any, request: Any, exception: Exception) -> Any:
    """Return the error page, or JSON if that was requested."""
    status, title, message = _describe(exception)
    if status >= 500:
        _LOG.error("%s failed", request.path, exc_info=exception)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": status, "title": title, "error": str(message)}, status=status)
    helps = list(_ways_out(request)) if title == TOO_LONG else []
    context = {"status": status, "title": title, "error": message, "help": helps}
    return Response.html(await datasette.render_template("error.html", context, request=request), status=status)


def _ways_out(request: Any) -> Iterator[tuple[str, str]]:
    """Yield what a reader can do about a list that takes too long: words, and the address of a page, or none."""
    kept = [(key, value) for key in request.args for value in request.args.getlist(key)]
    plain = [each for each in kept if each[0] not in _COSTLY]
    if len(plain) < len(kept):
        yield "Show it in its own order, from the first page", f"{request.path}?{urlencode(plain)}"
    if "sql" in request.args:
        yield "Add a condition on an indexed column, such as site, year or published_at, or a limit", ""
    else:
        yield "Ask for less: one site, a span of time, words of the title", ""
        if plain:
            yield "Start again without filters", request.path
    yield "For all rows, use `commentary export` on the command line, which has no limit of time", ""


def _describe(exception: Exception) -> tuple[int, str | None, str]:
    if isinstance(exception, QueryInterrupted) or getattr(exception, "title", None) == "SQL Interrupted":
        # Datasette's own message has a script.
        return (
            400,
            TOO_LONG,
            f"A page may take {TIME_LIMIT_MS / 1000:g} seconds, and this one would look at too many rows.",
        )
    if isinstance(exception, sqlite3.Error):
        return 400, "The database could not answer", f"{exception}. `commentary replay` rebuilds a damaged database."
    if isinstance(exception, DatasetteError):
        message = str(exception.message)
        # Datasette writes this HTML itself, with the query escaped.
        return exception.status, exception.title, Markup(message) if exception.message_is_html else message  # noqa: S704
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0] if exception.args else "There is no such page.")
    return (
        500,
        None,
        "This page failed with an internal error. The terminal in which the archive is served shows the traceback.",
    )
