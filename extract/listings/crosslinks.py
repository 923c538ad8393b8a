"""Links from one article of a site to others (pure)."""

import re

from extract.article import Article
from extract.listings.link import Link
from extract.site import Site
from extract.urls import canonical_url, netloc_of


def find_crosslinks(article: Article, site: Site) -> tuple[Link, ...]:
    """Return the site's other articles to which one links: in its text, in page order, then before and after it.

    Each once and in normal form. Without a pattern of the profile for its articles there are none: anything that a
    text links to might be one.
    """
    if site.articles is None:
        return ()
    neighbours = (article.previous_url, article.next_url)
    stated = [link.url for link in article.links] + [url for url in neighbours if url]
    # A text may end in a link to its own next page.
    own = (article.url, article.canonical_url, article.next_page_url)
    itself = {canonical_url(url) for url in own if url}
    found = dict.fromkeys(url for url in map(canonical_url, stated) if url not in itself)
    return tuple(Link(url=url) for url in found if netloc_of(url) in site.hosts and re.search(site.articles, url))
