"""Reads the header `Link` and builds the URL of the next page of a listing (pure)."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.page import Page

_HEADER_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


def link_header_urls(page: Page, rel: str) -> Iterator[str]:
    """Yield the targets of a link relation in the header `Link` (RFC 8288), as written there."""
    for address, parameters in _HEADER_LINK.findall(page.headers.get("link", "")):
        # Of several `rel` only the first counts (RFC 8288, 3.3).
        relation = _REL.search(parameters)
        if relation and rel in (relation[1] or relation[2] or "").lower().split():
            yield address.strip()


def to_small_number(text: str) -> int | None:
    """Return a number of up to six ASCII digits, None for any other text."""
    return int(text) if _NUMBER.fullmatch(text.strip()) else None


def query_number(url: str, name: str, default: int) -> int:
    """Return the number that a parameter of the query has, else the default."""
    found = to_small_number(dict(parse_qsl(urlsplit(url).query)).get(name, ""))
    return default if found is None else found


def with_query(url: str, **values: str) -> str:
    """Return a URL with parameters of its query set to values, and without its fragment."""
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in values]
    return urlunsplit(parts._replace(query=urlencode([*kept, *values.items()], safe="/,:"), fragment=""))


def without_query(url: str, name: str) -> str:
    """Return a URL without a parameter of its query, and without its fragment."""
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != name]
    return urlunsplit(parts._replace(query=urlencode(kept, safe="/,:"), fragment=""))


def next_page_url(url: str, name: str) -> str:
    """Return the URL of the next page, where a parameter of the query counts pages from 1."""
    return with_query(url, **{name: str(query_number(url, name, 1) + 1)})
