"""Serves an archive with Datasette (HTTP)."""

import asyncio
import contextlib
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from archive.database import open_read_only
from archive.evidence import LoadProfile
from archive.web import entities, exports, published, search
from archive.web.access import ReadersFile, only_readers
from archive.web.article import plugin as article
from archive.web.database import ArchiveDatabase
from archive.web.listening import Server, listen
from archive.web.lists import plugin as lists
from archive.web.metadata import NAME, SETTINGS, datasette_metadata
from archive.web.plugins import pages
from archive.web.plugins.safety import App, only_hosts, with_headers
from archive.web.prefix import PublicUrl, under_prefix

# Each is a module with hooks of Datasette.
PLUGINS = (pages, published, exports.plugin, entities.plugin, article, search.plugin, lists)


class ArchiveDatasette(Datasette):  # type: ignore[misc] # Datasette publishes no types
    """Datasette that knows the URL at which its readers reach it."""

    public = PublicUrl()

    def absolute_url(self, request: Any, path: str) -> str:
        """Return the URL of a page by its path; that of the request's host where no other is known."""
        if not path.startswith("/") or path.startswith("//"):
            return str(urljoin(request.url, path))
        return str(urljoin(self.public.origin or request.url, f"{self.public.prefix}{path}"))


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


def print_address(address: str) -> None:
    """Print the URL at which the archive is served, without buffering."""
    sys.stdout.write(f"Serving at {address} (Ctrl-C ends)\n")
    sys.stdout.flush()


def application(datasette: Datasette, host: str, readers: ReadersFile | None = None) -> App:
    """Return what answers requests to the server: Datasette, and what looks at a request before it does.

    `host` is the address on which it listens, `readers` are those who may, everybody if None.
    """
    app = under_prefix(datasette.app(), datasette.public.prefix)
    app = only_readers(app, readers, prefix=datasette.public.prefix) if readers else app
    # What is answered before Datasette is asked has the same headers.
    return with_headers(only_hosts(app, host, datasette.public.host))


def serve(  # noqa: PLR0913 - an archive, its profiles, an address, and what happens then
    data: Path,
    *,
    load_profile: LoadProfile | None = None,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    replay: str | None = None,
    public: PublicUrl | None = None,
    readers: ReadersFile | None = None,
    offers_database: bool = False,
    on_listening: Callable[[str], object] = print_address,
) -> None:
    """Serve the archive in a data folder until Ctrl-C or SIGTERM; `on_listening` is called with its URL.

    `load_profile` gives the present profile of a site, and can be sent to another process.
    `replay` is the address under which pywb shows pages, if it runs. `public` is where readers reach the server if a
    proxy is before it, `readers` are those who may, everybody if None; `offers_database` lets them have the database.
    Raises ArchiveError if the archive cannot be read or the port cannot be used.
    """
    with open_datasette(data, load_profile) as datasette, contextlib.closing(listen(host, port)) as listener:
        datasette.public = public or PublicUrl()
        datasette.get_database(NAME).replay = replay
        datasette.get_database(NAME).offers_file = offers_database
        datasette.get_database(NAME).start()
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}{datasette.public.prefix}/"
        app = application(datasette, host, readers)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
        )
        server = Server(config)
        server.on_listening = [partial(on_listening, address)]
        if open_browser:
            # With a browser in the terminal, `open` returns only when that is closed.
            opener = threading.Thread(target=webbrowser.open, args=(address,), daemon=True)
            server.on_listening.append(opener.start)
        asyncio.run(server.serve([listener]))
