"""The hooks of the pages of sites, authors, categories, domains and topics, and of all charts."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from jinja2 import Environment
from pluggy import HookimplMarker

from archive.web.charts import shown
from archive.web.entities.chart_files import chart_file, chart_of_query

# Datasette's own marker, which it publishes without types.
hookimpl = HookimplMarker("datasette")


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Add what the template of a chart needs."""
    env.filters["shown_chart"] = shown
    env.globals["chart_address"] = partial(chart_address, datasette)


def chart_address(datasette: Any, name: str, form: str, query: str = "") -> str:
    """Return the address of a chart as a file: `form` is svg or csv, `query` the parameters as in a URL."""
    return str(datasette.urls.path(f"/-/chart/{name}.{form}{f'?{query}' if query else ''}"))


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Callable[..., Awaitable[Any]]]:
    """Add functions to the templates that query the database."""

    async def chart_of(query: str, request: Any) -> Any:
        return await chart_of_query(datasette, query, request.args)

    return {"chart_of_query": chart_of}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add the files of charts."""
    return [(r"^/-/chart/(?P<name>[\w/-]+)\.(?P<form>svg|csv)$", chart_file)]
