"""Names where an element stands in its page, so that a person can find it (pure)."""

from itertools import islice

from lxml.html import HtmlElement

LANDMARKS = frozenset({"head", "main", "article", "header", "footer", "aside", "nav", "section", "form", "dialog"})
MAX_ANCESTORS = 100
MAX_LANDMARKS = 4
MAX_CLASS_CHARACTERS = 40


def landmark_path(element: HtmlElement) -> str:
    """Return the landmarks around an element, and its tag with its first class: `main > article > h1.title`."""
    ancestors = islice(element.iterancestors(), MAX_ANCESTORS)
    landmarks = [str(ancestor.tag) for ancestor in ancestors if ancestor.tag in LANDMARKS][:MAX_LANDMARKS]
    name = next(iter(element.get("class", "").split()), "")[:MAX_CLASS_CHARACTERS]
    own = str(element.tag)
    return " > ".join([*reversed(landmarks), f"{own}.{name}" if name else own])
