"""Makes CSV and JSON files complete, or makes them say that they are cut; no cell of a CSV is a formula (ASGI).

A page shows some thousand rows, and Datasette would cut a file at the same number without a word. Here the file of a
table has all its rows, and the file of a query all up to MAX_ROWS and the limits of `sql_worker`. One that is cut all
the same has a header `x-cut-after-rows` and, in a CSV, a last row that says so in its first cell; a JSON array, which
has no place for such a word, is refused with status 400.
"""

import base64
import csv
import io
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from datasette.utils.asgi import Response

from archive.export import FORMULA
from archive.schema import TABLES, VIEWS
from archive.web.plugins.safety import App, Message, Receive, Scope, Send
from archive.web.sql_worker import MAX_VALUE_BYTES

# More rows than that no spreadsheet opens; `commentary export` has no limit.
MAX_ROWS = 1_000_000
# In a canned query a limit of so many rows or more keeps its page short, and is no part of the question.
MIN_PAGE_LIMIT = 500
# Python's own limit is a tenth of the longest text that the reader stores.
csv.field_size_limit(MAX_VALUE_BYTES)
_PATH = re.compile(r"/commentary(?:/(?P<name>\w+))?\.(?P<form>csv|json)")
_LIMIT = re.compile(r"\blimit (\d+)\s*$")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


@dataclass
class Download:
    """A file of rows that is being made: after how many rows it was cut, and what SQLite says of its query."""

    is_csv: bool
    of_query: bool
    cut_after: int | None = None
    problem: str | None = None

    def take(self, rows: Sequence[tuple[Any, ...]], *, truncated: bool) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a result as the file can have them, and remember whether it was cut."""
        if truncated and self.of_query:
            self.cut_after = len(rows)
        if not self.is_csv:
            return rows
        # Datasette writes a link in the place of bytes, and fails where it has none.
        return [tuple(_base64(value) if isinstance(value, bytes) else value for value in row) for row in rows]


def without_page_limit(sql: str) -> str:
    """Return a canned query without the limit at its end that only keeps its page short."""
    found = _LIMIT.search(sql)
    return sql[: found.start()] if found and int(found[1]) >= MIN_PAGE_LIMIT else sql


# The file that the present request asks for; None for a page.
DOWNLOAD: ContextVar[Download | None] = ContextVar("download", default=None)


def with_whole_files(app: App) -> App:
    """Wrap an ASGI application so that files of rows are complete or say that they are cut."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        found = _PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await app(scope, receive, send)
            return
        arguments = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        of_table = found["name"] in TABLES or found["name"] in VIEWS
        download = Download(is_csv=found["form"] == "csv", of_query=not of_table)
        if download.is_csv and of_table and not {"_next", "_stream"} & arguments.keys():
            scope = _streamed(scope, arguments)
        writer = _Writer(send, download, bare=arguments.get("_shape", [""])[0] in {"array", "arrayfirst"})
        token = DOWNLOAD.set(download)
        try:
            await app(scope, receive, writer.send)
        finally:
            DOWNLOAD.reset(token)

    return wrapped


def _streamed(scope: Scope, arguments: Mapping[str, list[str]]) -> Scope:
    """Return the request for all rows of a table, unless it asks for a number of them."""
    if arguments.get("_size", ["max"])[0] != "max":
        return scope
    query = b"&".join(filter(None, (scope["query_string"], b"_stream=on")))
    return {**scope, "query_string": query}


class _Writer:
    """Passes on a response, row by row if it is a CSV."""

    def __init__(self, send: Send, download: Download, *, bare: bool) -> None:
        self._send = send
        self.download = download
        self.bare = bare
        self.columns = 0
        self.is_refused = False
        self.is_csv = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif not self.is_refused:
            async for body, more in self._bodies(message):
                await self._send({**message, "body": body, "more_body": more})

    async def _start(self, message: Message) -> None:
        cut_after = self.download.cut_after
        if cut_after is not None and self.bare and not self.download.is_csv:
            self.is_refused = True
            problem = f"More than {cut_after:,} rows, and an array cannot say that it is cut: ask for _shape=objects."
            answer = {"ok": False, "status": 400, "title": "Too many rows", "error": problem}
            await Response.json(answer, status=400).asgi_send(self._send)
            return
        if self.download.problem is not None and self.download.is_csv:
            # Datasette would send an empty file with status 200.
            self.is_refused = True
            await Response.text(f"{self.download.problem}\n", status=400).asgi_send(self._send)
            return
        headers = list(message.get("headers", []))
        kinds = [value for name, value in headers if name.lower() == b"content-type"]
        self.is_csv = self.download.is_csv and message["status"] == 200 and b"html" not in kinds[0]
        if cut_after is not None:
            headers.append((b"x-cut-after-rows", str(cut_after).encode()))
        await self._send({**message, "headers": headers})

    async def _bodies(self, message: Message) -> AsyncIterator[tuple[bytes, bool]]:
        body, more = message.get("body", b""), message.get("more_body", False)
        if not self.is_csv:
            yield body, more
            return
        text = body.decode("utf-8", "replace")
        if text:
            yield self._safe_rows(text), True
        if not more and self.download.cut_after is not None:
            rest = "the file that you asked for has more rows. Add a condition, or use `commentary export`"
            yield self._row(f"CUT after {self.download.cut_after} rows: {rest}"), True
        if not more:
            yield b"", False

    def _safe_rows(self, text: str) -> bytes:
        if not text.endswith(("\r\n", "\n")):
            # Datasette writes an error into the file that it has begun.
            return self._row(f"CUT by an error: {text}")
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        for row in csv.reader(io.StringIO(text, newline="")):
            self.columns = self.columns or len(row)
            writer.writerow(map(harmless, row))
        return out.getvalue().encode()

    def _row(self, words: str) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out).writerow([words, *[""] * (self.columns - 1)])
        return out.getvalue().encode()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs, with an apostrophe before what it would."""
    return f"'{cell}" if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell) else cell


def _base64(value: bytes) -> str:
    return f"base64:{base64.b64encode(value).decode('ascii')}"
