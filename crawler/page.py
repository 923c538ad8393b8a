"""Converts a Scrapy response into the values of `archive` and `extract`; the only module that does (pure)."""

from scrapy.http import Response
from scrapy.http.headers import Headers

from archive.warc import Recorded
from extract.page import Page


def header_pairs(headers: Headers) -> list[tuple[str, str]]:
    """Return headers as (name, value), one pair for each time that a name was sent."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name in headers for value in headers.getlist(name)]


def to_recorded(response: Response) -> Recorded:
    """Return a captured response with its body as received; a worker process decodes it later."""
    return Recorded(
        capture=response.meta["capture"], headers=tuple(header_pairs(response.headers)), body=response.body
    )


def to_page(response: Response) -> Page:
    """Return the Page of a captured response; ExtractionError when its Content-Encoding cannot be decoded."""
    return to_recorded(response).page()
