"""`commentary serve`: serves the archive in Datasette."""

import signal
from contextlib import ExitStack
from pathlib import Path

import click

from archive.wayback import Wayback, installed_pywb
from archive.web import serve as serve_archive
from commentary.cli.options import data_option
from sites import profile_loader


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8001,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 for any free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the archive in the browser.")
@click.option("--replay", is_flag=True, help="Run pywb too, and link to it where it shows a page with scripts.")
@data_option
def serve(host: str, port: int, *, open_browser: bool, replay: bool, data: Path) -> None:
    """Serve the archive in Datasette until Ctrl-C.

    It can run during a crawl and shows what the crawl has stored so far. pywb shows what was stored when it began.
    """
    with ExitStack() as stack:
        if replay:
            # While pywb starts, as SIGINT does: what was begun is ended and removed.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        wayback = stack.enter_context(Wayback(data, installed_pywb())) if replay else None
        serve_archive(
            data,
            load_profile=profile_loader(data / "sites"),
            host=host,
            port=port,
            open_browser=open_browser,
            replay=wayback.url if wayback else None,
        )
