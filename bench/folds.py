"""Folds: which part of a cross-validation a page belongs to, by its host alone (pure).

What is learned from a set is only measured honestly on hosts that it was not learned from: pages of one site share
their template. The folds are the same on every machine and in every run, so that a script that trains and the one
that measures need not meet.
"""

from hashlib import sha256
from urllib.parse import urlsplit

FOLDS = 5
# Second labels under a country's own domain below which anybody registers: `co.uk`, `com.au`, `or.jp`.
SHARED = frozenset(
    {"ac", "asn", "co", "com", "edu", "go", "gob", "gov", "gv", "info", "mil", "ne", "net", "or", "org"}
)


def site_of(url: str | None) -> str:
    """Return the registrable part of an address' host, roughly: two labels, or three; an empty one is a site too."""
    try:
        host = (urlsplit(url or "").hostname or "").strip(".")
    except ValueError:  # a bracket that nothing closes
        return ""
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit():  # an address of the Internet Protocol
        return host
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SHARED
    return ".".join(labels[-3:] if shared else labels[-2:])


def fold_of(url: str | None) -> int:
    """Return 0 to 4: all pages of a site are in one fold."""
    return int.from_bytes(sha256(site_of(url).encode()).digest()[:8]) % FOLDS
