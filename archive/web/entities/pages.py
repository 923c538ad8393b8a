"""Answers with the pages of sites, authors, categories, domains and topics, and with the lists of them (HTTP)."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from datasette.utils import tilde_decode
from datasette.utils.asgi import Response

from archive.selection import filter_of_arguments
from archive.web.charts import Chart
from archive.web.entities.index import gather_names, near
from archive.web.entities.named import gather_named
from archive.web.entities.names import KINDS, address
from archive.web.entities.site import gather_site
from archive.web.entities.topic import gather_topic

# The argument of a filter that a kind of name is.
_ARGUMENTS: Mapping[str, str] = {"site": "site", "author": "author", "category": "category", "domain": "cites"}
# Where its articles are listed.
_LISTS: Mapping[str, str] = {
    "site": "articles?site",
    "author": "articles?authors__arraycontains",
    "category": "articles?categories__arraycontains",
    "domain": "links?domain",
}
# What a name in an address is made of, which some clients and proxies write with percent signs once more.
_IN_TILDES = re.compile(r"[\w~+-]*", re.ASCII)
_PLURALS = {kind.plural: kind.name for kind in KINDS.values()}


async def entity_page(datasette: Any, request: Any) -> Any:
    """Return the page of a site, author, category or domain; for an unknown one the page that lists similar names.

    A name with percent signs is led to its address, in which a name has tildes.
    """
    kind, written = request.url_vars["kind"], unquote(request.url_vars["name"])
    if not _IN_TILDES.fullmatch(written):
        # As a browser or a program writes it that knows nothing of tildes.
        query = f"?{request.query_string}" if request.query_string else ""
        return Response.redirect(f"{datasette.urls.path(address(kind, written))}{query}")
    name = tilde_decode(written)
    database = datasette.get_database("commentary")
    page = await _gather(database, kind, name)
    if page is None:
        told = {"kind": KINDS[kind], "name": name, "near": await near(database, kind, name)}
        html = await datasette.render_template("unknown_name.html", told, request=request)
        return Response.html(html, status=404)
    shown = {
        **page,
        "query": urlencode({"name": name}),
        "only": filter_of_arguments({_ARGUMENTS[kind]: [name]}),
        "kind": KINDS[kind],
        "charts_of_page": page["charts"],
        "listed": listed_at(kind, name),
        "searched": urlencode({_ARGUMENTS[kind]: name}),
    }
    template = "site.html" if kind == "site" else "name.html"
    return Response.html(await datasette.render_template(template, shown, request=request))


def listed_at(kind: str, name: str) -> str:
    """Return the address of the list of all articles with a name, or of all links to a domain."""
    table, _, argument = _LISTS[kind].partition("?")
    return f"/commentary/{table}?{urlencode({argument: name})}"


async def index_page(datasette: Any, request: Any) -> Any:
    """Return a page of the list of all names of a kind."""
    kind = _PLURALS[request.url_vars["plural"]]
    page = await gather_names(datasette.get_database("commentary"), kind, request.args)
    return Response.html(await datasette.render_template("names.html", page, request=request))


async def topic_page(datasette: Any, request: Any) -> Any:
    """Return the page of a topic, `?q=`, or of two, `&q2=`."""
    page = await gather_topic(datasette.get_database("commentary"), request.args)
    asked = {name: page[name] for name in ("q", "q2") if page[name]}
    shown = {
        **page,
        "query": urlencode(asked),
        "charts_of_page": page["charts"],
        "search_address": datasette.urls.path("/-/search"),
    }
    return Response.html(await datasette.render_template("topic.html", shown, request=request))


async def chart_of_page(database: Any, kind: str, part: str, arguments: Mapping[str, Any]) -> Chart | None:
    """Return a chart of the page of a kind (or `topic`), None if there is none."""
    if kind == "topic":
        page: dict[str, Any] | None = await gather_topic(database, arguments)
    elif kind in KINDS:
        page = await _gather(database, kind, arguments.get("name") or "")
    else:
        return None
    chart: Chart | None = page["charts"].get(part) if page else None
    return chart


async def _gather(database: Any, kind: str, name: str) -> dict[str, Any] | None:
    return await (gather_site(database, name) if kind == "site" else gather_named(database, kind, name))
