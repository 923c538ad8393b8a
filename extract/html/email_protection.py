"""Writes mail addresses into a tree where Cloudflare hides them, as its script does in a browser (pure)."""

from lxml import etree
from lxml.html import HtmlElement

from extract.urls import PROTECTED_PATH, decode_address, protected_address

_PROTECTED = etree.XPath(f"//*[@data-cfemail] | //a[contains(@href, '{PROTECTED_PATH}')]")


def reveal_addresses(tree: HtmlElement, source: str) -> None:
    """Replace each `[email protected]` of a tree by the address, and its link by a `mailto:` link.

    `source` is the text of the page, in which a search is quicker than in the tree.
    """
    if "data-cfemail" not in source and PROTECTED_PATH not in source:
        return
    for element in _PROTECTED(tree):
        shown = decode_address(element.get("data-cfemail", ""))
        address = shown or protected_address(element.get("href", ""))
        if element.tag == "a" and address is not None:
            element.set("href", f"mailto:{address}")
        if shown is not None:
            for child in list(element):
                element.remove(child)
            element.text = shown
            del element.attrib["data-cfemail"]
