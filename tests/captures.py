"""Captures of a site that does not exist, for tests of what is derived from them."""

from datetime import datetime

from archive.warc.capture import Capture


def url_of(path: str) -> str:
    """Return the URL of the article with this slug; a URL is returned as it is."""
    return path if path.startswith("http") else f"https://x.example/2026/{path}/"


def make_capture(
    number: int, path: str, at: datetime, *, status: int = 200, to: str | None = None, revisit_of: str | None = None
) -> Capture:
    """Return capture `number` of a path; it redirects to the path `to`, or is the 304 of another capture."""
    return Capture(
        id=f"urn:uuid:{number:04}",
        run="run",
        site="x",
        url=url_of(path),
        captured_at=at,
        status=status,
        content_type="text/html",
        bytes=9,
        payload_digest="sha1:A",
        warc="run-00000.warc.gz",
        offset=number,
        length=1,
        redirect_url=url_of(to) if to else None,
        revisit_of=revisit_of,
    )
