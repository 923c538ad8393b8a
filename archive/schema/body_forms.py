"""Packs a text and its Markdown and HTML into few bytes, and unpacks them (pure; `add_form_functions` tells SQLite).

    text ─ end of it ─→ preset dictionary ┐
    length of Markdown + Markdown + HTML ─┴→ zlib (RFC 1950) → versions.body_forms
    text ──────────────────────────────────→ zlib → versions.packed_text

Both forms hold the words of the text, so that little more than their markup is left. The stream has checksums of its
dictionary and of its content: a blob that is damaged, or that stands beside another text, is recognised. Its bytes
may differ from one release of zlib to the next, so what is compared is what they hold.
"""

import sqlite3
import zlib
from typing import Any

from extract.errors import ArchiveError

# What deflate can refer back to (RFC 1951).
MAX_DICTIONARY = 32_768
LEVEL = 6
LENGTH_BYTES = 4
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


def pack_forms(text: str, markdown: str, html: str) -> bytes:
    """Return the Markdown and HTML of a text as bytes that `unpack_forms` reads; b"" if both are empty."""
    if not markdown and not html:
        return b""
    first, second = markdown.encode(), html.encode()
    packer = zlib.compressobj(LEVEL, zdict=_dictionary(text))
    length = len(first).to_bytes(LENGTH_BYTES, "big")
    return b"".join((packer.compress(length + first + second), packer.flush()))


def unpack_forms(text: str, packed: bytes) -> tuple[str, str]:
    """Return the Markdown and the HTML that were packed with a text; ArchiveError if either is damaged."""
    if packed == b"":
        return "", ""
    try:
        unpacker = zlib.decompressobj(zdict=_dictionary(text))
        content = unpacker.decompress(packed, MAX_FORMS)
        if not unpacker.eof or unpacker.unused_data or len(content) < LENGTH_BYTES:
            raise _damaged("it has no end")
        end = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "big")
        if end > len(content):
            raise _damaged("its Markdown has no end")
        return content[LENGTH_BYTES:end].decode(), content[end:].decode()
    except (zlib.error, UnicodeError, TypeError, AttributeError) as error:
        raise _damaged(str(error)) from error


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

    Without it a connection cannot read `versions.body_text`, which is `text_of(packed_text)`.
    """
    db.create_function("text_of", 1, text_of, deterministic=True)
    db.create_function("markdown_of", 2, markdown_of, deterministic=True)
    db.create_function("html_of", 2, html_of, deterministic=True)


def _forms_or_none(text: str | bytes | None, packed: bytes | None) -> tuple[str, str] | None:
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
