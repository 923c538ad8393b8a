"""`commentary demo`: the whole program at work on a small site of our own."""

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

EDITS = 12


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", callback=given_data)
@click.option("--no-serve", is_flag=True, help="End when the site has been crawled.")
@click.option("--port", type=click.IntRange(0, 65535), help="Where to serve the archive; else 8001 or a free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def demo(*, data: Path | None, no_serve: bool, port: int | None, open_browser: bool) -> None:
    """Crawl two days of a small site of our own, and open the archive until Ctrl-C.

    The archive lies in a temporary folder that is removed at the end. With --data DIR it stays there, and another
    demo into the same folder crawls the second day once more.
    """
    kept = nullcontext(str(data)) if data else tempfile.TemporaryDirectory(prefix="commentary-demo-")
    with kept as folder:
        click.echo(f"The archive is in {folder}" + ("" if data else ", until this ends; --data DIR keeps one"))
        code = crawl_demo(Path(folder))
        if not code:
            click.echo(f"\n{status_text(read_status(Path(folder)))}\n\nThe newest edits:")
            click.echo(edits_text(read_edits(Path(folder), EDITS)))
        if not code and not no_serve:
            serve(Path(folder), port=free_port(8001) if port is None else port, open_browser=open_browser)
    sys.exit(code)
