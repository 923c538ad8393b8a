"""Tells the buttons that are headings of the text below them, as in an accordion, from other buttons (pure)."""

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from extract.words.accordion_classes import ACCORDION

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
# How many elements above a button are looked at.
MAX_LEVELS = 3

_ACCORDION = re.compile(ACCORDION)


def opens_panel(element: HtmlElement) -> bool:
    """Tell whether a button, or what acts as one, is a heading: its text names the panel that it opens.

    It stands in a heading, `summary` or `dt`; or it controls a panel and its class, or that of an element around it,
    is an accordion's. A button that opens a menu is none.
    """
    around = [element, *islice(element.iterancestors(), MAX_LEVELS)]
    if any(ancestor.tag in HEADING_TAGS for ancestor in around):
        return True
    get = element.get
    if get("aria-haspopup") is not None:
        return False
    controls = any(
        get(name) is not None for name in ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
    )
    looked_at = around if controls else around[:1]
    if not any(_has_accordion_class(ancestor.get("class") or "") for ancestor in looked_at):
        return False
    # Buttons in a row, as `Open all` and `Close all`, open no panel of their own.
    following = element.getnext()
    return controls or (following is not None and following.tag != element.tag)


def is_accordion(element: HtmlElement) -> bool:
    """Tell whether an element is `details`, an accordion or an item of one."""
    classes = element.get("class")
    return element.tag == "details" or (classes is not None and _has_accordion_class(classes))


@lru_cache(maxsize=8192)
def _has_accordion_class(classes: str) -> bool:
    return _ACCORDION.search(classes.lower()) is not None
