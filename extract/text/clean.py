"""Cleans texts, URLs and names out of attributes, JSON and elements (pure)."""

import html
import re
from collections.abc import Iterable
from html.entities import html5

from extract.text.word_tables import any_pattern
from extract.words.byline_words import BY

MAX_NAME_CHARACTERS = 150


_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|i|ins|mark|p|q|s|small|span|strong|su[bp]|u)\b[^<>]*>",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BY = re.compile(rf"^(?:{any_pattern(BY)})\s*:?\s+", re.IGNORECASE)
_REFERENCE = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NOT_A_NAME = re.compile(r"https?://|www\.|^\S+@\S+\.\S+$|^[\W\d_]*$")


def clean_text(text: str) -> str:
    """Return a text out of an attribute or JSON without tags, entities unescaped, also those escaped twice."""
    once = html.unescape(text)
    return clean_visible(_TAG.sub("", once) if "<" in once else once)


def clean_visible(text: str) -> str:
    """Return a text out of an element: entities unescaped, single spaces, no invisible characters; `<b>` stays."""
    bare = (html.unescape(text) if "&" in text else text).strip()
    return " ".join((bare if bare.isprintable() else _INVISIBLE.sub("", bare)).split())


def clean_url(text: str) -> str:
    """Return a URL out of an attribute or JSON, where it may be escaped once more.

    Only character references that end in a semicolon are resolved: `&section=2` and `&copy=1` are parameters.
    """
    once = _REFERENCE.sub(_resolved, text)
    return " ".join(_INVISIBLE.sub("", _REFERENCE.sub(_resolved, once)).split())


def _resolved(reference: re.Match[str]) -> str:
    name = reference[1]
    return html.unescape(reference[0]) if name[0] == "#" else html5.get(f"{name};", reference[0])


def to_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each name of clean texts once, as written but for `By` before it, without texts that are no names."""
    names = (_BY.sub("", text).strip(" ,;") for text in texts)
    return tuple(
        dict.fromkeys(name for name in names if len(name) <= MAX_NAME_CHARACTERS and not _NOT_A_NAME.search(name))
    )
