"""Writes rows, or articles with all that belongs to them, as JSON or NDJSON, which lose nothing (pure)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from archive.export.content import Content

CHUNK = 1024 * 1024


def write_ndjson(content: Content, out: BinaryIO) -> int:
    """Write one JSON object a line."""
    count = 0
    for count, record in enumerate(content.records(), 1):  # noqa: B007 - the last number is the result
        out.write(_line(record))
    return count


def write_json(content: Content, out: BinaryIO) -> int:
    """Write a JSON array with one object a line, `[]` if there are none."""
    out.write(b"[")
    count = 0
    for count, record in enumerate(content.records(), 1):
        out.write((b",\n" if count > 1 else b"\n") + _line(record)[:-1])
    out.write(b"\n]\n" if count else b"]\n")
    return count


def count_lines(path: Path) -> int:
    """Return the number of lines of a file."""
    with path.open("rb") as file:
        return sum(map(_count, iter(lambda: file.read(CHUNK), b"")))


def _count(chunk: bytes) -> int:
    return chunk.count(b"\n")


def _line(record: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        # Only values of a damaged database: half of a surrogate pair, or an object that is nested too deeply.
        return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
