"""Chooses the lead image of an article (pure).

The images that the head states go first, in order; else the first large `img` of the article's text. A site's logo, a
placeholder and a `data:` address are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import (
    IMAGE_TAGS,
    Area,
    Areas,
    image_url,
    is_article_object,
    jsonld_types,
    landmark_path,
    strings_at,
)
from extract.page import Page
from extract.text import clean_url

METAS = ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
# Used for other things too, so taken after JSON-LD.
LATE_METAS = ("thumbnail", "sailthru.image.full", "image")
# How many values of one kind are looked at.
MAX_VALUES = 20
MAX_LINKS = 500
MAX_IMAGES = 200
MAX_ADDRESS_CHARACTERS = 2000
# An image that is smaller by its own `width` or `height` is an icon or a portrait.
MIN_PIXELS = 200
_BESIDE = Areas(Area.ASIDES, Area.SIDEBARS, Area.WIDGETS, Area.NAVIGATION, Area.FOOTERS, Area.FORMS, Area.OVERLAYS)

# Words of a file's name, beginnings of one, and folders of images that a theme or a licence puts on every page.
GENERIC_WORDS = frozenset({
    "logo", "logos", "placeholder", "blank", "spacer", "pixel", "avatar", "gravatar", "icon", "sprite", "noimage",
    "1x1", "transparent", "loading", "nophoto", "dummy",
})  # fmt: skip
GENERIC_BEGINNINGS = ("default", "favicon", "no-image", "no_image", "no-img")
GENERIC_FOLDERS = ("/icons/", "/themes/", "/emoji/", "/licenses/")
_WORD = re.compile(r"[^\W_]+")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:$|\?)", re.IGNORECASE)

# No evaluation set has images. One reader judged 40 addresses of each kind by the words in them, without seeing
# the pictures: 37 and 35 fitted the title, or said nothing against it.
HEAD_CONFIDENCE = 0.93
TEXT_CONFIDENCE = 0.88


def choose_image(context: PageContext) -> Choice:
    """Return the absolute address of the article's lead image."""
    page, title = context.page, context.title
    logos = frozenset(islice(_logos(page), MAX_VALUES))
    words = frozenset(_WORD.findall(title.chosen[0].text.lower())) if title.chosen else frozenset()
    found = []
    for candidate in chain(_stated(page), _shown(context)):
        url = page.absolute(clean_url(candidate.text[:MAX_ADDRESS_CHARACTERS])) if candidate.text else ""
        if url.startswith(("http://", "https://")) and url not in logos and not _is_generic(url, words):
            found.append(replace(candidate, text=url))
    if not found:
        return NOTHING
    confidence = HEAD_CONFIDENCE if found[0].element is None else TEXT_CONFIDENCE
    return Choice(chosen=(found[0],), confidence=confidence, candidates=tuple(found))


def _stated(page: Page) -> Iterator[Candidate]:
    """Yield the images that the head states, as written."""
    for name in METAS:
        for text in page.metas.get(name, ())[:MAX_VALUES]:
            yield Candidate(text=text, reader=f"meta {name}", landmark_path="head")
    for node in islice(filter(is_article_object, page.linked_data), 3):
        for key in ("image", "thumbnailUrl", "thumbnail"):
            for text in _addresses(node.get(key), page):
                yield Candidate(text=text, reader=f"jsonld {key}", landmark_path="head")
    for link in islice(page.tree.iter("link"), MAX_LINKS):
        if "image_src" in link.get("rel", "").lower().split():
            yield Candidate(text=link.get("href", ""), reader="link image_src", landmark_path="head")
    for name in LATE_METAS:
        for text in page.metas.get(name, ())[:MAX_VALUES]:
            yield Candidate(text=text, reader=f"meta {name}", landmark_path="head")


def _addresses(value: Any, page: Page) -> Iterator[str]:
    """Yield the addresses of an image in JSON-LD: a string, an ImageObject, a list of both, a reference to one."""
    for image in value[:MAX_VALUES] if isinstance(value, list) else [value]:
        if isinstance(image, str):
            yield image
        elif isinstance(image, dict):
            for key in ("url", "contentUrl"):
                yield from islice(strings_at(image, [key], page.linked_data), 3)
            identifier = image.get("@id")
            if isinstance(identifier, str) and _IMAGE_FILE.search(identifier[:MAX_ADDRESS_CHARACTERS]):
                yield identifier


def _logos(page: Page) -> Iterator[str]:
    """Yield the addresses of the logos that JSON-LD states."""
    for node in page.linked_data[:MAX_VALUES]:
        value = node.get("logo")
        publisher = node.get("publisher")
        inner = publisher.get("logo") if isinstance(publisher, dict) else None
        is_logo = "Organization" in jsonld_types(node)
        for logo in (value, inner, node.get("image") if is_logo else None):
            for text in _addresses(logo, page):
                yield page.absolute(clean_url(text[:MAX_ADDRESS_CHARACTERS]))


def _shown(context: PageContext) -> Iterator[Candidate]:
    """Yield the first large image that shares an `article` or `main` with the headline, or of the first of these."""
    tree, headline = context.page.tree, context.headline_element
    start = headline if headline is not None else next(tree.iter("article", "main"), None)
    landmark = None if start is None else _landmark_of(start)
    if landmark is None:
        return
    within = frozenset(landmark.iter(*IMAGE_TAGS))
    for element in islice(tree.iter(*IMAGE_TAGS), MAX_IMAGES):
        is_large = element in within and not _is_small(element)
        if is_large and not _BESIDE.surround(element, context.headline_ancestors):
            address = image_url(element)
            if address and not context.is_in_box(element):
                path = landmark_path(element)
                yield Candidate(text=address, reader="img", landmark_path=path, element=element)
                return


def _landmark_of(element: HtmlElement) -> HtmlElement | None:
    """Return the innermost `article` or `main` that is, or holds, an element."""
    return element if element.tag in {"article", "main"} else next(element.iterancestors("article", "main"), None)


def _is_small(element: HtmlElement) -> bool:
    sizes = (element.get(name, "").strip().removesuffix("px") for name in ("width", "height"))
    return any(size.isdecimal() and len(size) < 6 and int(size) < MIN_PIXELS for size in sizes)


def _is_generic(url: str, title: frozenset[str]) -> bool:
    """Tell whether a file's name or folder marks a logo, icon or placeholder, in words that are not in the title."""
    parts = urlsplit(url)
    name = unquote(parts.path.rpartition("/")[2]).lower().rpartition(".")[0]
    path = parts.path.lower()
    return (
        bool(GENERIC_WORDS.intersection(_WORD.findall(name)) - title)
        or name.startswith(GENERIC_BEGINNINGS)
        or path.endswith(".svg")
        or any(folder in path for folder in GENERIC_FOLDERS)
    )
