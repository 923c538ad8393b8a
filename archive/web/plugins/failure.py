"""Answers a failed request with an error page; for status 500 the traceback goes to the terminal."""

import errno
import logging
import sqlite3
import traceback
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from archive.web.plugins.values import cut
from archive.web.sql_worker import LOCKED

# For one reader: long enough for a query over all readings of 100,000 articles, short enough for a mistaken join.
TIME_LIMIT_MS = 5_000
# What makes a list slower than the list itself.
_COSTLY = frozenset({"_sort", "_sort_desc", "_page", "_next", "_facet", "_facet_size"})
TOO_LONG = "The query took too long"
NOT_UNDERSTOOD = "An argument was not understood"
# Where Datasette takes the arguments of a request apart: it has no errors of its own for JSON, numbers and words that
# are none.
_READS_ARGUMENTS = (
    "datasette.facets",
    "datasette.filters",
    "datasette.renderer",
    "datasette.utils",
    "datasette.views",
)
_OF_VALUES = (AssertionError, LookupError, TypeError, ValueError)
_LOG = logging.getLogger(__name__)


async def answer_failure(datasette: Any, request: Any, exception: Exception) -> Any:
    """Return the error page, or JSON if that was requested."""
    status, title, message = _refused(exception, request) or _describe(exception)
    if status == 500:
        _LOG.error("%s failed", request.path, exc_info=exception)
    elif status > 500:
        # Such as a WARC file that is missing: the words say all of it.
        _LOG.error("%s: %s", request.path, message)
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
    if isinstance(exception, sqlite3.Error) and str(exception) == LOCKED:
        return 503, "The archive is in use", "Another program has locked the database. Try again when it is done."
    if isinstance(exception, sqlite3.Error):
        return 400, "The database could not answer", f"{exception}. `commentary replay` rebuilds a damaged database."
    if isinstance(exception, DatasetteError):
        message = str(exception.message)
        # Datasette writes this HTML itself, with the query escaped.
        # It is about the request, also where Datasette names no status and so says that the server failed.
        status = 400 if exception.status == 500 else exception.status
        return status, exception.title, Markup(message) if exception.message_is_html else message  # noqa: S704
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0] if exception.args else "There is no such page.")
    return (
        500,
        None,
        "This page failed with an internal error. The terminal in which the archive is served shows the traceback.",
    )


def _refused(exception: Exception, request: Any) -> tuple[int, str | None, str] | None:
    """Return what an exception says of the request, None if it says something of the program."""
    if isinstance(exception, OSError) and exception.errno == errno.ENAMETOOLONG:
        return 404, None, "There is no such page in this archive."
    names = list(_arguments(request))
    if not names or not _is_of_arguments(exception):
        return None
    which = names[0] if len(names) == 1 else f"one of {', '.join(names[:8])}"
    return 400, NOT_UNDERSTOOD, f"This page takes no such value of {which}. Correct it in the address, or remove it."


def _arguments(request: Any) -> Iterator[str]:
    """Yield the names of the arguments that Datasette takes apart, cut to what a sentence can hold."""
    for name in request.args:
        if name.startswith("_") or "__" in name:
            yield cut(name, 40)


def _is_of_arguments(exception: Exception) -> bool:
    """Tell whether Datasette failed while it took arguments apart, and not we, and not the page that shows them."""
    frames = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(exception.__traceback__)]
    own = [name for name in frames if not name.startswith("json")]
    return isinstance(exception, _OF_VALUES) and bool(own) and own[-1].startswith(_READS_ARGUMENTS)
