"""Paging: how a listing names its next page outside its content (pure)."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.page import Page

_HEADER_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


def header_links(page: Page, rel: str) -> Iterator[str]:
    """Yield the addresses that the header `Link` gives a relation (RFC 8288), as they stand there."""
    for address, parameters in _HEADER_LINK.findall(page.headers.get("link", "")):
        # Only the first counts, says the standard.
        named = _REL.search(parameters)
        if named and rel in (named[1] or named[2] or "").lower().split():
            yield address.strip()


def number_in(text: str) -> int | None:
    """Return a count of up to six digits, None for any other text."""
    return int(text) if _NUMBER.fullmatch(text.strip()) else None


def parameter(url: str, name: str, default: int) -> int:
    """Return a number out of a query."""
    found = number_in(dict(parse_qsl(urlsplit(url).query)).get(name, ""))
    return default if found is None else found


def with_parameters(url: str, **values: str) -> str:
    """Return an address with these parameters in the place of others of their names, and without a fragment."""
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in values]
    return urlunsplit(parts._replace(query=urlencode([*kept, *values.items()], safe="/,:"), fragment=""))


def following(url: str, name: str) -> str:
    """Return the address of the page after this one, which a parameter counts from 1."""
    return with_parameters(url, **{name: str(parameter(url, name, 1) + 1)})
