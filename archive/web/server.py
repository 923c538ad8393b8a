"""Configures Datasette for an archive, with the descriptions of the schema, and serves it (HTTP)."""

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import sqlite3
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from archive.database import open_read_only
from archive.evidence import LoadProfile
from archive.schema import TABLES, VIEWS
from archive.web import entities, exports, published, search
from archive.web.access import Readers, only_readers
from archive.web.article import plugin as article
from archive.web.canned import load_queries
from archive.web.lists import LISTING, only_indexed
from archive.web.lists import plugin as lists
from archive.web.plugins import pages
from archive.web.plugins.downloads import DOWNLOAD, MAX_ROWS
from archive.web.plugins.failure import TIME_LIMIT_MS
from archive.web.plugins.narrow import narrowed
from archive.web.plugins.order import in_full_order
from archive.web.plugins.safety import only_hosts
from archive.web.prefix import PublicUrl, under_prefix
from archive.web.records import RecordPool
from archive.web.sql import SqlPool, Take, take_all
from archive.web.sql_worker import Query
from extract.errors import ArchiveError

NAME = "commentary"

# For one reader on the machine that has the archive, while a crawl may be writing.
SETTINGS = {
    "sql_time_limit_ms": TIME_LIMIT_MS,
    "facet_time_limit_ms": 300,
    # More than a reader scrolls through; `commentary export` gives all rows.
    "max_returned_rows": 5_000,
    "default_page_size": 50,
    "default_facet_size": 12,
    # Useful facets are configured below; to suggest others, Datasette would read every column of every article.
    "suggest_facets": False,
    # A copy of a database that is being written to may be damaged; published.py makes a whole one if it is asked to.
    "allow_download": False,
    # The archive may change between two requests.
    "default_cache_ttl": 0,
    "truncate_cells_html": 300,
    "max_csv_mb": 0,
}

# Each is a module with hooks of Datasette.
PLUGINS = (pages, published, exports.plugin, entities.plugin, article, search.plugin, lists)

# Tables that are listed under "more tables": their rows are shown on the pages of other rows. The table `runs` leaves
# its URL to the query of that name.
HIDDEN = (
    "addresses",
    "attempts",
    "authors",
    "categories",
    "compared_texts",
    "gaps",
    "images",
    "probes",
    "runs",
    "sources",
    "tags",
    "unfetched",
    "warcs",
)

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
    "changes": {"sort_desc": "changed_at", "facets": ["class", "site"]},
    "tallies": {"sort_desc": "articles", "facets": ["what"]},
    "comments": {"sort_desc": "published_at"},
    "comment_history": {"sort_desc": "first_seen_at"},
    "copies": {"sort_desc": "copy_at"},
    "disagreements": {"facets": ["field", "site"]},
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
        # What is indexed is of use to the index alone.
        hidden = name == "searched_texts"
        tables[name] = {"description": view.description, "columns": dict(view.columns), "hidden": hidden}
    return {
        "title": "Commentary Archive",
        "description": "Articles of commentary sites, as they were captured, and their edits.",
        "source": "the sites in each row",
        "license": "the rights to the texts remain with their authors and publishers",
        "databases": {NAME: {"title": "Data", "tables": tables, "queries": load_queries()}},
    }


class ArchiveDatabase(Database):  # type: ignore[misc] # Datasette publishes no types
    """The archive's database, opened so that no connection of Datasette can write to it."""

    def connect(self, write: bool = False) -> Any:  # noqa: FBT001, FBT002 - Datasette's signature
        """Return a read-only connection."""
        if write:
            raise ArchiveError(f"{self.path} is served read-only.")
        connection = open_read_only(Path(self.path))
        self._all_file_connections.append(connection)
        return connection

    def __init__(self, datasette: Datasette, path: Path, load_profile: LoadProfile | None) -> None:
        super().__init__(datasette, path=str(path))
        self.load_profile = load_profile
        self.records = RecordPool(path.parent, load_profile)
        self.exports = exports.ExportPool()
        self.replay: str | None = None
        self.offers_file = False
        self._pool = SqlPool(path, count=datasette.setting("num_sql_threads"))

    async def execute(  # noqa: PLR0913, PLR0917 - Datasette's signature
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,  # noqa: FBT001, FBT002 - Datasette's signature
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,  # noqa: FBT001, FBT002 - Datasette's signature
    ) -> Any:
        """Run a query in a process of its own; its errors are shown on the page and not logged to the terminal."""
        del log_sql_errors
        rows = self.ds.max_returned_rows
        # Datasette asks for one row more than a page, to see whether there is another page.
        rows += rows == page_size
        download = DOWNLOAD.get() if truncate else None
        if download is not None and download.of_query:
            rows = MAX_ROWS
        run = partial(self._run, take=download.take if download is not None else take_all, limit=custom_time_limit)
        listing, parameters = LISTING.get(), _plain(params)
        try:
            if truncate and listing is not None and listing.is_query:
                return await listing.rows(run, sql, parameters, rows)
            sql = await in_full_order(self, sql) if truncate else sql
            if listing is not None and not listing.is_query:
                sql, limit = listing.of_table(sql, is_main=truncate)
                run = partial(run, limit=limit or custom_time_limit)
            return await run(sql, parameters, rows if truncate else None)
        except sqlite3.DatabaseError as error:
            if download is not None:
                download.problem = str(error)
            raise

    async def _run(self, sql: str, parameters: Any, rows: int | None, *, take: Take, limit: int | None) -> Any:
        most = self.ds.sql_time_limit_ms
        query = Query(sql=narrowed(sql), parameters=parameters, rows=rows, seconds=min(limit or most, most) / 1000)
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, self._pool.run, query, take)

    async def get_all_foreign_keys(self) -> Any:
        """Return the foreign keys of all tables; the page of a row counts those that refer to it."""
        return only_indexed(await super().get_all_foreign_keys())

    def start(self) -> None:
        """Start the processes, which otherwise start with the first queries, and wait until they can answer."""
        self._pool.start()
        self._pool.run(Query("SELECT 1", (), None, self.ds.sql_time_limit_ms / 1000), take_all)

    def close(self) -> None:
        """Close all connections, and end the processes."""
        self._pool.close()
        self.records.close()
        self.exports.close()
        super().close()


@contextlib.contextmanager
def open_datasette(data: Path, load_profile: LoadProfile | None = None) -> Iterator[Datasette]:
    """Open Datasette on the archive in a data folder; raise ArchiveError if it cannot be read.

    `load_profile` gives the present profile of a site to the processes that read pages again; else they do not.
    """
    path = data / "commentary.db"
    open_read_only(path).close()
    for plugin in PLUGINS:
        if not pm.is_registered(plugin):
            pm.register(plugin, plugin.__name__)
    resources = files("archive.web")
    datasette = ArchiveDatasette(
        [],
        metadata=datasette_metadata(),
        settings=SETTINGS,
        template_dir=str(resources / "templates"),
        static_mounts=[("static", str(resources / "static"))],
    )
    # Without files Datasette adds an empty database in memory.
    datasette.remove_database("_memory")
    datasette.add_database(ArchiveDatabase(datasette, path, load_profile), name=NAME)
    try:
        yield datasette
    finally:
        datasette.executor.shutdown(cancel_futures=True)
        datasette.get_database(NAME).close()


class ArchiveDatasette(Datasette):  # type: ignore[misc] # Datasette publishes no types
    """Datasette that knows the URL at which its readers reach it."""

    public = PublicUrl()

    def absolute_url(self, request: Any, path: str) -> str:
        """Return the URL of a page by its path; that of the request's host where no other is known."""
        if not path.startswith("/") or path.startswith("//"):
            return str(urljoin(request.url, path))
        return str(urljoin(self.public.origin or request.url, f"{self.public.prefix}{path}"))


def _plain(params: Any) -> Any:
    """Return parameters as a process can be sent them: Datasette's magic ones are computed by looking them up."""
    if isinstance(params, Mapping):
        return {name: params[name] for name in params}
    return list(params or ())


def print_address(address: str) -> None:
    """Print the URL at which the archive is served, without buffering."""
    sys.stdout.write(f"Serving at {address} (Ctrl-C ends)\n")
    sys.stdout.flush()


def serve(  # noqa: PLR0913 - an archive, its profiles, an address, and what happens then
    data: Path,
    *,
    load_profile: LoadProfile | None = None,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    replay: str | None = None,
    public: PublicUrl | None = None,
    readers: Readers | None = None,
    offers_database: bool = False,
    on_listening: Callable[[str], object] = print_address,
) -> None:
    """Serve the archive in a data folder until Ctrl-C or SIGTERM; `on_listening` is called with its URL.

    `load_profile` gives the present profile of a site, and can be sent to another process.
    `replay` is the address under which pywb shows pages, if it runs. `public` is where readers reach the server if a
    proxy is before it, `readers` are those who may, everybody if None; `offers_database` lets them have the database.
    Raises ArchiveError if the archive cannot be read or the port cannot be used.
    """
    with open_datasette(data, load_profile) as datasette, contextlib.closing(_listen(host, port)) as listener:
        datasette.public = public or PublicUrl()
        datasette.get_database(NAME).replay = replay
        datasette.get_database(NAME).offers_file = offers_database
        datasette.get_database(NAME).start()
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}{datasette.public.prefix}/"
        app = under_prefix(datasette.app(), datasette.public.prefix)
        app = only_readers(app, readers) if readers else app
        app = only_hosts(app, host, datasette.public.host)
        server = _Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3))
        server.on_listening = [partial(on_listening, address)]
        if open_browser:
            # With a browser in the terminal, `open` returns only when that is closed.
            opener = threading.Thread(target=webbrowser.open, args=(address,), daemon=True)
            server.on_listening.append(opener.start)
        asyncio.run(server.serve([listener]))


class _Server(uvicorn.Server):
    """A uvicorn server that calls `on_listening` and ends without an error on Ctrl-C and SIGTERM."""

    on_listening: list[Callable[[], object]]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for tell in self.on_listening:
            tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Requests that are cancelled now need no error message.
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
            # uvicorn itself would raise the signal again here, and the process would exit with an error.
            for number, handler in former.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise ArchiveError if the host or port cannot be used."""
    if not 0 <= port <= 65535:
        # getaddrinfo would silently take it modulo 65536.
        raise ArchiveError(f"Port {port} does not exist: ports are 0 to 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArchiveError(f"{host} is not an address of this machine: {error}.") from error
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
