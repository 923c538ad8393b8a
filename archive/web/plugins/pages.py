"""The Datasette plugin: registers our filters, SQL functions, routes and error page."""

import sqlite3
from collections.abc import Awaitable, Callable, Generator, Sequence
from functools import partial
from typing import Any

from datasette.facets import ArrayFacet, ColumnFacet
from datasette.utils import tilde_encode
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from archive.ask import in_thread
from archive.web.canned import SECTIONS
from archive.web.lists import LISTING
from archive.web.plugins import cells, dates, labels, links
from archive.web.plugins.article import excerpt, gather_article, words_changed
from archive.web.plugins.citation import citation_file, gather_citation
from archive.web.plugins.copies import gather_copies
from archive.web.plugins.downloads import with_whole_files
from archive.web.plugins.facets import NarrowArrayFacet, NarrowColumnFacet
from archive.web.plugins.failure import answer_failure
from archive.web.plugins.find import find_page, found_at
from archive.web.plugins.history import comments_page, history_page, page_links
from archive.web.plugins.order import TABLE
from archive.web.plugins.proof import request_file, response_file, show_evidence, show_proof
from archive.web.plugins.safety import App, with_headers
from archive.web.plugins.values import text_of
from archive.web.plugins.version import gather_version, version_shown_at
from archive.web.plugins.view import replay_url, show_image, show_view, view_page
from archive.web.sql_worker import add_functions

# Datasette formats every value of the rows that it has read, and a list shows its own sheet of the columns that
# readers look for; but for the list of articles, which takes these.
SHOWN_AS_CELLS = frozenset({("articles", "authors"), ("articles", "categories")})
NOT_SHOWN = Markup("&nbsp;")
# Datasette's own marker, which it publishes without types.
hookimpl = HookimplMarker("datasette")


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Add our security headers to every response, and have files of rows say when they are cut."""
    return lambda app: with_headers(with_whole_files(app))


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Add our filters to the templates."""
    env.filters["badge"] = lambda kind: cells.badge(text_of(kind) or "")
    env.globals["classes"] = labels.CLASSES
    env.filters["show"] = lambda value, column="": cells.show(column, value, None, (), ()) or value
    env.filters["link"] = links.original_link
    env.filters["digits"] = cells.digits
    env.filters["day"] = dates.first_day
    env.filters["cut"] = lambda value, most=links.MAX_CELL: text_of(value, most) or ""
    env.filters["names"] = lambda items, column="": cells.show_list(column, items, "articles")
    env.filters["moment"] = dates.moment
    env.filters["second"] = dates.second
    env.filters["needs_seconds"] = dates.needs_seconds
    env.filters["shorten"] = links.shorten
    env.filters["plain"] = cells.plain
    env.filters["tilde"] = tilde_encode
    env.filters["excerpt"] = excerpt
    env.filters["words_changed"] = words_changed
    env.filters["count"] = cells.count
    env.filters["page_links"] = lambda page, request: list(page_links(request, page))
    env.filters["threaded"] = in_threads
    env.filters["in_order"] = in_order


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Add our SQL functions to the connections on which Datasette looks at the schema."""
    add_functions(conn)


@hookimpl
def filters_from_request(table: str) -> None:
    """Note the table whose rows are asked for; no filter is added."""
    TABLE.set(table)


@hookimpl(wrapper=True)
def register_facet_classes() -> Generator[None, list[list[Any]], list[list[Any]]]:
    """Replace Datasette's facets of columns and arrays by ours."""
    groups = yield
    ours = {ArrayFacet: NarrowArrayFacet, ColumnFacet: NarrowColumnFacet}
    return [[ours.get(kind, kind) for kind in group] for group in groups]


@hookimpl(wrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, list[Any], list[Any]]:
    """Replace Datasette's error handling, which prints a traceback with all variables for every 404."""
    yield
    return [partial(answer_failure, datasette, request, exception)]


@hookimpl
def render_cell(row: Any, value: object, column: str, table: str | None) -> Markup | None:
    """Format a value of a table or query; of a list only what its template takes from Datasette's own rows."""
    if LISTING.get() is not None and (table, column) not in SHOWN_AS_CELLS:
        return NOT_SHOWN
    return cells.show(column, value, table, tuple(row), tuple(row.keys()))


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Callable[..., Awaitable[Any]]]:
    """Add functions to the templates that query the database."""
    database = datasette.get_database("commentary")

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(path)))

    async def article_page(article_id: str) -> dict[str, Any] | None:
        return await gather_article(database, article_id)

    async def version_page(version: str) -> dict[str, Any] | None:
        return await gather_version(database, version, absolute)

    async def citation(capture: str) -> dict[str, Any] | None:
        return await gather_citation(database, capture, absolute)

    async def shown_at(article: str, day: str | None) -> dict[str, Any] | None:
        return await version_shown_at(database, article, day)

    async def copies(article: int) -> dict[str, Any]:
        return await gather_copies(database, article)

    async def articles_at(text: str | None) -> dict[str, Any] | None:
        return await found_at(database, text)

    async def replay_of(url: str, at: str) -> str | None:
        return replay_url(datasette, url, "".join(filter(str.isdigit, at))[:14])

    async def query_sections() -> list[tuple[str, list[Any]]]:
        queries = (await datasette.get_canned_queries("commentary", None)).values()
        return [(section, [query for query in queries if query.get("section") == section]) for section in SECTIONS]

    return {
        "replay_of": replay_of,
        "article_page": article_page,
        "version_page": version_page,
        "citation": citation,
        "copies": copies,
        "shown_at": shown_at,
        "articles_at": articles_at,
        "query_sections": query_sections,
    }


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add pages of articles and versions beside those of their rows, and citations and records as files."""
    return [
        (r"^/-/cite$", citation_file),
        (r"^/-/history$", history_page),
        (r"^/-/comments$", comments_page),
        (r"^/-/find$", find_page),
        (r"^/-/proof$", show_proof),
        (r"^/-/evidence$", show_evidence),
        (r"^/-/response/(?P<capture>[^/]+)$", response_file),
        (r"^/-/request/(?P<capture>[^/]+)$", request_file),
        (r"^/-/asset/(?P<capture>[^/]+)$", show_image),
        (r"^/-/view/(?P<capture>[^/]+)$", show_view),
        (r"^/-/view/(?P<capture>[^/]+)/page$", view_page),
    ]


def in_threads(comments: Sequence[Any]) -> list[tuple[int, Any]]:
    """Return the rows of the table comments with their depth, each answer behind what it answers."""
    return list(in_thread(comments, lambda comment: comment["id"], lambda comment: comment["parent_id"]))


def in_order(results: list[Any], facets: list[Any] | None) -> list[Any]:
    """Return facets in the order of the metadata, those of the query string after them."""
    named = [facet if isinstance(facet, str) else next(iter(facet.values())) for facet in facets or []]
    return sorted(results, key=lambda result: named.index(result["name"]) if result["name"] in named else len(named))
