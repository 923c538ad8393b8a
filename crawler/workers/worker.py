"""A worker process: reads the captures that it is handed, for one site, and knows nothing of network or disk."""

import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from archive.reading import read_recorded
from extract.site import Site

if TYPE_CHECKING:
    from archive.warc import Recorded


def serve(connection: Connection, site: Site) -> None:
    """Read what comes until the other end is closed; an exception that is no verdict ends the process."""
    # Ctrl-C reaches the whole group; the crawl that asks decides when the last page has been read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The other end goes away with the crawl, also in the midst of a page when that was killed.
    with suppress(EOFError, OSError):
        while True:
            recorded: Recorded = connection.recv()
            connection.send(read_recorded(recorded, site))
