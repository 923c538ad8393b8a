"""Assigns pages to the folds of a cross-validation, by their site alone (pure).

Pages of one site share a template, so that a model must be measured on sites that it was not trained on. The folds
are the same on every machine and in every run, so that the scripts that train and that measure need share no state.
"""

from hashlib import sha256
from urllib.parse import urlsplit

FOLDS = 5
# Second-level labels of country domains below which names are registered: `co.uk`, `com.au`, `or.jp`.
SHARED_SECOND_LEVELS = frozenset(
    {"ac", "asn", "co", "com", "edu", "go", "gob", "gov", "gv", "info", "mil", "ne", "net", "or", "org"}
)


def site_of(url: str | None) -> str:
    """Return the registered domain of a URL's host, approximately: two labels or three; "" if there is none."""
    try:
        host = (urlsplit(url or "").hostname or "").strip(".")
    except ValueError:  # an unclosed bracket
        return ""
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit():  # an IP address
        return host
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SHARED_SECOND_LEVELS
    return ".".join(labels[-3:] if shared else labels[-2:])


def fold_of(url: str | None) -> int:
    """Return the fold of a URL, 0 to 4; all pages of a site are in one fold."""
    return int.from_bytes(sha256(site_of(url).encode()).digest()[:8]) % FOLDS
