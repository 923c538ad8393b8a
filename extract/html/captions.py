"""Tells the captions of pictures and tables (pure)."""

from lxml.html import HtmlElement


def is_caption(element: HtmlElement) -> bool:
    """Tell whether an element is the caption of a picture, by its tag or as WordPress and others name its class."""
    return element.tag == "figcaption" or "caption" in element.get("class", "").lower()
