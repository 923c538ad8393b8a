"""Pictures: the one that a page gives for its article (pure).

What the head names is taken in order, each in all the shapes in which sites state it; else the first large picture
of the article's text. A site's logo, a placeholder and a picture inside the address itself are none.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.html import is_article_object, jsonld_types, landmark_path, strings_at
from extract.page import Page
from extract.text import clean_url

METAS = ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
LATE_METAS = ("thumbnail", "sailthru.image.full", "image")
# Where an image's address stands until a script has moved it to `src`.
LAZY = ("data-src", "data-lazy-src", "data-original", "data-full-src", "src")
MOST = 20
MAX_URL = 2000
# Pixels; a smaller picture by its own attributes is an icon or a face.
SMALLEST = 200
NOT_IN = frozenset({"aside", "nav", "footer", "form", "dialog"})

# Words of a file's name that say that it shows nothing of the article, and beginnings of one.
EMPTY = frozenset({
    "logo", "logos", "placeholder", "blank", "spacer", "pixel", "avatar", "gravatar", "icon", "sprite", "noimage",
    "1x1", "transparent", "loading", "nophoto", "dummy",
})  # fmt: skip
EMPTY_START = ("default", "favicon", "no-image", "no_image", "no-img")
# Folders of what a theme or a licence puts on every page.
EMPTY_FOLDERS = ("/icons/", "/themes/", "/emoji/", "/licenses/")
_WORD = re.compile(r"[^\W_]+")

# No evaluation set knows pictures. One reader judged 40 addresses of each kind by the words in them, without seeing
# the pictures: 37 and 35 fitted the title, or said nothing against it.
CONFIDENCE: Mapping[str, float] = {"head": 0.93, "text": 0.88}


def choose_image(page: Page, title: Choice) -> Choice:
    """Return the absolute address of the article's picture."""
    logos = frozenset(islice(_logos(page), MOST))
    words = frozenset(_WORD.findall(title.chosen[0].text.lower())) if title.chosen else frozenset()
    headline = title.chosen[0].element if title.chosen else None
    found = []
    for one in chain(_stated(page), _shown(page, headline)):
        url = page.absolute(clean_url(one.text[:MAX_URL])) if one.text else ""
        if url.startswith(("http://", "https://")) and url not in logos and not _is_empty(url, words):
            found.append(Candidate(text=url, reader=one.reader, place=one.place, element=one.element))
    if not found:
        return NOTHING
    kind = "text" if found[0].element is not None else "head"
    return Choice(chosen=(found[0],), confidence=CONFIDENCE[kind], candidates=tuple(found))


def _stated(page: Page) -> Iterator[Candidate]:
    """Yield what the head names as the article's picture."""
    for name in METAS:
        for text in page.metas.get(name, ())[:MOST]:
            yield Candidate(text=text, reader=f"meta {name}", place="head")
    for node in islice(filter(is_article_object, page.linked_data), 3):
        for key in ("image", "thumbnailUrl", "thumbnail"):
            for text in _addresses(node.get(key), page):
                yield Candidate(text=text, reader=f"jsonld {key}", place="head")
    for link in islice(page.tree.iter("link"), 500):
        if "image_src" in link.get("rel", "").lower().split():
            yield Candidate(text=link.get("href", ""), reader="link image_src", place="head")
    for name in LATE_METAS:
        for text in page.metas.get(name, ())[:MOST]:
            yield Candidate(text=text, reader=f"meta {name}", place="head")


def _addresses(value: Any, page: Page) -> Iterator[str]:
    """Yield the addresses of an image in JSON-LD: a text, an ImageObject, a list of both, a reference to one."""
    for one in value[:MOST] if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            texts = chain(*(islice(strings_at(one, [key], page.linked_data), 3) for key in ("url", "contentUrl")))
            own = one.get("@id")
            yield from texts
            if isinstance(own, str) and re.search(
                r"\.(?:jpe?g|png|webp|avif|gif)(?:$|\?)", own[:MAX_URL], re.IGNORECASE
            ):
                yield own


def _logos(page: Page) -> Iterator[str]:
    """Yield the addresses that the page says are a logo."""
    for node in page.linked_data[:MOST]:
        value = node.get("logo")
        publisher = node.get("publisher")
        inner = publisher.get("logo") if isinstance(publisher, dict) else None
        is_logo = "Organization" in jsonld_types(node)
        for one in (value, inner, node.get("image") if is_logo else None):
            for text in _addresses(one, page):
                yield page.absolute(clean_url(text[:MAX_URL]))


def _shown(page: Page, headline: HtmlElement | None) -> Iterator[Candidate]:
    """Yield the large pictures behind the headline, or of the first article where none is known."""
    start = headline if headline is not None else next(page.tree.iter("article", "main"), None)
    if start is None:
        return
    for element in islice(page.tree.iter("img"), 200):
        if not _is_small(element) and not any(one.tag in NOT_IN for one in islice(element.iterancestors(), 20)):
            address = next(filter(None, (element.get(name, "").strip() for name in LAZY)), "")
            if not address.startswith("data:") and _is_within(element, start):
                yield Candidate(text=address, reader="img", place=landmark_path(element), element=element)
                return


def _is_within(element: HtmlElement, start: HtmlElement) -> bool:
    """Tell whether an element shares an `article` or `main` with the headline."""
    landmarks = {"article", "main"}
    box = next((one for one in chain([start], start.iterancestors()) if one.tag in landmarks), None)
    return box is not None and any(one is box for one in element.iterancestors(etree.Element))


def _is_small(element: HtmlElement) -> bool:
    sizes = (element.get(name, "").strip().removesuffix("px") for name in ("width", "height"))
    return any(size.isdecimal() and len(size) < 6 and int(size) < SMALLEST for size in sizes)


def _is_empty(url: str, title: frozenset[str]) -> bool:
    """Tell whether a file's name says that it is a logo or a placeholder, in words that the title does not have."""
    parts = urlsplit(url)
    name = unquote(parts.path.rpartition("/")[2]).lower().rpartition(".")[0]
    path = parts.path.lower()
    return (
        bool(EMPTY.intersection(_WORD.findall(name)) - title)
        or name.startswith(EMPTY_START)
        or path.endswith(".svg")
        or any(folder in path for folder in EMPTY_FOLDERS)
    )
