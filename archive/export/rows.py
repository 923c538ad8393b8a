"""Reads the rows of an export with values that every format has (reads the database).

Values are str, int, float, bool, None, and lists and dicts of those; times and days are texts.
"""

import math
import sqlite3
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import orjson

from archive.export.fields import STORED_FORMS, Field, Kind
from archive.schema import unpack_forms, unpack_text
from extract.errors import ArchiveError

# A JSON text with more brackets may be nested more deeply than the encoder goes.
MAX_BRACKETS = 200


def read_rows(
    db: sqlite3.Connection, sql: str, parameters: Mapping[str, Any], fields: Sequence[Field]
) -> Iterator[list[Any]]:
    """Yield the rows of a query, whose columns are `fields`, as lists of plain values."""
    decode = decoder_of(fields)
    for stored in fetch(db, sql, parameters):
        yield decode(stored)


def decoder_of(fields: Sequence[Field]) -> Callable[[Sequence[Any]], list[Any]]:
    """Return the function that makes a list of plain values of a row of `fields` as it is stored."""
    decoders = [(place, _DECODERS[field.kind]) for place, field in enumerate(fields) if field.kind in _DECODERS]
    forms = {field.name: place for place, field in enumerate(fields) if field.sql == STORED_FORMS.get(field.name)}
    text, markdown, html = (forms.get(name, -1) for name in STORED_FORMS)

    def decode_row(stored: Sequence[Any]) -> list[Any]:
        row = list(stored)
        if forms:
            row[text], row[markdown], row[html] = _unpacked(row[html], row[markdown])
        for place, decode in decoders:
            value = row[place]
            if value is not None:
                row[place] = decode(value)
        return row if bytes not in map(type, row) else [plain(value) for value in row]

    return decode_row


def _unpacked(packed: Any, forms: Any) -> tuple[str | None, str | None, str | None]:
    """Return a text, "" if it is damaged, with its Markdown and HTML, None for both if these are damaged."""
    try:
        text = None if packed is None else unpack_text(packed)
    except ArchiveError:
        text = ""
    try:
        return text, *unpack_forms(text or "", forms or b"")[:2]
    except ArchiveError:
        return text, None, None


def lenient(text: bytes) -> str:
    """Decode a text of a damaged database."""
    return text.decode("utf-8", "replace")


def fetch(db: sqlite3.Connection, sql: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query as they are stored.

    With the text factory `str` texts are decoded faster than by `lenient`. Where a damaged database has bytes that
    are no UTF-8, the query is run again in the same transaction, with that, and goes on behind the last row.
    """
    done = 0
    try:
        for row in db.execute(sql, parameters):
            done += 1
            yield row
    except sqlite3.OperationalError as error:
        if "Could not decode" not in str(error):
            raise
        db.text_factory = lenient
    else:
        return
    yield from islice(db.execute(sql, parameters), done, None)


def _of_json(stored: Any) -> Any:
    """Return the value of a JSON column; the text itself where a damaged database has no JSON."""
    try:
        value = orjson.loads(stored)
        if len(stored) > MAX_BRACKETS and stored.count("[") + stored.count("{") > MAX_BRACKETS:
            orjson.dumps(value)
    except (ValueError, TypeError, AttributeError):
        return stored
    return value


def plain(value: Any) -> Any:
    """Return bytes, which only a damaged database has, as text."""
    return f"base64:{b64encode(value).decode('ascii')}" if isinstance(value, bytes) else value


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


_DECODERS: Mapping[Kind, Callable[[Any], Any]] = {
    "boolean": bool, "json": _of_json, "names": _of_json, "real": _finite
}  # fmt: skip
