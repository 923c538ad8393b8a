"""The hooks of the pages of sites, authors, categories, domains and topics, and of all charts."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from jinja2 import Environment
from pluggy import HookimplMarker

from archive.web.charts import shown
from archive.web.entities.chart_files import chart_file, chart_of_query
from archive.web.entities.home import gather_home
from archive.web.entities.names import KINDS, address, links_to
from archive.web.entities.pages import entity_page, index_page, topic_page
from archive.web.entities.report import gather_report

# Datasette's own marker, which it publishes without types.
hookimpl = HookimplMarker("datasette")


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Add what the template of a chart needs."""
    env.filters["shown_chart"] = shown
    env.filters["entity"] = lambda name, kind: address(kind, name)
    env.filters["entities"] = lambda names, kind: links_to(kind, names)
    env.filters["percent"] = lambda share: f"{share:.0%}" if share >= 0.01 or not share else "<1%"
    env.globals["chart_address"] = partial(chart_address, datasette)


def chart_address(datasette: Any, name: str, form: str, query: str = "") -> str:
    """Return the address of a chart as a file: `form` is svg or csv, `query` the parameters as in a URL."""
    return str(datasette.urls.path(f"/-/chart/{name}.{form}{f'?{query}' if query else ''}"))


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Callable[..., Awaitable[Any]]]:
    """Add functions to the templates that query the database."""

    async def chart_of(query: str, request: Any) -> Any:
        return await chart_of_query(datasette, query, request.args)

    async def overview(request: Any) -> Any:
        return await gather_home(datasette.get_database("commentary"), request.args)

    async def report_of(run: str) -> Any:
        return await gather_report(datasette.get_database("commentary"), run)

    return {"chart_of_query": chart_of, "overview": overview, "report_of": report_of}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add the pages, and the files of charts."""
    kinds, plurals = "|".join(KINDS), "|".join(kind.plural for kind in KINDS.values())
    return [
        (r"^/-/chart/(?P<name>[\w/-]+)\.(?P<form>svg|csv)$", chart_file),
        # A name of which a slash was not encoded leads to its page.
        (rf"^/-/(?P<kind>{kinds})/(?P<name>.+)$", entity_page),
        (rf"^/-/(?P<plural>{plurals})$", index_page),
        (r"^/-/topic$", topic_page),
    ]
