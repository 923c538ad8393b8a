"""Reads the headline in a heading element, as a reader sees it (pure).

Themes put more into a heading: a kicker, a date, a subtitle, words for screen readers, an anchor sign such as `#`,
the same words twice for two widths of screen.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.html import INLINE, UNSEEN, class_words
from extract.page import Page
from extract.text import clean_visible

MAX_PARTS = 200
# A heading that was never closed holds all that follows; its first texts show that it is none.
MAX_TEXTS = 2000
# What is left at an end where a part was cut off.
EDGE_MARKS = " |:·•–—-"  # noqa: RUF001 - dashes as sites write them

# Words of a class that mark a part of a heading as something other than its headline.
NOT_HEADLINE = frozenset({
    "kicker", "eyebrow", "overline", "overtitle", "supertitle", "pretitle", "topline", "dachzeile", "spitzmarke",
    "rubrik", "roofline", "surtitle", "subtitle", "subheading", "subhead", "tagline", "standfirst", "descriptor",
    "badge", "byline", "date", "meta", "posted", "comments", "count", "author", "vorspann", "antetitulo", "volanta",
    "occhiello", "surtitre", "chapeau", "extlnk",
})  # fmt: skip
HIDDEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "u-hidden", "a11y"})
ANCHOR_CLASSES = frozenset(
    {"headerlink", "anchor", "permalink", "anchorjs-link", "heading-anchor", "header-anchor", "hash-link"}
)
# A button in a heading is a control, as to share or fold.
NO_TEXT = UNSEEN | {"button"}
# The text of a link to the heading itself.
_ANCHOR_SIGN = re.compile(r"[#¶§🔗∞]?")
_INDEX = re.compile(r"(?:index|default|home)\.\w{2,5}$")


def whole_text(heading: HtmlElement) -> str:
    """Return all text of a heading that a reader sees."""
    return _joined(heading, ())


def headline_texts(heading: HtmlElement) -> tuple[str, ...]:
    """Return the texts that may be the headline: all visible parts; these without the first, the last, or both."""
    parts = [part for part in _parts(heading) if _is_visible(part)]
    whole = whole_text(heading)
    if not parts:
        return (whole,)
    cuts: Sequence[Sequence[HtmlElement]] = (parts[:1], parts[-1:], parts[:1] + parts[-1:], parts[1:])
    shorter = [_joined(heading, cut).strip(EDGE_MARKS) for cut in cuts]
    return tuple(dict.fromkeys((whole, *filter(None, shorter))))


def plain_headline(heading: HtmlElement) -> str:
    """Return a heading without the parts that a class marks as a kicker, date, …; all of it if nothing is left."""
    others = [
        part for part in _parts(heading) if part.tag == "time" or not NOT_HEADLINE.isdisjoint(class_words(part))
    ]
    return (_joined(heading, others).strip(EDGE_MARKS) if others else "") or whole_text(heading)


def links_upwards(heading: HtmlElement, page: Page) -> bool:
    """Tell whether a heading links to a page above this one, as the name of a site or section does."""
    link = next(heading.iter("a"), None)
    above = heading.getparent()
    if link is None and above is not None and above.tag == "a":
        link = above
    if link is None or not (link.get("href") or "").strip():
        return False
    if "home" in (link.get("rel") or "").split():
        return True
    target = _INDEX.sub("", page.absolute(link.get("href", "")).partition("#")[0].partition("?")[0])
    own = page.own_url.partition("#")[0].partition("?")[0]
    return _path(own).startswith(_path(target)) and _path(own) != _path(target)


def _path(url: str) -> str:
    """Return an address without its scheme and `www.`, with one slash at its end."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}/"


def _parts(heading: HtmlElement) -> list[HtmlElement]:
    """Return the elements that a heading is made of, those of its only child where it has one."""
    for _ in range(5):
        children = [child for child in heading if isinstance(child.tag, str) and child.tag != "br"][:MAX_PARTS]
        is_only_child = (
            len(children) == 1 and not (heading.text or "").strip() and not (children[0].tail or "").strip()
        )
        if not is_only_child:
            return children
        heading = children[0]
    return []


def _joined(heading: HtmlElement, cut: Sequence[HtmlElement]) -> str:
    return _without_repetition(clean_visible("".join(islice(_texts(heading, cut), MAX_TEXTS))))


def _texts(element: HtmlElement, cut: Sequence[HtmlElement]) -> Iterator[str]:
    """Yield the visible texts of an element without the elements `cut`, a space where a block begins or ends."""
    yield element.text or ""
    for child in element:
        is_block = child.tag not in INLINE or child.tag == "br"
        if is_block:
            yield " "
        if child not in cut and _is_visible(child):
            yield from _texts(child, cut)
        elif child in cut:
            yield " "
        yield f" {child.tail or ''}" if is_block else child.tail or ""


def _is_visible(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in NO_TEXT:
        return False
    if element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", ""):
        return False
    classes = frozenset(element.get("class", "").split())
    if not HIDDEN_CLASSES.isdisjoint(classes):
        return False
    return element.tag != "a" or (ANCHOR_CLASSES.isdisjoint(classes) and not _is_anchor(element))


def _is_anchor(link: HtmlElement) -> bool:
    return (
        link.get("href", "").startswith("#") and _ANCHOR_SIGN.fullmatch("".join(link.itertext()).strip()) is not None
    )


def _without_repetition(text: str) -> str:
    """Return half of a text that repeats itself, as where it stands twice for two widths of screen."""
    half = len(text) // 2
    return text[:half] if half > 8 and text[:half] == text[half + 1 :] and text[half] == " " else text
