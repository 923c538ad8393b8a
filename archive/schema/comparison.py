"""Defines when two readings show the same version of an article: the comparison form of content, and its hash (pure).

    content (columns of a version) → comparison form → fingerprint of each column → id of the version

A site writes much anew in each response that its author did not touch. The form leaves that out:

- Text is in Unicode's normal form C with single spaces, also between paragraphs, without soft hyphens and zero-width
  characters.
- URLs, also those that stand in a text, are those that `comparable_url` makes: without signatures, session ids, cache
  busters, sizes and hosts of the same picture.
- Links are pairs of URL and text in order, without their paragraphs; images are URL, alternative text and caption.
- `published_text` counts only where it states no time; else `published_at` says all but how it is printed.
- MARKUP is left out: it holds the text with its structure, and the URLs, which count by themselves.

What is left is what an author may have changed: a word, a digit, a name in a caption, a link that leads elsewhere,
another picture.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from archive.schema.columns import CONTENT
from extract.urls import comparable_url

# The text with its markup, and what follows from the text.
MARKUP = frozenset({"body_markdown", "body_html", "word_count"})
# Columns of a version beside those of CONTENT, with an article's images and links as JSON.
PICTURES_AND_LINKS = ("images", "links")
COMPARED = (*(name for name in CONTENT if name not in MARKUP), *PICTURES_AND_LINKS)
# 64 bits tell one value of a column from another; the id is made of whole hashes.
FINGERPRINT_CHARACTERS = 16
# What is stored of a fingerprint: two bytes for the name of its column, and its own.
_NAME_BYTES = 2
_PACKED_BYTES = _NAME_BYTES + FINGERPRINT_CHARACTERS // 2

_URLS = {"image_url": True, "source_url": False}
# Soft hyphens, zero-width spaces, marks of direction and word joiners are not seen. Joiners are, in Arabic and Indic
# scripts and in emoji; between other letters they are not.
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS = re.compile("(?<=[\x00-\u058f])[\u200c\u200d]+")
# A frame or film without a title stands in the text as its URL.
_WRITTEN_URL = re.compile(r"https?://[^\s<>\"]+")


def comparison_form(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what counts of the content of a version, given by column as SQLite stores it; without empty columns."""
    form = {name: _compared(name, content.get(name)) for name in COMPARED}
    if form["published_at"]:
        form["published_text"] = None
    return {name: value for name, value in form.items() if value}


def fingerprints(content: Mapping[str, Any]) -> dict[str, str]:
    """Return the hash of each column of the comparison form, in hexadecimal."""
    return {name: _hash(value) for name, value in comparison_form(content).items()}


def differing_columns(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return the columns in which two versions differ as the comparison form has it."""
    old, new = comparison_form(before), comparison_form(after)
    return frozenset(name for name in COMPARED if old.get(name) != new.get(name))


def version_columns(content: Mapping[str, Any]) -> dict[str, str]:
    """Return the id of the version with some content, and the fingerprints of its columns (JSON)."""
    hashes = fingerprints(content)
    short = {name: value[:FINGERPRINT_CHARACTERS] for name, value in sorted(hashes.items())}
    return {"id": _hash(sorted(hashes.items()))[:32], "fingerprints": json.dumps(short, separators=(",", ":"))}


def pack_fingerprints(stored: str) -> bytes:
    """Return fingerprints, given as JSON, as bytes that `fingerprints_of` reads; ValueError if they are none."""
    hashes = json.loads(stored).items()
    return b"".join(sorted(mark_of(name) + bytes.fromhex(value) for name, value in hashes))


@lru_cache(maxsize=4)
def fingerprints_of(packed: Any) -> str:
    """Return packed fingerprints as JSON, none if they are damaged: a function for SQL."""
    if not isinstance(packed, bytes) or len(packed) % _PACKED_BYTES:
        return "{}"
    parts = [packed[at : at + _PACKED_BYTES] for at in range(0, len(packed), _PACKED_BYTES)]
    names = {mark_of(name): name for name in COMPARED}
    found = {names[part[:_NAME_BYTES]]: part[_NAME_BYTES:].hex() for part in parts if part[:_NAME_BYTES] in names}
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


@cache
def mark_of(column: str) -> bytes:
    """Return two bytes that stand for a column, whichever columns there are beside it."""
    return hashlib.sha256(column.encode()).digest()[:_NAME_BYTES]


def fold(text: str) -> str:
    """Return a text in normal form C with single spaces and comparable URLs, without characters that are not seen."""
    if "://" in text:
        text = _WRITTEN_URL.sub(lambda found: comparable_url(found[0]), text)
    if not text.isascii():
        text = _JOINERS.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(text.split())


def _compared(name: str, value: Any) -> Any:
    if not value:
        return None
    if name in _URLS:
        return comparable_url(str(value), is_picture=_URLS[name])
    if name in PICTURES_AND_LINKS or CONTENT[name].is_list:
        compared: Callable[[Any], Any] = _ITEMS.get(name, _text)
        return [compared(item) for item in items_of(value)]
    return fold(str(value)).lower().replace("_", "-") if name == "language" else fold(str(value))


def items_of(value: Any) -> list[Any]:
    """Return the items of a JSON array, or of a list; what is none, in a damaged database, is one item."""
    if isinstance(value, list | tuple):
        return list(value)
    try:
        items = json.loads(value)
    except (TypeError, ValueError, RecursionError):
        return [str(value)]
    return items if isinstance(items, list) else [items]


def _text(item: Any) -> str:
    return fold(item if isinstance(item, str) else json.dumps(item))


def _link(link: Any) -> Any:
    if not isinstance(link, Mapping):
        return _text(link)
    return [comparable_url(str(link.get("url", ""))), fold(str(link.get("text", "")))]


def _image(image: Any) -> Any:
    if not isinstance(image, Mapping):
        return _text(image)
    url = comparable_url(str(image.get("url", "")), is_picture=True)
    return [url, fold(str(image.get("alt", ""))), fold(str(image.get("caption", "")))]


_ITEMS: Mapping[str, Callable[[Any], Any]] = {"images": _image, "links": _link}


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode(errors="replace")).hexdigest()
