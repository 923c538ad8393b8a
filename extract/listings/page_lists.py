"""Tells by their URLs which sitemaps and REST lists have nothing but the static pages of a site (pure).

WordPress names the type of post in the file's name, and so do its plug-ins and Ghost, Wix and Shopify. A name that
a sitemap of numbered pages may have too (`page-sitemap2.xml`) counts only beside one of posts or terms named alike.
The REST interface has a list for each type, `/wp-json/wp/v2/pages`.
"""

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

# WordPress; Google XML Sitemaps; XML Sitemap & Google News; Slim SEO.
SURE = re.compile(
    r"wp-sitemap-posts-page-\d+\.xml|sitemap-pt-page-[\w-]+\.xml|sitemap-posttype-page(?:[.-]\w+)?\.xml|"
    r"sitemap-post-type-page(?:-\d+)?\.xml"
)
# Names of sitemaps of pages, and of those that the same program writes beside them. To add a program: a line.
BESIDE: Mapping[re.Pattern[str], re.Pattern[str]] = {
    # Yoast, Rank Math, All in One SEO, SEOPress.
    re.compile(r"page-sitemap\d*\.xml"): re.compile(r"(?:post|category|post_tag|author)-sitemap\d*\.xml"),
    # Ghost.
    re.compile(r"sitemap-pages(?:-\d+)?\.xml"): re.compile(r"sitemap-posts(?:-\d+)?\.xml"),
    # Squirrly.
    re.compile(r"sitemap-page\.xml"): re.compile(r"sitemap-post\.xml"),
    # Wix.
    re.compile(r"pages-sitemap\.xml"): re.compile(r"blog-(?:posts|categories)-sitemap\.xml"),
    # Shopify.
    re.compile(r"sitemap_pages_\d+\.xml"): re.compile(r"sitemap_blogs_\d+\.xml"),
}
REST_LIST = re.compile(r"/wp/v2/pages/?(?:[?&#]|$)")


def lists_of_pages(urls: Collection[str]) -> frozenset[str]:
    """Return those URLs, of the sources of a profile or the sitemaps of an index, that list static pages alone."""
    names = {url: _file_name(url) for url in urls}
    known = set(names.values())
    beside = [pages for pages, others in BESIDE.items() if any(map(others.fullmatch, known))]
    by_name = (url for url, name in names.items() if any(each.fullmatch(name) for each in (SURE, *beside)))
    return frozenset((*by_name, *filter(REST_LIST.search, urls)))


def _file_name(url: str) -> str:
    """Return the name of a sitemap's file, without `.gz`."""
    return urlsplit(url).path.rpartition("/")[2].lower().removesuffix(".gz")
