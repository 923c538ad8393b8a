"""Pages that have a number, each written to a WARC file as a crawl of one site writes it (no network)."""

from datetime import UTC, datetime, timedelta

from archive.warc.capture import Capture
from archive.warc.writer import WarcFile
from extract.site import Site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = Site(name="x", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r1")


def write(warc: WarcFile, number: int = 1) -> Capture:
    """Write the page of a number, which was fetched so many seconds after noon and is longer than the one before."""
    return warc.write(
        url=f"https://x.example/{number}/",
        method="GET",
        request_headers=[],
        status=200,
        response_headers=[("Content-Type", "text/html")],
        body=b"<p>Hello" * number,
        fetched_at=NOON + timedelta(seconds=number),
    )
