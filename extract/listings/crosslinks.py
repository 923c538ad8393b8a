"""Finds links from an article to other articles of its site (pure)."""

import re

from extract.article import Article
from extract.listings.link import Link
from extract.site import Site
from extract.urls import canonical_url, is_on_site


def find_crosslinks(article: Article, site: Site) -> tuple[Link, ...]:
    """Return the links of an article to others of its site: those of its text in page order, then its neighbours.

    Each canonical URL once. () where the profile has no pattern `articles`, since any link might be to an article.
    """
    if site.articles is None:
        return ()
    neighbours = (article.previous_url, article.next_url)
    stated = [link.url for link in article.links] + [url for url in neighbours if url]
    # The next page of the same article is not another article.
    own = (article.url, article.canonical_url, article.next_page_url)
    itself = {canonical_url(url) for url in own if url}
    found = dict.fromkeys(url for url in map(canonical_url, stated) if url not in itself)
    return tuple(Link(url=url) for url in found if is_on_site(url, site.hosts) and re.search(site.articles, url))
