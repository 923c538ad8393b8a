"""Copies the container of a text without what is not the author's, its URLs absolute and embeds as links (pure)."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from extract.html import MEDIA, UNSEEN, opens_panel, remove_element, select
from extract.page import Page

# Never the author's words, on any site; media are kept, as images or links.
REMOVED = (UNSEEN - MEDIA) | {"dialog", "form", "button"}
HIDDEN_STYLES = ("display:none", "display: none")
EMBEDS = MEDIA - {"img"}
KEPT_SCHEMES = ("http://", "https://", "mailto:")
# Where an image that is loaded late has its URL.
LAZY_ATTRIBUTES = ("data-src", "data-lazy-src", "data-original", "data-full-url")
SRCSET_ATTRIBUTES = ("srcset", "data-srcset", "data-lazy-srcset")

_DESCRIPTOR = re.compile(r"([0-9]+(?:\.[0-9]+)?)[wx]")


def prepared(
    container: HtmlElement, page: Page, boxes: AbstractSet[HtmlElement] = frozenset(), keep: str | None = None
) -> HtmlElement:
    """Return a copy of a container, completed by `complete_container`.

    It lacks elements of the tags REMOVED but for headings of accordions, those that are hidden, and those of `boxes`.
    What `keep` (CSS) selects stays, though it is a box or a form.
    """
    places = {place for place, element in enumerate(container.iter()) if element in boxes} if boxes else set()
    copied: HtmlElement = deepcopy(container)
    copied.tail = None
    kept = set() if keep is None else _with_relatives(select(copied, keep))
    kept.update(filter(opens_panel, copied.iter("button")))
    unwanted = [element for place, element in enumerate(copied.iter()) if place in places or _is_removed(element)]
    remove_element(copied, [element for element in unwanted if element not in kept or element.tag in UNSEEN])
    return complete_container(copied, page)


def _with_relatives(elements: list[HtmlElement]) -> set[HtmlElement]:
    """Return elements, all within them, and all around them."""
    return {
        relative
        for element in elements
        for relative in (element, *element.iterdescendants(), *element.iterancestors())
    }


def _is_removed(element: HtmlElement) -> bool:
    get = element.get
    return (
        element.tag in REMOVED
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or any(style in get("style", "") for style in HIDDEN_STYLES)
    )


def complete_container(copied: HtmlElement, page: Page) -> HtmlElement:
    """Replace embeds by links, give each image its true URL, and make all URLs absolute; return the same element."""
    for element in list(copied.iter(*EMBEDS)):
        _replace_by_link(element, page)
    for image in list(copied.iter("img")):
        image.set("src", image_url(image))
    for element in copied.iter("a", "img"):
        _make_url_absolute(element, page)
    return copied


def image_url(image: HtmlElement) -> str:
    """Return an image's URL: that of a lazy-loading attribute, else `src`, else the largest of its `srcset`."""
    for attribute in LAZY_ATTRIBUTES:
        if image.get(attribute):
            return image.get(attribute, "")
    source = image.get("src", "")
    if source and not source.startswith("data:"):
        return source
    srcset = next(filter(None, map(image.get, SRCSET_ATTRIBUTES)), "")
    return max(_srcset_candidates(srcset), key=lambda candidate: candidate[0], default=(0.0, ""))[1]


def _srcset_candidates(srcset: str) -> Iterator[tuple[float, str]]:
    """Yield the width or density and the URL of each image candidate. A comma within a URL separates nothing."""
    url, size = "", 1.0
    for word in srcset.split():
        descriptor = _DESCRIPTOR.fullmatch(word.rstrip(","))
        if descriptor and url:
            size = float(descriptor.group(1))
        elif not url:
            url = word.rstrip(",")
        if word.endswith(",") and url:
            yield size, url
            url, size = "", 1.0
    if url:
        yield size, url


def _replace_by_link(element: HtmlElement, page: Page) -> None:
    """Put a paragraph with a link to it in the place of an embed; without a title the URL is its text."""
    if element.getparent() is None:
        return
    source = element.find(".//source[@src]")
    urls = (
        element.get("src"),
        element.get("data-src"),
        element.get("data"),
        None if source is None else source.get("src"),
    )
    url = next(filter(None, urls), "").strip()
    if url and not url.startswith(("about:", "data:", "javascript:")):
        paragraph = element.makeelement("p")
        link = etree.SubElement(paragraph, "a", href=url)
        link.text = (element.get("title") or "").strip() or page.absolute(url)
        element.addprevious(paragraph)
    element.drop_tree()


def _make_url_absolute(element: HtmlElement, page: Page) -> None:
    """Make a link's or image's URL absolute; remove one that is not of KEPT_SCHEMES."""
    attribute = "href" if element.tag == "a" else "src"
    value = element.get(attribute, "").strip()
    if not value.startswith("#"):
        url = page.absolute(value) if value else ""
        document, hash_sign, fragment = url.partition("#")
        if fragment and attribute == "href" and document == page.url.partition("#")[0]:
            # Many systems write the page's URL before the fragment of a footnote.
            element.set(attribute, hash_sign + fragment)
        elif url.startswith(KEPT_SCHEMES):
            element.set(attribute, url)
        else:
            element.attrib.pop(attribute, None)
