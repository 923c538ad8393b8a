"""Decides which URLs name the same page, and which belong to a site (pure).

`canonical.py` normalises a URL, `host.py` writes a host in ASCII, `domain.py` finds the registered domain of a host,
and `believed.py` decides whether to trust rel=canonical and og:url. `comparable.py` leaves out what differs in each
response, and `email_protection.py` decodes the mail addresses that Cloudflare hides.
"""

from extract.urls.believed import is_listing_url, trusted_canonical_url
from extract.urls.canonical import canonical_url, is_on_site, netloc_of
from extract.urls.comparable import comparable_url
from extract.urls.domain import registered_domain
from extract.urls.email_protection import PROTECTED_PATH, decode_address, protected_address
from extract.urls.host import ascii_host, check_ascii_host, with_ascii_host

__all__ = [
    "PROTECTED_PATH",
    "ascii_host",
    "canonical_url",
    "check_ascii_host",
    "comparable_url",
    "decode_address",
    "is_listing_url",
    "is_on_site",
    "netloc_of",
    "protected_address",
    "registered_domain",
    "trusted_canonical_url",
    "with_ascii_host",
]
