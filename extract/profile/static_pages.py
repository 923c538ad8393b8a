"""Decides whether the `articles` of a profile take in static pages of a content management system (pure).

The user's `articles` goes before the system's word, if it tells pages from posts: `/essays/` does. A pattern for any
URL of one segment matches `/about/` as well, and so tells nothing of pages.
"""

import re
from collections.abc import Iterable
from itertools import product

# Pages that most sites have and nobody calls an article, as paths without a slash at the end.
PAGES = ("about", "about-us", "contact", "privacy-policy", "register", "terms")


def names_pages(articles: str | None, hosts: Iterable[str]) -> bool:
    """Tell whether `articles`, a regular expression over URLs, says by itself that what it matches is an article."""
    if articles is None:
        return False
    found = re.compile(articles)
    parts = product(("https", "http"), hosts, PAGES, ("", "/"))
    return not any(found.search(f"{scheme}://{host}/{page}{end}") for scheme, host, page, end in parts)
