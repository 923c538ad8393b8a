"""Packs the texts, lists and hashes of versions, and the rules of readings, of a former schema (SQL functions)."""

import sqlite3
import zlib
from collections.abc import Collection

from archive.schema import (
    BODY_FORMS,
    FORMS,
    NO_RULES,
    PACKED_FINGERPRINTS,
    PACKED_TEXT,
    PICTURES_AND_LINKS,
    RULE_SET,
    RULES,
    pack_fingerprints,
    pack_forms,
    pack_text,
    rule_set_id,
)

# Of the forms as schema 8 has them: the length of the Markdown, the Markdown, and the HTML.
_LENGTH_BYTES, _MAX_DICTIONARY = 4, 32_768


def packed_values(db: sqlite3.Connection, there: Collection[str]) -> dict[str, str]:
    """Return the SQL of the packed columns that a table versions with these columns lacks.

    The connection gets the functions in it; `forget_functions` takes them back.
    """
    if PACKED_FINGERPRINTS in there:
        return {}
    for name, count, function in _FUNCTIONS:
        db.create_function(name, count, function, deterministic=True)
    lists = [_bytes(name) if name in there else "x'5b5d'" for name in PICTURES_AND_LINKS]
    forms = ("body_forms",) if BODY_FORMS in there else tuple(map(_bytes, FORMS))
    packed = "former_forms" if BODY_FORMS in there else "former_texts"
    values = {
        PACKED_TEXT: f"former_text({_bytes('body_text')})",
        BODY_FORMS: f"{packed}({', '.join((_bytes('body_text'), *forms, *lists))})",
    }
    if "fingerprints" in there:
        values[PACKED_FINGERPRINTS] = "former_fingerprints(fingerprints)"
    return values


def store_rule_sets(db: sqlite3.Connection, there: Collection[str]) -> dict[str, str]:
    """Store once what found the fields of readings with these columns, and return the SQL that refers to it.

    The connection gets the function in it; `forget_functions` takes it back.
    """
    if "found_by" not in there:
        return {}
    rules = [_bytes(name) if name in there else "x'7b7d'" for name in RULES]
    number = f"former_rules({', '.join(rules)})"
    db.create_function("former_rules", 2, _rules, deterministic=True)
    texts = ", ".join(f"CAST({value} AS TEXT)" for value in rules)
    db.execute(
        "INSERT OR IGNORE INTO rule_sets (id, found_by, confidence)"  # noqa: S608 - our own names
        f" SELECT * FROM (SELECT {number} AS number, {texts} FROM readings) WHERE number IS NOT NULL"
    )
    return {RULE_SET: number}


def forget_functions(db: sqlite3.Connection) -> None:
    """Take back the functions that `packed_values` gave to a connection."""
    for name, count, _ in _FUNCTIONS:
        db.create_function(name, count, None)


def _bytes(column: str) -> str:
    # A damaged database may hold any bytes as text, of which Python would make none.
    return f"CAST({column} AS BLOB)"


def _decoded(text: bytes | None) -> str:
    return (text or b"").decode("utf-8", "replace")


def _text(text: bytes | None) -> bytes:
    return pack_text(_decoded(text))


def _texts(*texts: bytes | None) -> bytes:
    text, markdown, html, images, links = map(_decoded, texts)
    return pack_forms(text, markdown, html, images, links)


def _forms(stored: bytes | None, packed: bytes, images: bytes | None, links: bytes | None) -> bytes:
    """Return the forms of schema 8 with the lists; as they are if they are damaged, which is found later."""
    text, markdown, html = _decoded(stored), "", ""
    if packed:
        try:
            unpacker = zlib.decompressobj(zdict=text.encode()[-_MAX_DICTIONARY:])
            content = unpacker.decompress(packed) + unpacker.flush()
            end = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "big")
            markdown, html = content[_LENGTH_BYTES:end].decode(), content[end:].decode()
        except (zlib.error, UnicodeError, TypeError):
            return packed
        if not unpacker.eof or end > len(content):
            return packed
    return pack_forms(text, markdown, html, _decoded(images), _decoded(links))


def _rules(*rules: bytes | None) -> int | None:
    found_by, confidence = map(_decoded, rules)
    return None if found_by == confidence == NO_RULES else rule_set_id(found_by, confidence)


def _fingerprints(stored: object) -> bytes:
    try:
        return pack_fingerprints(str(stored))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return b""


_FUNCTIONS = (
    ("former_text", 1, _text),
    ("former_texts", 5, _texts),
    ("former_forms", 4, _forms),
    ("former_fingerprints", 1, _fingerprints),
    ("former_rules", 2, _rules),
)
