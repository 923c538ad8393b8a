"""Copies the container of a text without what is not the author's, its URLs absolute and embeds as links (pure)."""

from collections.abc import Set as AbstractSet
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from extract.body.body_images import settle_images
from extract.body.hidden_signs import sign_of
from extract.body.markdown import EMBED_MARK
from extract.html import MEDIA, UNSEEN, opens_panel, remove_element, select
from extract.page import Page

# Never the author's words, on any site; media are kept, as images or links.
# `noscript` may hold an image: `settle_images` removes it.
REMOVED = (UNSEEN - MEDIA - {"noscript"}) | {"dialog", "form", "button"}
# An element of more texts is taken for one with text.
MAX_TEXTS = 50
EMBEDS = MEDIA - {"img"}
KEPT_SCHEMES = ("http://", "https://", "mailto:")


def prepared(
    container: HtmlElement, page: Page, boxes: AbstractSet[HtmlElement] = frozenset(), keep: str | None = None
) -> HtmlElement:
    """Return a copy of a container, completed by `complete_container`.

    It lacks elements of the tags REMOVED but for headings of accordions, pictures that are hidden, and those of
    `boxes`. What `keep` (CSS) selects stays, though it is a box or a form.
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
    """Tell whether an element is no text on any site, or hidden and without text; `boxes` have other hidden ones."""
    if element.tag in REMOVED:
        return True
    get = element.get
    is_hidden = get("hidden") is not None or get("aria-hidden") == "true" or "none" in get("style", "")
    return is_hidden and sign_of(element, {}) is not None and not _may_have_text(element)


def _may_have_text(element: HtmlElement) -> bool:
    return any(number >= MAX_TEXTS or not text.isspace() for number, text in enumerate(element.itertext()))


def complete_container(copied: HtmlElement, page: Page) -> HtmlElement:
    """Replace embeds by links, give each image its true URL, and make all URLs absolute; return the same element."""
    settle_images(copied)
    for element in list(copied.iter(*EMBEDS)):
        _replace_by_link(element, page)
    for element in copied.iter("a", "img"):
        _make_url_absolute(element, page)
    return copied


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
        paragraph = element.makeelement("p", {EMBED_MARK: ""})
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
