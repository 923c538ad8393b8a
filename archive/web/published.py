"""Answers for the archive as a whole: robots.txt, and the database as a file if that is offered (HTTP, disk).

Datasette's own pages about itself are not served: they tell where the archive lies on the disk, which threads run and
which releases are installed, and some need scripts.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette.utils.asgi import AsgiFileDownload, NotFound, Response
from pluggy import HookimplMarker

from archive.database import open_read_only
from archive.web.plugins.safety import Send

hookimpl = HookimplMarker("datasette")
# Copies of the database are as large as it is.
_ONE_AT_A_TIME = asyncio.Lock()
_OF_DATASETTE = (
    r"^/-/(?:actor|allow-debug|auth-token|config.*|databases|logout|messages|metadata|patterns|permissions|plugins"
    r"|settings|threads|versions)(?:\.\w*)?$"
)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Add robots.txt and the file of the database in the place of Datasette's own, and hide its pages of itself."""
    return [(r"^/robots\.txt$", robots), (r"^/commentary\.db$", database_file), (_OF_DATASETTE, not_served)]


async def robots() -> Any:
    """Ask robots to stay away: what is archived here is found at its publisher's (RFC 9309)."""
    return Response.text("User-agent: *\nDisallow: /\n")


async def not_served() -> Any:
    """Answer as for any address that there is not."""
    raise NotFound("There is no such page in this archive.")


async def database_file(datasette: Any) -> Any:
    """Return a copy of the database as it is at this moment, also while a crawl writes; 404 unless it is offered."""
    database = datasette.get_database("commentary")
    if not database.offers_file:
        raise NotFound("This server does not offer the database as a file. `commentary serve --offer-database` does.")
    return _Copy(Path(database.path))


class _Copy:
    """A response that copies the database into a temporary file beside it, sends that, and removes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def asgi_send(self, send: Send) -> None:
        async with _ONE_AT_A_TIME:
            with tempfile.TemporaryDirectory(prefix=".copy-", dir=self._path.parent) as folder:
                copy = Path(folder) / self._path.name
                await asyncio.to_thread(copy_database, self._path, copy)
                kind = "application/vnd.sqlite3"
                await AsgiFileDownload(str(copy), filename=self._path.name, content_type=kind).asgi_send(send)


def copy_database(path: Path, copy: Path) -> None:
    """Copy a database in one read transaction, so that the copy is what it was at one moment."""
    with closing(open_read_only(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
