"""Heading: the words of a heading element that are its headline, as a reader sees them (pure).

Themes put more into one: a kicker, a date, a subtitle, words for screen readers, a sign to link to it, the same words
twice for two widths of screen.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.html import INLINE, UNSEEN
from extract.page import Page
from extract.text import clean_visible

MOST_PARTS = 200
# A heading that was never closed holds all that follows; its first texts show that it is none.
MOST_TEXTS = 2000
# What is left at an end where a part was cut off.
MARKS = " |:·•–—-"  # noqa: RUF001 - dashes as sites write them

# Words of a class that say what a part of a heading is.
BESIDE = frozenset({
    "kicker", "eyebrow", "overline", "overtitle", "supertitle", "pretitle", "topline", "dachzeile", "spitzmarke",
    "rubrik", "roofline", "surtitle", "subtitle", "subheading", "subhead", "tagline", "standfirst", "descriptor",
    "badge", "byline", "date", "meta", "posted", "comments", "count", "author", "vorspann", "antetitulo", "volanta",
    "occhiello", "surtitre", "chapeau", "extlnk",
})  # fmt: skip
UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "u-hidden", "a11y"})
SIGNS = frozenset(
    {"headerlink", "anchor", "permalink", "anchorjs-link", "heading-anchor", "header-anchor", "hash-link"}
)
# A button in a heading is a control, as to share or fold.
NO_TEXT = UNSEEN | {"button"}
# A sign that only links to the heading itself.
_SIGN = re.compile(r"[#¶§🔗∞]?")
_TOKEN = re.compile(r"[a-z]+")
_HUMP = re.compile(r"([a-z])([A-Z])")
_INDEX = re.compile(r"(?:index|default|home)\.\w{2,5}$")


def tokens(element: HtmlElement) -> frozenset[str]:
    """Return the words that an element's classes are made of, `article-title__kicker` three of them."""
    return _tokens(element.get("class", ""))


@lru_cache(maxsize=4096)
def _tokens(classes: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(_HUMP.sub(r"\1-\2", classes[:500]).lower()))


def whole_text(heading: HtmlElement) -> str:
    """Return what a reader sees of a heading, all its parts."""
    return _joined(heading, ())


def headline_texts(heading: HtmlElement) -> tuple[str, ...]:
    """Return what may be the headline: all that is seen; that without its first part, its last, both."""
    parts = [one for one in _parts(heading) if _is_seen(one)]
    whole = whole_text(heading)
    if not parts:
        return (whole,)
    cuts: Sequence[Sequence[HtmlElement]] = (parts[:1], parts[-1:], parts[:1] + parts[-1:], parts[1:])
    shorter = [_joined(heading, cut).strip(MARKS) for cut in cuts]
    return tuple(dict.fromkeys((whole, *filter(None, shorter))))


def plain_headline(heading: HtmlElement) -> str:
    """Return a heading without what a class says stands beside the headline; all of it if nothing is left."""
    beside = [one for one in _parts(heading) if one.tag == "time" or not BESIDE.isdisjoint(tokens(one))]
    return (_joined(heading, beside).strip(MARKS) if beside else "") or whole_text(heading)


def links_upwards(heading: HtmlElement, page: Page) -> bool:
    """Tell whether a heading is a link to a page above its own: the name of a site or section is."""
    link = next(heading.iter("a"), None)
    above = heading.getparent()
    if link is None and above is not None and above.tag == "a":
        link = above
    if link is None or not (link.get("href") or "").strip():
        return False
    if "home" in (link.get("rel") or "").split():
        return True
    target = _INDEX.sub("", page.absolute(link.get("href", "")).partition("#")[0].partition("?")[0])
    own = page.url.partition("#")[0].partition("?")[0]
    return _path(own).startswith(_path(target)) and _path(own) != _path(target)


def _path(url: str) -> str:
    """Return an address without its scheme and `www.`, with one slash at its end."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}/"


def _parts(heading: HtmlElement) -> list[HtmlElement]:
    """Return the elements that a heading is made of, those of its only child where it has one."""
    for _ in range(5):
        children = [one for one in heading if isinstance(one.tag, str) and one.tag != "br"][:MOST_PARTS]
        alone = len(children) == 1 and not (heading.text or "").strip() and not (children[0].tail or "").strip()
        if not alone:
            return children
        heading = children[0]
    return []


def _joined(heading: HtmlElement, cut: Sequence[HtmlElement]) -> str:
    return _once(clean_visible("".join(islice(_texts(heading, cut), MOST_TEXTS))))


def _texts(element: HtmlElement, cut: Sequence[HtmlElement]) -> Iterator[str]:
    """Yield the texts that are seen in an element, a space where a block begins or ends."""
    yield element.text or ""
    for child in element:
        block = child.tag not in INLINE or child.tag == "br"
        if block:
            yield " "
        if child not in cut and _is_seen(child):
            yield from _texts(child, cut)
        elif child in cut:
            yield " "
        yield f" {child.tail or ''}" if block else child.tail or ""


def _is_seen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in NO_TEXT:
        return False
    if element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", ""):
        return False
    classes = frozenset(element.get("class", "").split())
    if not UNSEEN_CLASSES.isdisjoint(classes):
        return False
    return element.tag != "a" or (SIGNS.isdisjoint(classes) and not _is_sign(element))


def _is_sign(link: HtmlElement) -> bool:
    return link.get("href", "").startswith("#") and _SIGN.fullmatch("".join(link.itertext()).strip()) is not None


def _once(text: str) -> str:
    """Return a text without its repetition, as where it stands twice for two widths of screen."""
    half = len(text) // 2
    return text[:half] if half > 8 and text[:half] == text[half + 1 :] and text[half] == " " else text
