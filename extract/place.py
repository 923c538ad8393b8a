"""Places: where in a page an element stands, as a person would say it (pure)."""

from lxml.html import HtmlElement

DEEPEST = 3


def place_of(element: HtmlElement) -> str:
    """Return a short path to an element, as `main > article > p.byline`: each with its first class."""
    above = [one for one in element.iterancestors() if one.tag not in {"html", "body"}]
    return " > ".join(map(_named, [*reversed(above[: DEEPEST - 1]), element]))


def _named(element: HtmlElement) -> str:
    names = element.get("class", "").split()
    tag = str(element.tag)
    return f"{tag}.{names[0]}" if names else tag
