"""Finds the URLs in a stylesheet, and writes it with others in their place (pure; CSS Syntax Level 3, in part).

Only what loads something is looked at: `@import` and `url()`. Fonts are left out: a text can be read without, and
their licences forbid many of them to be copied.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extract.html import codec_of, decode_declared

MAX_SHEET_BYTES = 2_000_000
# So many URLs of one stylesheet are looked at.
MAX_URLS = 2000

# In this order: a comment, a string, an import, a block of a font, a URL. A string hides what looks like one of the
# others, and an import begins before its own string or URL. What is repeated gives nothing back (`++`), so that each
# branch reads a character once.
_TOKEN = re.compile(
    r"""/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)
    | (?P<import>@import\s++(?:url\(\s*+)?(?P<iquote>["']?)(?P<ivalue>[^"'()\s;{}]{1,4000}+)(?P=iquote)\s*+\)?
        (?P<media>[^;{}"']{0,500}+)(?:;|\Z))
    | (?P<font>@font-face\s*+\{[^{}]{0,20000}+\})
    | (?P<url>\burl\(\s*+(?:"(?P<double>[^"\n]{0,4000}+)"|'(?P<single>[^'\n]{0,4000}+)'
        |(?P<bare>[^"'()\s]{0,4000}+))\s*+\))
    | "(?:[^"\\\n]|\\.){0,4000}+" | '(?:[^'\\\n]|\\.){0,4000}+'""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_CHARSET = re.compile(rb'@charset "([A-Za-z0-9_.:-]{1,40})"')


class SheetUrl(NamedTuple):
    """A URL as a stylesheet writes it; `is_import` tells that it is another stylesheet, for the `media` given."""

    url: str
    is_import: bool = False
    media: str = ""


def is_stylesheet(content_type: str) -> bool:
    """Tell whether a Content-Type is that of a stylesheet."""
    return content_type.partition(";")[0].strip().lower() == "text/css"


def sheet_text(body: bytes, content_type: str = "") -> str:
    """Return the text of a stylesheet, cut at MAX_SHEET_BYTES: by its mark of byte order, `@charset`, or as UTF-8."""
    body = body[:MAX_SHEET_BYTES]
    named = _CHARSET.match(body)
    stated = re.search(r"charset=[\"']?([A-Za-z0-9_.:-]{1,40})", content_type)
    label = stated[1] if stated else named[1].decode("ascii") if named else "utf-8"
    codec = codec_of(label) or "utf-8"
    return decode_declared(body, "utf-8-sig" if codec == "utf-8" else codec)


def sheet_urls(css: str) -> Iterator[SheetUrl]:
    """Yield what a stylesheet, or the value of a `style` attribute, loads, as written; fonts and `data:` left out."""
    if "url(" not in css.lower() and "@import" not in css.lower():
        return
    for number, found in enumerate(_TOKEN.finditer(css)):
        if number == MAX_URLS:
            return
        if (each := _url_of(found)) is not None and each.url and not each.url.lower().startswith("data:"):
            yield each


def map_urls(css: str, place: Callable[[SheetUrl], str]) -> str:
    """Return a stylesheet without comments and fonts, with what `place` returns for each `url()` and `@import`.

    A stylesheet is left out whose rest would load something else when these are gone, as `u@import a;rl(b)` would.
    """
    placed: set[str] = set()

    def replaced(found: re.Match[str]) -> str:
        if found[0].startswith("/*") or found["font"]:
            return " "
        each = _url_of(found)
        if each is None:
            return found[0]
        text = place(each)
        placed.update(_urls(text))
        return text

    result = _TOKEN.sub(replaced, css)
    return result if placed.issuperset(_urls(result)) else ""


def _urls(css: str) -> Iterator[str]:
    return (each.url for found in _TOKEN.finditer(css) if (each := _url_of(found)) is not None and each.url)


def _url_of(found: re.Match[str]) -> SheetUrl | None:
    if found["import"]:
        return SheetUrl(_unescape(found["ivalue"]), is_import=True, media=" ".join(found["media"].split()))
    if found["url"]:
        return SheetUrl(_unescape(found["double"] or found["single"] or found["bare"] or "").strip())
    return None


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"
