"""Decides which URLs name the same page, and which belong to a site (pure).

`canonical.py` normalises a URL; `believed.py` decides whether to trust rel=canonical and og:url.
"""

from extract.urls.believed import believed_address, is_listing
from extract.urls.canonical import canonical_url, is_on_site, netloc_of

__all__ = ["believed_address", "canonical_url", "is_listing", "is_on_site", "netloc_of"]
