"""The Datasette plugin of exports: `/-/export`, and what the templates link to it."""

import asyncio
import io
import logging
import re
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote

from datasette.utils.asgi import BadRequest, NotFound, Response
from pluggy import HookimplMarker

from archive.export import EXPORTERS, Export, Options, did_you_mean, exporter_of
from archive.schema import article_of_key
from archive.selection import ARGUMENTS, ArticleFilter, arguments_of_filter, filter_of_arguments, truth_of
from archive.web.exports.links import NOT_HERE, ExportLink, export_query, filter_of_page, links_of
from archive.web.exports.pool import BUSY
from archive.web.exports.worker import Part
from archive.web.plugins.safety import Receive, Send
from archive.web.plugins.values import cut
from extract.errors import CommentaryError, ExportError
from extract.text import fold_name

# Datasette's own marker, which it publishes without types.
hookimpl = HookimplMarker("datasette")
_LOG = logging.getLogger(__name__)

_FLAGS = ("no_body", "versions", "flat", "excel")
_KNOWN = frozenset({"format", "table", "columns", *_FLAGS, *ARGUMENTS})
# Of these formats one article is one file: its media type, and the ending of its name.
SINGLE = {"markdown": ("text/markdown; charset=utf-8", "md"), "txt": ("text/plain; charset=utf-8", "txt")}
MAX_NAME = 80
# There is a sentence with the names of all columns.
MAX_SENTENCE = 2_000
# A reader who takes nothing for so long has gone.
STALLED_SECONDS = 120.0
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add the files of exports, and the addresses of articles by their keys."""
    return [(r"^/-/export$", export_file), (r"^/-/a/(?P<key>[^/]+)$", article_by_key)]


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Callable[..., Any]]:
    """Add functions to the templates: addresses of what a filter chooses, and of what a page of a table shows."""

    def export_links(only: ArticleFilter | None = None, table: str = "articles", **more: object) -> list[ExportLink]:
        root = datasette.urls.path("/-/export")
        return [link._replace(url=f"{root}?{link.url}") for link in links_of(only, table, **more)]

    def export_url(name: str, only: ArticleFilter | None = None, table: str = "articles", **more: object) -> str:
        return f"{datasette.urls.path('/-/export')}?{export_query(name, only, table, **more)}"

    def exports_of_table(table: str) -> list[ExportLink]:
        only = filter_of_page(table, parse_qsl(request.query_string, keep_blank_values=True))
        return [] if only is None else export_links(only, table)

    return {"export_links": export_links, "export_url": export_url, "exports_of_table": exports_of_table}


async def export_file(datasette: Any, request: Any, send: Send, receive: Receive) -> None:
    """Send an export as a file, as the reader takes it; end it when he has gone."""
    database = datasette.get_database("commentary")
    try:
        asked = read_arguments(parse_qs(request.query_string, keep_blank_values=True))
    except CommentaryError as error:
        raise BadRequest(_brief(str(error), request)) from error
    asked = asked._replace(database=Path(database.path))
    async with database.exports.parts(asked) as parts:
        first = await anext(parts)
        if first is BUSY:
            await Response.text(f"{first.text}\n", status=503, headers={"retry-after": "60"}).asgi_send(send)
            return
        if first.kind == "problem":
            # The command puts a word before it.
            raise BadRequest(re.sub("^there is", "There is", _brief(first.text, request)))
        if asked.format in SINGLE and len(asked.only.articles) == 1:
            await _send_single(send, asked.format, first, parts)
            return
        gone = asyncio.ensure_future(_until_gone(receive))
        sending = asyncio.ensure_future(_send(send, headers_of(asked), first, parts))
        try:
            await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (gone, sending):
                task.cancel()
            await asyncio.gather(gone, sending, return_exceptions=True)


async def article_by_key(datasette: Any, request: Any) -> Any:
    """Lead to the article with a key, as exports and citations name it."""
    article = article_of_key(unquote(request.url_vars["key"]))
    found = await datasette.get_database("commentary").execute("SELECT 1 FROM articles WHERE id = ?", [article])
    if found.first() is None:
        raise NotFound(
            "No article of this archive has this key. A key is the letter a and eleven letters and digits."
        )
    return Response.redirect(datasette.urls.path(f"/commentary/articles/{article}"))


def read_arguments(arguments: Mapping[str, Sequence[str]]) -> Export:
    """Return what arguments ask for, of a database that is named later; raise CommentaryError for what is wrong."""
    unknown = sorted(set(arguments) - _KNOWN)
    if unknown:
        raise ExportError(f"There is no argument {unknown[0]!r}. {did_you_mean(unknown[0], sorted(_KNOWN))}")
    name, table = _one(arguments, "format", "csv"), _one(arguments, "table", "articles")
    if name in NOT_HERE:
        raise ExportError(f"The format {name} is written by `commentary export` only.")
    exporter_of(name, table)
    flags = {flag: _flag(arguments, flag) for flag in _FLAGS}
    if flags["excel"] and name != "csv":
        raise ExportError(f"excel is for CSV, and not for {name}.")
    if (flags["versions"] or flags["flat"]) and not EXPORTERS[name].nests:
        nesting = ", ".join(each for each, exporter in EXPORTERS.items() if exporter.nests)
        raise ExportError(f"{'versions' if flags['versions'] else 'flat'} is for lists within articles: {nesting}.")
    columns = tuple(filter(None, (part.strip() for part in _one(arguments, "columns", "").split(","))))
    options = Options(columns=columns, body=not flags.pop("no_body"), **flags)
    return Export(Path(), name, table, filter_of_arguments(arguments), options)


def headers_of(asked: Export) -> list[tuple[bytes, bytes]]:
    """Return the headers of a file: its type, and a name made of its table and filter."""
    exporter = EXPORTERS[asked.format]
    is_folder = exporter.makes == "folder"
    media_type = "application/zip" if is_folder else exporter.media_type
    ending = "zip" if is_folder else exporter.ending
    words = [asked.table, *(value for _, value in arguments_of_filter(asked.only))]
    name = "-".join(filter(None, (_NOT_IN_NAMES.sub("-", fold_name(word)).strip("-") for word in words)))
    disposition = f'attachment; filename="{name[:MAX_NAME].strip("-")}.{ending}"'
    return [
        (b"content-type", media_type.encode()),
        (b"content-disposition", disposition.encode()),
        (b"cache-control", b"no-store"),
    ]


def _brief(told: str, request: Any) -> str:
    """Return a sentence in which what a reader typed is cut to what can be read."""
    for pair in parse_qsl(request.query_string, keep_blank_values=True):
        for typed in filter(lambda text: len(text) > MAX_NAME, pair):
            told = told.replace(typed, cut(typed, MAX_NAME))
    return cut(told, MAX_SENTENCE)


async def _send(send: Send, headers: list[tuple[bytes, bytes]], first: Part, parts: AsyncIterator[Part]) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    part = first
    while part.kind == "bytes":
        await asyncio.wait_for(
            send({"type": "http.response.body", "body": part.data, "more_body": True}), STALLED_SECONDS
        )
        part = await anext(parts)
    # The head is sent: only a connection that the server breaks off tells the reader that the file is not whole.
    if part.kind == "end":
        await send({"type": "http.response.body", "body": b""})
    else:
        _LOG.error("An export was broken off: %s", part.text)


async def _send_single(send: Send, name: str, first: Part, parts: AsyncIterator[Part]) -> None:
    """Send the file of a single article as it is, and not within a ZIP file."""
    packed, part = bytearray(first.data), first
    while part.kind == "bytes":
        part = await anext(parts)
        packed += part.data
    if part.kind == "problem":
        raise BadRequest(part.text)
    with zipfile.ZipFile(io.BytesIO(packed)) as folder:
        names = [file for file in folder.namelist() if file.endswith(f".{SINGLE[name][1]}")]
        if not names:
            raise NotFound("There is no such article.")
        body = folder.read(names[0])
    disposition = f'attachment; filename="{names[0].rpartition("/")[2]}"'
    headers = {"content-disposition": disposition, "cache-control": "no-store"}
    await Response(body, content_type=SINGLE[name][0], headers=headers).asgi_send(send)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _flag(arguments: Mapping[str, Sequence[str]], name: str) -> bool:
    value = _one(arguments, name, "0")
    try:
        return truth_of(value)
    except ValueError as error:
        raise ExportError(f"{name}={value}: {error}.") from error


def _one(arguments: Mapping[str, Sequence[str]], name: str, default: str) -> str:
    values = [value.strip() for value in arguments.get(name, ()) if value.strip()]
    if len(values) > 1:
        raise ExportError(f"{name} stands {len(values)} times; give it once.")
    return values[0] if values else default
