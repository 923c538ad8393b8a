"""Writes articles and what belongs to them as a Data Package: CSV files, and datapackage.json which describes them.

Data Package 2.0 (https://datapackage.org/standard/data-package/). The files are for programs: lists are JSON, and no
cell has a sign more than its value has. Each table names its key and the tables to which it refers.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

import orjson

from archive.export.content import Content
from archive.export.csv_file import to_line
from archive.export.describe import to_table_schema
from archive.export.folder import Folder
from extract.errors import ExportError


class _Table(NamedTuple):
    key: tuple[str, ...]
    refers: Mapping[str, tuple[str, str]]


_BY_ID = {"article": ("articles", "id")}
_LISTED = _Table(("article", "position"), _BY_ID)
TABLES: Mapping[str, _Table] = {
    "articles": _Table(("id",), {}),
    "authors": _LISTED,
    "categories": _LISTED,
    "tags": _LISTED,
    "links": _LISTED,
    "images": _LISTED,
    "comments": _LISTED,
    "comment_history": _Table(("article", "number", "span"), _BY_ID),
    "addresses": _Table(("url",), _BY_ID),
    "absences": _Table(("article", "gone_at"), _BY_ID),
    "versions": _Table(("id", "article_id"), {"article_id": ("articles", "id")}),
    "changes": _Table((), {"article": ("articles", "url")}),
}


def write_datapackage(content: Content, folder: Folder) -> int:
    """Write a file for each table and their description; return the number of articles."""
    if content.options.columns:
        raise ExportError(
            "A data package has all columns, by which its tables refer to one another: leave out --columns."
        )
    resources = []
    count = 0
    for name, table in TABLES.items():
        part = content if name == "articles" else content.of(name)
        with folder.open(f"{name}.csv") as file:
            out = _Digest(file)
            rows = _write_rows(part, out)
        if rows != part.expected:
            raise ExportError(f"{rows} rows of {name} were written, and there are {part.expected}.")
        count = rows if name == "articles" else count
        resources.append(_resource(part, table, out))
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "commentary-archive",
        "title": "Articles of commentary sites, as they were archived",
        "description": "Lists within a cell are JSON. Times are in UTC; an empty cell has no value.",
        "resources": resources,
    }
    with folder.open("datapackage.json") as file:
        file.write(json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n")
    return count


class _Digest:
    """Counts and hashes what it writes to a stream."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.sha256 = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes) -> None:
        """Write bytes."""
        self.sha256.update(data)
        self.bytes += len(data)
        self._out.write(data)


def _write_rows(content: Content, out: _Digest) -> int:
    out.write(to_line([field.name for field in content.fields]))
    count = 0
    for count, row in enumerate(content.rows(), 1):  # noqa: B007 - the last number is the result
        out.write(to_line([_cell(value) for value in row]))
    return count


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode()
    return ("true" if value else "false") if isinstance(value, bool) else value


def _resource(content: Content, table: _Table, out: _Digest) -> dict[str, Any]:
    return {
        "name": content.table,
        "path": f"{content.table}.csv",
        "type": "table",
        "description": content.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": out.bytes,
        "hash": f"sha256:{out.sha256.hexdigest()}",
        "schema": to_table_schema(content, key=table.key, refers=table.refers),
    }
