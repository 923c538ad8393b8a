"""Packs a text, its Markdown and HTML, and its images and links, into few bytes (pure).

    text ─ end of it ─→ preset dictionary ────────────────┐
    lengths of the first three + Markdown + HTML          ├→ zlib (RFC 1950) → versions.body_forms
        + images + links as JSON, nothing for an empty list ┘
    text ────────────────────────────────────────────────→ zlib → versions.packed_text

`add_form_functions` lets SQLite unpack them. Both forms hold the words of the text, so that little more than their
markup is left, and the lists hold what stands in the forms. The stream has checksums of its
dictionary and of its content: a blob that is damaged, or that stands beside another text, is recognised. Its bytes
may differ from one release of zlib to the next, so what is compared is what they hold.
"""

import sqlite3
import zlib
from functools import lru_cache
from typing import Any, NamedTuple

from archive.schema.comparison import fingerprints_of
from extract.errors import ArchiveError

# What deflate can refer back to (RFC 1951).
MAX_DICTIONARY = 32_768
LEVEL = 6
LENGTH_BYTES = 4
NO_ITEMS = "[]"
# Far more than both forms of the longest text that the reader takes out of a page.
MAX_FORMS = 256 * 1024 * 1024


def pack_text(text: str) -> bytes:
    """Return a text as bytes that `unpack_text` reads; b"" if it is empty."""
    return zlib.compress(text.encode(), LEVEL) if text else b""


def unpack_text(packed: bytes | str) -> str:
    """Return a packed text, or one that is not packed, as in a filtered archive; ArchiveError if it is damaged."""
    if isinstance(packed, str):
        return packed
    try:
        return _inflated(packed).decode()
    except (zlib.error, UnicodeError, TypeError) as error:
        raise _damaged(str(error)) from error


def text_of(packed: Any) -> str:
    """Return the text in `packed_text`, "" if it is damaged, which `commentary verify` finds: a function for SQL."""
    try:
        return _inflated(packed).decode("utf-8", "replace")
    except (zlib.error, TypeError, ArchiveError):
        return ""


def _inflated(packed: bytes) -> bytes:
    if packed == b"":
        return b""
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, MAX_FORMS)
    if not unpacker.eof or unpacker.unused_data:
        raise _damaged("it has no end")
    return content


class Forms(NamedTuple):
    """What stands in `body_forms`: the text as Markdown and HTML, and its images and links as JSON arrays."""

    markdown: str
    html: str
    images: str = NO_ITEMS
    links: str = NO_ITEMS


EMPTY = Forms("", "")


def pack_forms(text: str, markdown: str, html: str, images: str = NO_ITEMS, links: str = NO_ITEMS) -> bytes:
    """Return the forms of a text, and its lists, as bytes that `unpack_forms` reads; b"" if all are empty."""
    if (markdown, html, images, links) == EMPTY:
        return b""
    parts = [
        part.encode() for part in (markdown, html, *("" if each == NO_ITEMS else each for each in (images, links)))
    ]
    packer = zlib.compressobj(LEVEL, zdict=_dictionary(text))
    lengths = b"".join(len(part).to_bytes(LENGTH_BYTES, "big") for part in parts[:-1])
    return b"".join((packer.compress(lengths + b"".join(parts)), packer.flush()))


def unpack_forms(text: str, packed: bytes) -> Forms:
    """Return the forms and lists that were packed with a text; ArchiveError if any is damaged."""
    if packed == b"":
        return EMPTY
    try:
        unpacker = zlib.decompressobj(zdict=_dictionary(text))
        content = unpacker.decompress(packed, MAX_FORMS)
        at = LENGTH_BYTES * (len(EMPTY) - 1)
        if not unpacker.eof or unpacker.unused_data or len(content) < at:
            raise _damaged("it has no end")
        parts = []
        for start in range(0, at, LENGTH_BYTES):
            end = at + int.from_bytes(content[start : start + LENGTH_BYTES], "big")
            parts.append(content[at:end].decode())
            at = end
        if at > len(content):
            raise _damaged("its Markdown, HTML or images have no end")
        markdown, html, images, links = (*parts, content[at:].decode())
    except (zlib.error, UnicodeError, TypeError, AttributeError) as error:
        raise _damaged(str(error)) from error
    return Forms(markdown, html, images or NO_ITEMS, links or NO_ITEMS)


@lru_cache(maxsize=4)
def _lists(packed_text: bytes | str, forms: bytes) -> tuple[str, str]:
    """Return the images and links of a version; SQLite asks for each by itself, often of two versions in turns."""
    try:
        found = unpack_forms(unpack_text(packed_text), forms)
    except ArchiveError:
        return NO_ITEMS, NO_ITEMS
    return found.images, found.links


def images_of(packed_text: Any, forms: Any) -> str:
    """Return the images of a version as JSON, none if they are damaged: a function for SQL."""
    return _lists(packed_text, forms)[0]


def links_of(packed_text: Any, forms: Any) -> str:
    """Return the links of a version as JSON, none if they are damaged: a function for SQL."""
    return _lists(packed_text, forms)[1]


def markdown_of(text: str | bytes | None, packed: bytes | None) -> str | None:
    """Return the Markdown in `body_forms` beside `body_text`, None if it is damaged: a function for SQL."""
    forms = _forms_or_none(text, packed)
    return forms and forms[0]


def html_of(text: str | bytes | None, packed: bytes | None) -> str | None:
    """Return the HTML in `body_forms` beside `body_text`, None if it is damaged: a function for SQL."""
    forms = _forms_or_none(text, packed)
    return forms and forms[1]


def add_form_functions(db: sqlite3.Connection) -> None:
    """Let the SQL on a connection call `text_of`, and `markdown_of` and `html_of` with (body_text, body_forms).

    Without it a connection cannot read the columns of `versions` that are computed: `body_text` is
    `text_of(packed_text)`, and there are `images_of` and `links_of`, and `fingerprints_of`.
    """
    db.create_function("text_of", 1, text_of, deterministic=True)
    db.create_function("markdown_of", 2, markdown_of, deterministic=True)
    db.create_function("html_of", 2, html_of, deterministic=True)
    db.create_function("images_of", 2, images_of, deterministic=True)
    db.create_function("links_of", 2, links_of, deterministic=True)
    db.create_function("fingerprints_of", 1, fingerprints_of, deterministic=True)


def _forms_or_none(text: str | bytes | None, packed: bytes | None) -> Forms | None:
    try:
        # SQLite may hold any bytes as text; Python would refuse such a text, so that it comes cast to a blob.
        read = text.decode("utf-8", "replace") if isinstance(text, bytes) else text or ""
        return unpack_forms(read, packed or b"")
    except ArchiveError:
        return None


def _dictionary(text: str) -> bytes:
    return text.encode()[-MAX_DICTIONARY:]


def _damaged(problem: str) -> ArchiveError:
    return ArchiveError(
        f"The text of a version, or its Markdown and HTML, cannot be unpacked ({problem}). Run `commentary verify`;"
        " `commentary replay` makes the database anew."
    )
