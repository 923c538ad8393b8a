"""Tells the captions of pictures and tables (pure)."""

from lxml.html import HtmlElement


def is_caption(element: HtmlElement) -> bool:
    """Tell whether an element is a caption, by its tag or as WordPress and others name its class."""
    return element.tag in {"caption", "figcaption"} or "caption" in element.get("class", "").lower()
