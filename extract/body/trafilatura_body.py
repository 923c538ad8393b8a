"""Asks trafilatura for a page's text, and converts its XML to an HTML container (pure but for trafilatura's caches).

trafilatura is called without deduplication, as it would remember earlier pages, and without metadata, as it guesses
dates.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.html import HtmlElement, fromstring

from extract.blocks import BlockTree
from extract.html import remove_element
from extract.page import Page

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Its caches grow with every page; emptying them so often costs no measurable time.
PAGES_BETWEEN_RESETS = 500
# trafilatura copies the text between elements for each of them that it removes, and reads each link once for each
# element around it: an element's children times the characters between them, and the sum of the links' depths. The
# readers that it falls back on compare each block with all others.
MAX_COPIED = 4_000_000_000
MAX_SUM_OF_LINK_DEPTHS = 500_000
MAX_BLOCKS_OF_FALLBACKS = 3000

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
EMPHASIS_TAGS = {"#b": "strong", "#i": "em", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}

_pages = count(1)


def is_too_much(page: Page, block_tree: BlockTree) -> bool:
    """Tell whether trafilatura would take too long for a page."""
    if page.body.count(b"<") * block_tree.size > MAX_COPIED and _copied(page.tree) > MAX_COPIED:
        return True
    return sum(block.link_count * block.parent.depth for block in block_tree.blocks) > MAX_SUM_OF_LINK_DEPTHS


def _copied(tree: HtmlElement) -> int:
    """Return the sum, over all elements, of the number of children times the characters between them."""
    children: Counter[HtmlElement | None] = Counter()
    characters: Counter[HtmlElement | None] = Counter()
    for element in tree.iter():
        parent = element.getparent()
        children[parent] += 1
        characters[parent] += len(element.tail or "")
    return sum(children[parent] * characters[parent] for parent in children)


def trafilatura_container(
    page: Page, boxes: AbstractSet[HtmlElement] = frozenset(), block_count: int = 0
) -> HtmlElement | None:
    """Return a `div` with the text that trafilatura finds outside of `boxes`, or None."""
    document = _ask_trafilatura(
        page,
        _without(page.tree, boxes),
        include_formatting=True,
        include_links=True,
        include_tables=True,
        fast=block_count > MAX_BLOCKS_OF_FALLBACKS,
    )
    return None if document is None else _as_html(document.body)


def trafilatura_text(page: Page) -> str:
    """Return the text that trafilatura finds with `fast=True`, "" for none."""
    document = _ask_trafilatura(page, page.tree, fast=True)
    return "" if document is None else document.text or ""


def _ask_trafilatura(page: Page, tree: HtmlElement, **options: Any) -> "Document | None":
    """Return what trafilatura extracts from a tree, which it copies."""
    # Importing it takes an eighth of a second, and most commands read no page.
    import trafilatura.meta  # noqa: PLC0415 - see above

    if next(_pages) % PAGES_BETWEEN_RESETS == 0:
        trafilatura.meta.reset_caches()
    document = trafilatura.bare_extraction(
        tree, url=page.url, with_metadata=False, include_comments=False, deduplicate=False, **options
    )
    # It returns a dictionary only where one is asked for.
    return None if isinstance(document, dict) else document


def _without(tree: HtmlElement, boxes: AbstractSet[HtmlElement]) -> HtmlElement:
    """Return the tree, or where there are boxes, a copy without them."""
    if not boxes:
        return tree
    places = [place for place, element in enumerate(tree.iter()) if element in boxes]
    copied = deepcopy(tree)
    elements = list(copied.iter())
    remove_element(copied, [elements[place] for place in places])
    return copied


def _as_html(body: etree._Element) -> HtmlElement:
    """Return trafilatura's XML as HTML."""
    for element in body.iter():
        convert = TAGS.get(str(element.tag))
        if convert is not None:
            attributes = dict(element.attrib)
            element.attrib.clear()
            element.tag, html_attributes = convert(attributes)
            for name, value in html_attributes.items():
                element.set(name, value)
    body.tag = "div"
    return fromstring(etree.tostring(body, encoding="unicode", method="html", with_tail=False))


TagAndAttributes = tuple[str, Mapping[str, str]]


def _heading(attributes: Mapping[str, str]) -> TagAndAttributes:
    level = attributes.get("rend", "")
    return (level if level in HEADINGS else "h2"), {}


def _list(attributes: Mapping[str, str]) -> TagAndAttributes:
    return ("ol" if attributes.get("rend") == "ol" else "ul"), {}


def _link(attributes: Mapping[str, str]) -> TagAndAttributes:
    return "a", {"href": attributes.get("target", "")}


def _image(attributes: Mapping[str, str]) -> TagAndAttributes:
    return "img", {name: attributes[name] for name in ("src", "alt") if name in attributes}


def _emphasis(attributes: Mapping[str, str]) -> TagAndAttributes:
    return EMPHASIS_TAGS.get(attributes.get("rend", ""), "em"), {}


def _cell(attributes: Mapping[str, str]) -> TagAndAttributes:
    return ("th" if attributes.get("role") == "head" else "td"), {}


def _renamed(tag: str) -> Callable[[Mapping[str, str]], TagAndAttributes]:
    return lambda _attributes: (tag, {})


TAGS: Mapping[str, Callable[[Mapping[str, str]], TagAndAttributes]] = {
    "ab": _renamed("p"),
    "cell": _cell,
    "code": _renamed("code"),
    "graphic": _image,
    "head": _heading,
    "hi": _emphasis,
    "item": _renamed("li"),
    "lb": _renamed("br"),
    "list": _list,
    "quote": _renamed("blockquote"),
    "ref": _link,
    "row": _renamed("tr"),
}
