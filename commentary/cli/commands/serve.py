"""`commentary serve`: serves the archive in Datasette."""

import signal
from contextlib import ExitStack
from pathlib import Path

import click

from archive.wayback import Wayback, installed_pywb
from archive.web import ReadersFile, is_loopback, parse_public_url
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
@click.option(
    "--base-url",
    metavar="URL",
    help="URL at which a proxy serves the archive, such as https://example.org/archive/, or its path.",
)
@click.option(
    "--auth",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask for a password or token; `commentary access` writes the file of their hashes.",
)
@click.option("--offer-database", is_flag=True, help="Let readers download the whole database.")
@click.option("--open", "open_browser", is_flag=True, help="Open the archive in the browser.")
@click.option("--replay", is_flag=True, help="Run pywb too, and link to it where it shows a page with scripts.")
@data_option
def serve(  # noqa: PLR0913 - one argument for each option
    host: str,
    port: int,
    *,
    base_url: str | None,
    auth: Path | None,
    offer_database: bool,
    open_browser: bool,
    replay: bool,
    data: Path,
) -> None:
    """Serve the archive in Datasette until Ctrl-C.

    It can run during a crawl and shows what the crawl has stored so far. pywb shows what was stored when it began.
    """
    public = parse_public_url(base_url) if base_url else None
    readers = ReadersFile(auth) if auth else None
    if warning := _warning(host, has_readers=readers is not None):
        click.echo(warning, err=True)
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
            public=public,
            readers=readers,
            offers_database=offer_database,
        )


def _warning(host: str, *, has_readers: bool) -> str:
    """Return what an operator should know who serves the archive to other machines; empty on a loopback address."""
    if is_loopback(host):
        return ""
    if has_readers:
        return f"On {host} passwords are sent in plain text. Put a proxy with TLS before the server: docs/serving.md."
    return f"Everybody who reaches {host} can read this archive. --auth FILE asks for a password: docs/serving.md."
