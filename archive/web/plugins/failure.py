"""Answers a failed request with an error page; for status 500 the traceback goes to the terminal."""

import logging
import sqlite3
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

# For one reader: long enough for a query over all readings of 100,000 articles, short enough for a mistaken join.
TIME_LIMIT_MS = 5_000
_LOG = logging.getLogger(__name__)


async def answer_failure(datasette: Any, request: Any, exception: Exception) -> Any:
    """Return the error page, or JSON if that was requested."""
    status, title, message = _describe(exception)
    if status >= 500:
        _LOG.error("%s failed", request.path, exc_info=exception)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": status, "title": title, "error": str(message)}, status=status)
    context = {"status": status, "title": title, "error": message}
    return Response.html(await datasette.render_template("error.html", context, request=request), status=status)


def _describe(exception: Exception) -> tuple[int, str | None, str]:
    if isinstance(exception, QueryInterrupted) or getattr(exception, "title", None) == "SQL Interrupted":
        # Datasette's own message has a script.
        return (
            400,
            "The query took too long",
            f"A query may take {TIME_LIMIT_MS / 1000:g} seconds. Ask for fewer rows.",
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
