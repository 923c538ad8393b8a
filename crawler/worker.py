"""A worker process: reads the captures that it is handed, for one site, and knows nothing of network or disk."""

import signal
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from archive.reading import read_recorded
from extract.site import Site

if TYPE_CHECKING:
    from archive.records import Recorded


def serve(connection: Connection, site: Site) -> None:
    """Read what comes until the other end is closed; an exception that is no verdict ends the process."""
    # Ctrl-C reaches the whole group; the crawl that asks decides when the last page has been read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            recorded: Recorded = connection.recv()
        except EOFError:
            return
        connection.send(read_recorded(recorded, site))
