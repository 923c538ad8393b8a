"""`commentary serve`: the archive in Datasette."""

from pathlib import Path

import click

from archive.web import serve as serve_archive
from commentary.cli.options import data_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@data_option
def serve(host: str, port: int, *, open_browser: bool, data: Path) -> None:
    """Open the archive in Datasette, until Ctrl-C.

    It may run while a crawl goes on, and shows what has come in.
    """
    serve_archive(data, host=host, port=port, open_browser=open_browser)
