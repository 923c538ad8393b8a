"""Registers lists, rows, the dictionary and the pages of queries and sites with Datasette (plugin, ASGI)."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from datasette.utils.asgi import Response
from jinja2 import Environment, pass_context
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from archive.web.lists.asked import Arguments, with_filter
from archive.web.lists.columns import key_tables_first
from archive.web.lists.counted import articles_at
from archive.web.lists.dictionary import dictionary_page, questions_page
from archive.web.lists.inputs import inputs_of
from archive.web.lists.listing import LISTING, Listing
from archive.web.lists.pages import ALL_SIZE, query_page, row_page, table_page
from archive.web.lists.zones import keep_zones, keep_zones_of_redirect
from archive.web.plugins.dates import ZONES, day_in_site, site_day
from archive.web.plugins.labels import label
from archive.web.plugins.links import entity
from archive.web.plugins.rewriting import ChangedPages
from archive.web.plugins.safety import App, Receive, Scope, Send

hookimpl = HookimplMarker("datasette")
_CODE = re.compile(r"`([^`]+)`")
_PATH = re.compile(
    r"/commentary(?:/(?P<name>[^/.]+))?(?:\.(?P<form>\w+))?|/-/chart/query/(?P<chart>\w+)\.(?:svg|csv)"
)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Note for each request which list it asks for, and whether times are shown with their zones."""
    return lambda app: with_lists(app, lambda: datasette.metadata("queries", database="commentary") or {})


def with_lists(app: App, queries: Callable[[], Any]) -> App:
    """Wrap an ASGI application so that LISTING and ZONES are those of the request; `queries` has the canned ones."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        scope = _in_short_pages(scope)
        arguments = tuple(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        zones = ZONES.set(("_zones", "1") in arguments)
        listing = _listing(scope["path"], arguments, queries())
        token = LISTING.set(listing)
        try:
            is_query = listing is not None and listing.is_query
            plain = with_filter(arguments) if is_query else _without_blank_search(arguments)
            if plain is not None:
                query = f"?{urlencode(plain)}" if plain else ""
                await Response.redirect(f"{scope['path']}{query}").asgi_send(send)
                return
            if ZONES.get():
                send = keep_zones_of_redirect(ChangedPages(send, keep_zones).send)
            await app(scope, receive, send)
        finally:
            LISTING.reset(token)
            ZONES.reset(zones)

    return wrapped


def _in_short_pages(scope: Scope) -> Scope:
    """Return a request for a list with every column, if it names no size, as one for short pages."""
    query, found = scope["query_string"], _PATH.fullmatch(scope["path"])
    names = {name for name, _ in parse_qsl(query.decode("latin-1"))}
    if found is None or found["form"] is not None or "_all" not in names or "_size" in names:
        return scope
    return {**scope, "query_string": query + f"&_size={ALL_SIZE}".encode()}


def _without_blank_search(arguments: Arguments) -> Arguments | None:
    """Return the arguments without a search for nothing, as who clears the box sends it; None if there is none.

    Datasette would find no rows.
    """
    kept = tuple((name, value) for name, value in arguments if name != "_search" or value.strip())
    return kept if len(kept) < len(arguments) else None


def _listing(path: str, arguments: tuple[tuple[str, str], ...], queries: Any) -> Listing | None:
    found = _PATH.fullmatch(path)
    if found is not None and found["chart"] is not None:
        return Listing(found["chart"], is_query=True, is_page=False, arguments=arguments)
    if found is None or (found["name"] is None and "sql" not in dict(arguments)):
        return None
    is_query = found["name"] is None or found["name"] in queries
    has_chart = "chart" in queries.get(found["name"], {})
    is_page = found["form"] is None
    return Listing(found["name"], is_query=is_query, is_page=is_page, has_chart=has_chart, arguments=arguments)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Add our filters to the templates."""
    env.filters["site_day"] = site_day
    env.filters["day_in_site"] = day_in_site
    env.filters["label"] = label
    env.filters["articles_at"] = articles_at
    env.filters["first_capital"] = lambda words: words[:1].upper() + words[1:]
    env.filters["first_page"] = first_page
    env.filters["with_code"] = with_code
    env.filters["key_tables_first"] = key_tables_first
    env.filters["entity"] = lambda name, kind: entity(kind, str(name))


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    """Add functions that gather what the present page lists, and the address of the page with or without zones."""
    database = datasette.get_database("commentary")

    @pass_context
    async def listed_query(context: Any) -> dict[str, Any]:
        return await query_page(database, context)

    @pass_context
    async def listed_table(context: Any) -> dict[str, Any]:
        return await table_page(database, context)

    @pass_context
    async def shown_row(context: Any) -> dict[str, Any]:
        return await row_page(database, context)

    @pass_context
    async def inputs(context: Any) -> Any:
        return await inputs_of(database, context["named_parameter_values"])

    return {
        "listed_query": listed_query,
        "listed_table": listed_table,
        "shown_row": shown_row,
        "inputs": inputs,
        "zones_shown": ZONES.get(),
        "zones_url": _zones_url(request),
    }


def with_code(words: str) -> Markup:
    """Return words as HTML in which what stands between two backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(words))))  # noqa: S704 - escaped


def first_page(address: str) -> str:
    """Return the address of a list without its page, for a link that changes what is listed."""
    parts = urlsplit(address)
    kept = [each for each in parse_qsl(parts.query, keep_blank_values=True) if each[0] not in {"_page", "_next"}]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _zones_url(request: Any) -> str:
    """Return the query string of this page with zones beside its dates, or without them."""
    if request is None:
        return ""
    kept = [(key, value) for key in request.args for value in request.args.getlist(key) if key != "_zones"]
    return f"?{urlencode(kept if ZONES.get() else [*kept, ('_zones', '1')])}"


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add the data dictionary, and the page of all questions."""
    return [(r"^/-/schema$", dictionary_page), (r"^/-/questions$", questions_page)]
