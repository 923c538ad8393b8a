"""Datasette on an archive: its configuration, made from the schema's own descriptions, and the server around it."""

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from archive.database import open_read_only
from archive.schema import TABLES, VIEWS
from archive.web.canned import load_queries
from archive.web.plugins import pages
from archive.web.plugins.safety import only_hosts
from extract.errors import ArchiveError

NAME = "commentary"

# One person reads, on the machine that has the archive, while a crawl may be writing.
SETTINGS = {
    # Long enough for a query over all readings of 100,000 articles, short enough to survive a slip of the pen.
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 2_000,
    # More than anyone scrolls through; what must be complete is exported.
    "max_returned_rows": 5_000,
    "default_page_size": 50,
    "default_facet_size": 12,
    # The five facets that help are always shown; guessing at more reads every column of every article.
    "suggest_facets": False,
    # A file that is being written cannot be copied byte by byte, and its owner has it anyway.
    "allow_download": False,
    # The archive may change between two looks at it.
    "default_cache_ttl": 0,
    "truncate_cells_html": 300,
    "max_csv_mb": 0,
}

# What serves the machine more than the reader: reached through the row it belongs to, or by SQL. The table `runs`
# gives its address to the query of that name.
HIDDEN = ("addresses", "authors", "categories", "images", "runs", "sources", "tags", "unfetched", "warcs")

TABLE_OPTIONS: dict[str, dict[str, object]] = {
    "articles": {
        "label_column": "title",
        "sort_desc": "published_at",
        # Named, because Datasette does not recognise an index whose content table stands in single quotes.
        "fts_table": "articles_fts",
        "fts_pk": "id",
        "facets": [{"array": "categories"}, {"array": "authors"}, "year", "site", "language"],
    },
    "versions": {"label_column": "title"},
    "captures": {"label_column": "url", "sort_desc": "captured_at", "facets": ["site", "status", "source_kind"]},
    "readings": {"sort_desc": "captured_at", "facets": ["site", "outcome", "reason"]},
    "comments": {"sort_desc": "published_at"},
    "links": {"facets": ["domain"]},
}


def datasette_metadata() -> dict[str, Any]:
    """Return Datasette's metadata: titles, descriptions of tables and columns, facets, canned queries."""
    tables: dict[str, dict[str, object]] = {
        name: {
            "description": table.description,
            "columns": {column: described.description for column, described in table.columns.items()},
            "hidden": name in HIDDEN,
            **TABLE_OPTIONS.get(name, {}),
        }
        for name, table in TABLES.items()
    }
    for name, view in VIEWS.items():
        tables[name] = {"description": view.description, "columns": dict(view.columns)}
    return {
        "title": "Commentary Archive",
        "description": "What commentary sites said, as it was captured, and how it changed.",
        "source": "the sites that each row names",
        "license": "the rights to the texts remain with their authors and publishers",
        "databases": {NAME: {"title": "Data", "tables": tables, "queries": load_queries()}},
    }


class ArchiveDatabase(Database):  # type: ignore[misc] # Datasette publishes no types
    """The archive's database: opened by us, so that no connection of Datasette can write to it."""

    def connect(self, write: bool = False) -> Any:  # noqa: FBT001, FBT002 - Datasette's signature
        """Return a connection that reads."""
        if write:
            raise ArchiveError(f"{self.path} is served for reading only.")
        connection = open_read_only(Path(self.path))
        self._all_file_connections.append(connection)
        return connection

    async def execute(self, sql: str, *arguments: Any, **options: Any) -> Any:
        """Run a query; what is wrong with it stands on the page and need not fill the terminal too."""
        return await super().execute(sql, *arguments, **(options | {"log_sql_errors": False}))


@contextlib.contextmanager
def open_datasette(data: Path) -> Iterator[Datasette]:
    """Give a Datasette on the archive in a data folder; raise ArchiveError when there is none that it can read."""
    path = data / "commentary.db"
    open_read_only(path).close()
    if not pm.is_registered(pages):
        pm.register(pages, "commentary")
    resources = files("archive.web")
    datasette = Datasette(
        [],
        metadata=datasette_metadata(),
        settings=SETTINGS,
        template_dir=str(resources / "templates"),
        static_mounts=[("static", str(resources / "static"))],
    )
    # Without files Datasette adds an empty database in memory, which would only puzzle people.
    datasette.remove_database("_memory")
    datasette.add_database(ArchiveDatabase(datasette, path=str(path)), name=NAME)
    try:
        yield datasette
    finally:
        datasette.executor.shutdown(cancel_futures=True)
        datasette.get_database(NAME).close()


def print_address(address: str) -> None:
    """Print where the archive is served, at once even into a pipe."""
    sys.stdout.write(f"Serving at {address} (Ctrl-C ends)\n")
    sys.stdout.flush()


def serve(
    data: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    on_listening: Callable[[str], object] = print_address,
) -> None:
    """Serve the archive in a data folder until Ctrl-C or SIGTERM; `on_listening` is told the address."""
    with open_datasette(data) as datasette, contextlib.closing(_listen(host, port)) as listener:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}/"
        app = only_hosts(datasette.app(), host)
        server = _Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3))
        server.on_listening = [partial(on_listening, address)]
        if open_browser:
            # A browser in the terminal would not come back before it is closed.
            opener = threading.Thread(target=webbrowser.open, args=(address,), daemon=True)
            server.on_listening.append(opener.start)
        asyncio.run(server.serve([listener]))


class _Server(uvicorn.Server):
    """A uvicorn server that says when it listens, and for which Ctrl-C and SIGTERM are a good end."""

    on_listening: list[Callable[[], object]]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for tell in self.on_listening:
            tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Requests that are cut off now are no fault to be reported.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        ends = (signal.SIGINT, signal.SIGTERM)
        former = {number: signal.signal(number, self.handle_exit) for number in ends}
        try:
            yield
        finally:
            # uvicorn would now raise what it caught once more, and the process would end as if it had failed.
            for number, handler in former.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound; raise ArchiveError with what is in the way."""
    if not 0 <= port <= 65535:
        # The C library would silently take what is left of it after a division.
        raise ArchiveError(f"There is no port {port}: they end at 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArchiveError(f"{host} is no address of this machine: {error}.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        problem = "is in use by another program" if taken else f"cannot be used: {error.strerror}"
        raise ArchiveError(f"Port {port} on {host} {problem}. Choose another with --port.") from error
    return listener
