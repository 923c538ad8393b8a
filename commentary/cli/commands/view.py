"""`commentary view`: shows an article's page as it looked, in pywb or, without it, in Datasette."""

import signal
import sqlite3
import threading
import webbrowser
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import click

from archive.ask import find_capture
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.warc import Capture
from archive.wayback import PROGRAM, Wayback, find_pywb
from archive.web import serve
from commentary.cli.articles import find_article, shown_version
from commentary.cli.dates import at_option
from commentary.cli.options import data_option
from extract.errors import ArchiveError
from sites import profile_loader

WITHOUT = (
    f"pywb is not installed ({PROGRAM} names its program `wayback`), so the page is shown without scripts;"
    " docs/assets.md says how to install it."
)


@click.command()
@click.argument("url", metavar="URL")
@at_option("As it was on this day or time (UTC); by default the newest.")
@click.option("--plain", is_flag=True, help="Without scripts, in Datasette, also where pywb is installed.")
@click.option(
    "--port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Port to listen on; by default any free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@data_option
def view(  # noqa: PLR0913 - one argument for each option
    *, url: str, at: datetime | None, plain: bool, port: int, open_browser: bool, data: Path
) -> None:
    """Show an article's page as it looked, until Ctrl-C.

    pywb replays it with scripts, images and styles of the archive, and nothing from the web. Without pywb it is shown
    without scripts. URL may be an earlier one of the article.
    """
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        shown = shown_version(db, find_article(db, url, data), at)
        capture = find_capture(db, shown.capture)
        # Of a record that repeats a payload pywb is led to the response that has it: not each says where that is.
        with_payload = find_capture(db, capture.revisit_of) if capture and capture.revisit_of else capture
    if capture is None or with_payload is None:
        raise ArchiveError(f"The capture {shown.capture} is not in this archive.")
    program = None if plain else find_pywb()
    if program is not None:
        _replay(data, program, capture, with_payload, port=port, open_browser=open_browser)
        return
    if not plain:
        click.echo(f"commentary: {WITHOUT}", err=True)

    def tell(address: str) -> None:
        _tell(f"{address}-/view/{quote(capture.id, safe=':')}", capture, open_browser=open_browser)

    serve(data, load_profile=profile_loader(data / "sites"), port=port, on_listening=tell)


def _replay(  # noqa: PLR0913 - what is shown, and how
    data: Path, program: Path, capture: Capture, with_payload: Capture, *, port: int, open_browser: bool
) -> None:
    """Run pywb until SIGINT or SIGTERM."""
    ended = threading.Event()
    # While pywb starts, as SIGINT does: what was begun is ended and removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    click.echo("Indexing the WARC files …", err=True)
    with Wayback(data, program, port=port) as wayback:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        address = wayback.url_of(with_payload.url, with_payload.captured_at.strftime("%Y%m%d%H%M%S"))
        _tell(address, capture, open_browser=open_browser)
        while not ended.wait(0.5):
            wayback.check()


def _tell(address: str, capture: Capture, *, open_browser: bool) -> None:
    click.echo(f"{capture.url} as of {capture.captured_at:%Y-%m-%d %H:%M:%S} UTC:\n{address}\n(Ctrl-C ends)")
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
