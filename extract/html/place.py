"""Place: where in a page an element stands, in words that a person can look for (pure)."""

from itertools import islice

from lxml.html import HtmlElement

LANDMARKS = frozenset({"main", "article", "header", "footer", "aside", "nav", "section", "form", "dialog"})


def landmark_path(element: HtmlElement) -> str:
    """Return the landmarks around an element and itself with its first class: `main > article > h1.title`."""
    above = [str(one.tag) for one in islice(element.iterancestors(), 100) if one.tag in LANDMARKS]
    name = next(iter(element.get("class", "").split()), "")[:40]
    own = str(element.tag)
    return " > ".join([*reversed(above[:4]), f"{own}.{name}" if name else own])
