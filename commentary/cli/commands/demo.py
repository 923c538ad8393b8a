"""`commentary demo`: crawls the demo site and serves the archive."""

import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from archive.web import serve
from commentary.cli.demo_run import crawl_demo, free_port
from commentary.cli.options import given_data
from commentary.cli.show.archive import edits_text, status_text
from commentary.cli.status import read_edits, read_status
from sites import profile_loader

MAX_EDITS = 12


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    callback=given_data,
    help="Folder that keeps the archive.",
)
@click.option("--no-serve", is_flag=True, help="Exit after the crawl.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to serve on; by default 8001 or any free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open the archive in the browser.")
def demo(*, data: Path | None, no_serve: bool, port: int | None, open_browser: bool) -> None:
    """Crawl a small built-in site on two of its days, and serve the archive until Ctrl-C.

    The archive is in a temporary folder that is removed at the end. With --data DIR it is kept there, and another
    demo with the same folder crawls the second day again.
    """
    kept = nullcontext(str(data)) if data else tempfile.TemporaryDirectory(prefix="commentary-demo-")
    with kept as folder:
        click.echo(
            f"The archive is in {folder}" + ("" if data else " and is removed at the end; --data DIR keeps it")
        )
        code = crawl_demo(Path(folder))
        if not code:
            click.echo(f"\n{status_text(read_status(Path(folder)))}\n\nThe newest edits:")
            click.echo(edits_text(read_edits(Path(folder), MAX_EDITS)))
        if not code and not no_serve:
            chosen = free_port(8001) if port is None else port
            load_profile = profile_loader(Path(folder) / "sites")
            serve(Path(folder), load_profile=load_profile, port=chosen, open_browser=open_browser)
    sys.exit(code)
