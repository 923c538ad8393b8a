"""The Datasette plugin of the search: its page, feeds and files, and where the former addresses lead (HTTP)."""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Response
from pluggy import HookimplMarker

from archive.web.exports.links import export_query
from archive.web.search.feeds import feed
from archive.web.search.page import search_page
from archive.web.search.wanted import PATH, wanted_of
from extract.errors import SearchError

# Datasette's own marker, which it publishes without types.
hookimpl = HookimplMarker("datasette")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add the page of the search, its feeds and its file, and the addresses that the search had before."""
    return [
        (r"^/-/search$", search_page),
        (r"^/-/search\.(?P<form>atom|json)$", feed),
        (r"^/-/search\.csv$", file_of_all),
        (r"^/commentary/search(?P<form>\.(?:json|csv))?$", former_address),
    ]


async def file_of_all(datasette: Any, request: Any) -> Any:
    """Lead to the file with all that a search finds, which is an export."""
    try:
        wanted = wanted_of({name: request.args.getlist(name) for name in request.args})
    except SearchError as error:
        return Response.text(f"{error}\n", status=400)
    query = export_query("csv", wanted.as_filter(), no_body=1)
    return Response.redirect(datasette.urls.path(f"/-/export?{query}"))


async def former_address(datasette: Any, request: Any) -> Any:
    """Lead from the query that the search was before to what it is now, for good."""
    form = request.url_vars["form"] or ""
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(datasette.urls.path(f"{PATH}{form}{query}"), status=301)
