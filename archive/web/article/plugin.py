"""The Datasette plugin of the pages of one article: what it cites, its key and files, and two versions compared."""

from collections.abc import Awaitable, Callable
from typing import Any

from jinja2 import Environment
from pluggy import HookimplMarker

from archive.schema import article_key
from archive.web.article.comparison import comparison_page
from archive.web.article.connections import Connections, gather_connections

# Datasette's own marker, which it publishes without types.
hookimpl = HookimplMarker("datasette")

# The formats in which one article is of use, and what people call them.
FILES = {
    "json": "JSON",
    "markdown": "Markdown",
    "csv": "CSV",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Add our filters to the templates."""
    env.filters["article_key"] = key_of


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """Add functions to the templates that query the database, and the formats of an article's files."""
    database = datasette.get_database("commentary")

    async def connections(article: int | str) -> Connections:
        return await gather_connections(database, article)

    return {"connections": connections, "article_files": FILES}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add the page that compares two versions."""
    return [(r"^/-/diff$", comparison_page)]


def key_of(article: Any) -> str:
    """Return the key of an article by its id; empty for what is no id, in a damaged database."""
    text = str(article)
    return article_key(int(text)) if text.isascii() and text.isdigit() and len(text) < 17 else ""
