"""Describes the columns of an export in the vocabularies of others: CSVW, JSON Schema, Table Schema (pure).

CSV on the Web: https://www.w3.org/TR/tabular-metadata/. JSON Schema 2020-12: https://json-schema.org/. Table Schema
of the Data Package Standard: https://datapackage.org/standard/table-schema/.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from archive.export.content import Content
from archive.export.fields import Field, Kind
from archive.export.records import Nested

_CSVW: Mapping[Kind, Any] = {
    "text": "string",
    "integer": "integer",
    "real": "double",
    "boolean": "boolean",
    "time": "dateTimeStamp",
    "day": "date",
    "names": "string",
    "json": "json",
}
_JSON: Mapping[Kind, Mapping[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "real": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "time": {"type": ["string", "null"], "format": "date-time"},
    "day": {"type": ["string", "null"], "format": "date"},
    "names": {"type": ["array", "null"], "items": {"type": "string"}},
    "json": {"type": ["array", "object", "null"]},
}
_TABLE: Mapping[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "boolean": "boolean",
    "time": "datetime",
    "day": "date",
    "names": "array",
    "json": "any",
}
_NAMES = (
    'Names are joined by "; "; a cell that begins with "[" is a JSON array, as where a name contains ";". Other lists'
    " and objects are JSON. A text that begins with an apostrophe, or with a sign by which spreadsheets know a"
    " formula, has an apostrophe before it: remove one from the start of a text."
)


def to_csvw(content: Content, name: str) -> bytes:
    """Return the CSVW metadata of a CSV file of this name, which has the same name with `-metadata.json` after it."""
    columns = [
        {"name": field.name, "titles": field.name, "datatype": _CSVW[field.kind], "dc:description": field.description}
        for field in content.fields
    ]
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": content.table,
        "dc:description": content.description,
        "rdfs:comment": _NAMES,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns},
    }
    if content.options.excel:
        # Excel takes no others for times.
        for column, field in zip(columns, content.fields, strict=True):
            if field.kind == "time":
                column["datatype"] = {"base": "dateTime", "format": "yyyy-MM-dd HH:mm:ss"}
    return _written(described)


def to_lines_schema(content: Content, _name: str) -> bytes:
    """Return the JSON Schema of a line of NDJSON."""
    return _written({"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(content)})


def to_array_schema(content: Content, _name: str) -> bytes:
    """Return the JSON Schema of an array."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "items": _object(content)}
    return _written(schema)


def to_table_schema(
    content: Content, *, key: Sequence[str] = (), refers: Mapping[str, tuple[str, str]] | None = None
) -> dict[str, Any]:
    """Return the Table Schema of a CSV file whose lists are JSON; `refers` has for a column a table and column."""
    schema: dict[str, Any] = {"fields": [_field(field, is_key=field.name in key) for field in content.fields]}
    if key:
        schema["primaryKey"] = list(key)
    if refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [other]}}
            for column, (table, other) in refers.items()
        ]
    return schema


def _field(field: Field, *, is_key: bool) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": _TABLE[field.kind], "description": field.description}
    if is_key:
        described["constraints"] = {"required": True}
    return described


def _object(content: Content) -> dict[str, Any]:
    properties = {field.name: {"description": field.description, **_JSON[field.kind]} for field in content.fields}
    for name, nested in content.nested.items():
        properties[name] = {"description": nested.description, "type": "array", "items": _item(nested)}
    return {
        "title": content.table,
        "description": content.description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _item(nested: Nested) -> dict[str, Any]:
    if nested.is_bare:
        return dict(_JSON[nested.fields[0].kind])
    properties = {field.name: {"description": field.description, **_JSON[field.kind]} for field in nested.fields}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _written(described: Mapping[str, Any]) -> bytes:
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"
