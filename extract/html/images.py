"""Finds the URL of the image that an element shows, however a page loads it (pure).

a lazy-loading attribute | src, unless a placeholder | the largest of srcset | the sources of its picture
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from extract.words.lazy_attributes import (
    BACKGROUND_ATTRIBUTES,
    LAZY_ATTRIBUTES,
    PLACEHOLDER_WORDS,
    SRCSET_ATTRIBUTES,
)

# AMP's elements that a browser shows as an image.
IMAGE_TAGS = ("img", "amp-img", "amp-anim")
# In characters. A longer URL is data, or none.
MAX_URL = 4000
MAX_SRCSET = 40_000
MAX_STYLE = 10_000
# An image of one pixel counts visits.
COUNTING_SIZES = frozenset({"0", "1", "0px", "1px"})
# A smaller number in a `srcset` is a density, a larger one a width in pixels.
MAX_DENSITY = 10.0
# Formats of a picture's sources that every reader of feeds and books can show.
COMMON_TYPES = frozenset({"", "image/jpeg", "image/jpg", "image/png", "image/gif"})

_DESCRIPTOR = re.compile(r"([0-9]+(?:\.[0-9]+)?)[wx]")
_WORD = re.compile(r"[a-z0-9]+")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,300}?url\(\s*[\"']?([^\"')]{1,2000})", re.IGNORECASE)


def image_url(image: HtmlElement) -> str:
    """Return the URL of an image as written, "" for none: see the module's first lines for the order."""
    get = image.get
    for attribute in LAZY_ATTRIBUTES:
        if _is_url(url := get(attribute, "").strip()):
            return url
    source = get("src", "").strip()
    is_stated = bool(source) and not source.startswith("data:")
    if is_stated and not is_placeholder(source):
        return source
    largest = next(filter(None, (largest_candidate(get(name, "")) for name in SRCSET_ATTRIBUTES)), "")
    return largest or _picture_url(image) or (source if is_stated else "")


def is_counting(image: HtmlElement) -> bool:
    """Tell whether an image has the size of one pixel, as those that count visits have."""
    return any(image.get(side, "").strip() in COUNTING_SIZES for side in ("width", "height"))


def is_placeholder(url: str) -> bool:
    """Tell whether the file's name says that an image stands in the place of another one."""
    name = unquote(url[:MAX_URL]).partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    return not PLACEHOLDER_WORDS.isdisjoint(_WORD.findall(name))


def background_url(element: HtmlElement) -> str:
    """Return the URL of the image that an element shows as its background, by attribute or inline style, or ""."""
    for attribute in BACKGROUND_ATTRIBUTES:
        if (value := element.get(attribute)) is None:
            continue
        url = value.strip().removeprefix("url(").removesuffix(")").strip("\"' ").split(" ", 1)[0]
        if _is_url(url):
            return url
    style = element.get("style")
    if style is None or "(" not in style:
        return ""
    found = _BACKGROUND.search(style[:MAX_STYLE])
    return found.group(1).strip() if found and _is_url(found.group(1).strip()) else ""


def largest_candidate(srcset: str) -> str:
    """Return the URL with the largest width or density of a `srcset`, "" for none."""
    candidates = ((size, url) for size, url in _candidates(srcset[:MAX_SRCSET]) if _is_url(url))
    return max(candidates, key=lambda candidate: candidate[0], default=(0.0, ""))[1]


def wide_candidate(element: HtmlElement, width: int) -> str:
    """Return the smallest image of a `srcset` that is `width` pixels wide or more, else the largest; "" for none.

    A density counts as so many times the width: 1x is wide enough.
    """
    written = next(filter(None, (element.get(name, "") for name in SRCSET_ATTRIBUTES)), "")
    found = [(size if size > MAX_DENSITY else size * width, url) for size, url in _candidates(written[:MAX_SRCSET])]
    sized = [(size, url) for size, url in found if _is_url(url)]
    wide = [each for each in sized if each[0] >= width]
    if wide:
        return min(wide, key=lambda candidate: candidate[0])[1]
    return max(sized, key=lambda candidate: candidate[0], default=(0.0, ""))[1]


def _is_url(url: str) -> bool:
    """Tell whether an attribute's value is a URL of a file: no data, no template with a width to be filled in."""
    if not 0 < len(url) <= MAX_URL or url.startswith(("data:", "{", "[", "#")) or "{" in url or " " in url:
        return False
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return "/" in url or "." in path


def _candidates(srcset: str) -> Iterator[tuple[float, str]]:
    """Yield the width or density and the URL of each image candidate. A comma within a URL separates nothing."""
    url, size = "", 1.0
    for word in srcset.split():
        descriptor = _DESCRIPTOR.fullmatch(word.rstrip(","))
        if descriptor and url:
            size = float(descriptor.group(1))
        elif not url:
            url = word.rstrip(",")
        if word.endswith(",") and url:
            yield size, url
            url, size = "", 1.0
    if url:
        yield size, url


def _picture_url(image: HtmlElement) -> str:
    """Return the largest image of the sources beside an image in a `picture`, in a common format if there is one."""
    # The parser takes `source` for an element with content.
    picture = next(image.iterancestors("picture"), None)
    if picture is None:
        return ""
    found = ""
    for source in picture.iter("source"):
        url = next(filter(None, (largest_candidate(source.get(name, "")) for name in SRCSET_ATTRIBUTES)), "")
        if url and source.get("type", "").lower() in COMMON_TYPES:
            return url
        found = found or url
    return found
