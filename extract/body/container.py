"""Containers: a copy of the element that holds a text, with what the author wrote and nothing else (pure)."""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from extract.html import remove_element
from extract.page import Page

# Never the author's words, on any site: machinery, controls, what is hidden, and what common plug-ins put in.
JUNK = frozenset({
    "script", "style", "noscript", "template", "svg", "canvas", "dialog", "form", "button", "input", "select",
    "textarea",
})  # fmt: skip
UNDISPLAYED = ("display:none", "display: none")
PLUGIN_CLASSES = frozenset({
    "screen-reader-text", "sharedaddy", "jp-relatedposts", "addtoany_share_save_container", "post-views",
    "page-links", "post-nav-links", "post-password-form",
})  # fmt: skip
PLUGINS = ", ".join(f".{name}" for name in sorted(PLUGIN_CLASSES))
EMBEDS = ("iframe", "video", "audio", "embed", "object")
FOLLOWED = ("http://", "https://", "mailto:")
LAZY = ("data-src", "data-lazy-src", "data-original", "data-full-url")
LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)[wx]")


def prepared(container: HtmlElement, page: Page) -> HtmlElement:
    """Return a copy of a container: no junk, embeds as links, images at their true address, addresses absolute."""
    copied: HtmlElement = deepcopy(container)
    copied.tail = None
    remove_element(copied, [one for one in copied.iter() if _is_junk(one)])
    return complete_container(copied, page)


def _is_junk(element: HtmlElement) -> bool:
    get = element.get
    return (
        element.tag in JUNK
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or any(said in get("style", "") for said in UNDISPLAYED)
        or not PLUGIN_CLASSES.isdisjoint(get("class", "").split())
    )


def complete_container(copied: HtmlElement, page: Page) -> HtmlElement:
    """Return a copy with embeds as links, images at their true address, and addresses absolute; it is changed."""
    for element in list(copied.iter(*EMBEDS)):
        _link_instead(element)
    for image in list(copied.iter("img")):
        image.set("src", image_address(image))
    for element in copied.iter("a", "img"):
        _make_absolute(element, page)
    return copied


def image_address(image: HtmlElement) -> str:
    """Return where an image lies: one that loads late names it beside a placeholder, or only in its set of sizes."""
    for name in LAZY:
        if image.get(name):
            return image.get(name, "")
    source = image.get("src", "")
    if source and not source.startswith("data:"):
        return source
    sets = next(filter(None, map(image.get, LAZY_SETS)), "")
    return max(_sized(sets), key=lambda one: one[0], default=(0.0, ""))[1]


def _sized(addresses: str) -> Iterator[tuple[float, str]]:
    """Yield each address of a set with its size. A comma may stand within an address; one at its end parts two."""
    url, size = "", 1.0
    for word in addresses.split():
        stated = _SIZE.fullmatch(word.rstrip(","))
        if stated and url:
            size = float(stated.group(1))
        elif not url:
            url = word.rstrip(",")
        if word.endswith(",") and url:
            yield size, url
            url, size = "", 1.0
    if url:
        yield size, url


def _link_instead(element: HtmlElement) -> None:
    """Put a paragraph with a link in the place of a video or frame."""
    if element.getparent() is None:
        return
    inner = element.find(".//source[@src]")
    named = (
        element.get("src"),
        element.get("data-src"),
        element.get("data"),
        None if inner is None else inner.get("src"),
    )
    address = next(filter(None, named), "").strip()
    if address and not address.startswith(("about:", "data:", "javascript:")):
        paragraph = element.makeelement("p")
        link = etree.SubElement(paragraph, "a", href=address)
        link.text = (element.get("title") or "").strip() or address
        element.addprevious(paragraph)
    element.drop_tree()


def _make_absolute(element: HtmlElement, page: Page) -> None:
    """Write a link's or image's address in full; one that no reader could follow is taken off."""
    name = "href" if element.tag == "a" else "src"
    value = element.get(name, "").strip()
    if not value.startswith("#"):
        address = page.absolute(value) if value else ""
        own, mark, place = address.partition("#")
        if place and name == "href" and own == page.url.partition("#")[0]:
            # Many systems write the page's address before a footnote's.
            element.set(name, mark + place)
        elif address.startswith(FOLLOWED):
            element.set(name, address)
        else:
            element.attrib.pop(name, None)
