"""`commentary serve`: serves the archive in Datasette."""

from pathlib import Path

import click

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
@data_option
def serve(host: str, port: int, *, open_browser: bool, data: Path) -> None:
    """Serve the archive in Datasette until Ctrl-C.

    It can run during a crawl and shows what the crawl has stored so far.
    """
    serve_archive(data, load_profile=profile_loader(data / "sites"), host=host, port=port, open_browser=open_browser)
