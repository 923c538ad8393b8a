"""Tells the captions of pictures and tables (pure)."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

# Parts of the classes of captions, and of the credits below pictures.
_CAPTION = re.compile(
    r"caption|bildunterschrift|bildtext|bildlegende|bildnachweis|pie-?de-?foto|didascalia|"
    r"(?:image|img|photo|foto|picture|bild)-?_?(?:description|desc|annotation|subtitle|legende?|credits?|copyright|source)\b"
)


def is_caption(element: HtmlElement) -> bool:
    """Tell whether an element is a caption, by its tag or as WordPress and others name its class."""
    if element.tag in {"caption", "figcaption"}:
        return True
    return bool(names := element.get("class")) and _names_caption(names)


@lru_cache(maxsize=4096)
def _names_caption(names: str) -> bool:
    return _CAPTION.search(names.lower()) is not None
