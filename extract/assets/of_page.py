"""Finds the stylesheets and images of a page, as a browser would load them (pure).

stylesheets | the lead image | images in page order | images of inline styles and `style` elements | the icon
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from extract.assets.of_stylesheet import sheet_urls
from extract.assets.written import asset_url
from extract.html import IMAGE_TAGS, background_url, image_url, is_counting, wide_candidate
from extract.page import Page

# More are not kept of a page: a gallery of thousands is no article.
MAX_ASSETS = 100
# CSS pixels: the window in which a page is shown is about so wide.
WINDOW_WIDTH = 1000
# Many servers send images as bytes of no known kind.
_IMAGE_TYPES = ("image/", "application/octet-stream", "binary/")
_LEAD_IMAGES = ("og:image", "og:image:secure_url", "twitter:image", "twitter:image:src")
_ICONS = frozenset({"icon", "apple-touch-icon"})


def page_assets(page: Page, *, lead_image: str | None = None) -> tuple[str, ...]:
    """Return the URLs of a page's assets, each once, in the order in which they matter; at most MAX_ASSETS.

    `lead_image` is the image that was read as the article's. Of an image in several sizes two are named: the one that
    the reader takes, and the smallest that is wide enough for a window; also what stands in its place until a script
    shows it. Images of one pixel, which count visits, and fonts are left out. ExtractionError or NotAnArticle where
    the page cannot be parsed.
    """
    own = page.url.partition("#")[0]
    found: dict[str, None] = {}
    for written in _written(page, lead_image):
        url = asset_url(written, page.base_url)
        if url and url != own:
            found[url] = None
            if len(found) == MAX_ASSETS:
                break
    return tuple(found)


def _written(page: Page, lead_image: str | None) -> Iterator[str]:
    links = list(page.tree.iter("link"))
    yield from (link.get("href", "") for link in links if names_stylesheet(link))
    yield lead_image or next((url for name in _LEAD_IMAGES for url in page.metas.get(name, ())), "")
    for element in page.tree.iter(*IMAGE_TAGS, "source", "video", "td", "body", "table"):
        yield from _shown_by(element)
    for element in page.tree.iterfind(".//*[@style]"):
        yield background_url(element)
        yield from (each.url for each in sheet_urls(element.get("style", "")))
    for style in page.tree.iter("style"):
        yield from (each.url for each in sheet_urls(style.text or ""))
    yield next((link.get("href", "") for link in links if _ICONS.intersection(_rel(link))), "")


def _shown_by(element: HtmlElement) -> Iterator[str]:
    if element.tag == "video":
        yield element.get("poster", "")
    elif element.tag in IMAGE_TAGS:
        if not is_counting(element):
            yield image_url(element)
            yield wide_candidate(element, WINDOW_WIDTH)
            # What stands there until a script puts the image in its place, and what pages without scripts show.
            yield element.get("src", "")
    elif element.tag == "source":
        picture = element.getparent()
        if picture is not None and next(element.iterancestors("picture"), None) is not None:
            yield wide_candidate(element, WINDOW_WIDTH)
    else:
        yield element.get("background", "")


def may_be_image(content_type: str) -> bool:
    """Tell whether a Content-Type is that of an image, or does not say what it is."""
    return not content_type.strip() or content_type.strip().lower().startswith(_IMAGE_TYPES)


def names_stylesheet(link: HtmlElement) -> bool:
    """Tell whether a `link` element names a stylesheet with which a screen shows the page."""
    rel = _rel(link)
    media = link.get("media", "").strip().lower()
    # Scripts turn `media="print"` into `all` once the page is shown; such a sheet has `onload`.
    is_for_screens = media != "print" or "onload" in link.attrib
    is_preloaded = "preload" in rel and link.get("as", "").strip().lower() == "style"
    return is_for_screens and (is_preloaded or ("stylesheet" in rel and "alternate" not in rel))


def _rel(link: HtmlElement) -> frozenset[str]:
    return frozenset(link.get("rel", "").lower().split())
