"""Decides which URLs name the same page, and which belong to a site (pure).

`canonical.py` normalises a URL; `believed.py` decides whether to trust rel=canonical and og:url.
"""

from extract.urls.believed import is_listing_url, trusted_canonical_url
from extract.urls.canonical import canonical_url, is_on_site, netloc_of

__all__ = ["canonical_url", "is_listing_url", "is_on_site", "netloc_of", "trusted_canonical_url"]
