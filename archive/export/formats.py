"""Writes rows to a binary stream as CSV, JSON or NDJSON, one row at a time (pure but for that stream).

A format is a function that takes columns, rows and a binary stream, writes all rows and returns their number, and a
line in EXPORTERS; docs/add-an-export.md shows how to add one. Values are str, int, float, bool, None, and lists and
dicts of those.

CSV is RFC 4180 in UTF-8 without a byte order mark, and always has its header. Lists of names are joined by "; ",
other lists and objects are JSON. A text cell that a spreadsheet would run as a formula, because it begins with one
of FORMULA, gets an apostrophe before it, as OWASP advises; numbers stay as they are. JSON and NDJSON lose nothing.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO

from archive.export.tables import Field

Row = Sequence[object]
Exporter = Callable[[Sequence[Field], Iterable[Row], BinaryIO], int]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width forms run too


def write_csv(fields: Sequence[Field], rows: Iterable[Row], out: BinaryIO) -> int:
    """Write a header and one line for each row."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(field.name for field in fields)
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the result
            writer.writerow(map(_cell, row))
    finally:
        # Otherwise the wrapper would close the caller's stream.
        text.detach()
    return count


def write_ndjson(fields: Sequence[Field], rows: Iterable[Row], out: BinaryIO) -> int:
    """Write one JSON object a line."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the result
        out.write(_object(fields, row) + b"\n")
    return count


def write_json(fields: Sequence[Field], rows: Iterable[Row], out: BinaryIO) -> int:
    """Write a JSON array of objects, `[]` if there are no rows."""
    out.write(b"[")
    count = 0
    for count, row in enumerate(rows, 1):
        out.write((b",\n" if count > 1 else b"\n") + _object(fields, row))
    out.write(b"\n]\n" if count else b"]\n")
    return count


EXPORTERS: Mapping[str, Exporter] = {
    "csv": write_csv,
    "json": write_json,
    "ndjson": write_ndjson,
}


def _object(fields: Sequence[Field], row: Row) -> bytes:
    named = {field.name: value for field, value in zip(fields, row, strict=True)}
    return json.dumps(named, ensure_ascii=False, allow_nan=False).encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        names = isinstance(value, list) and all(isinstance(item, str) for item in value)
        value = "; ".join(value) if names else json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
