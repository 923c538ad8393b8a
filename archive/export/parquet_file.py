"""Writes rows, or articles with all that belongs to them, as Parquet with types, compressed with zstd (disk).

Times are timestamps in UTC, days dates, names lists of texts, and lists within an article lists of structs. Objects
without fixed names are maps, or JSON where their values differ in type. Each column's metadata describes it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from archive.export.content import Content
from archive.export.fields import Field
from archive.export.records import Nested

# A row group has at most so many rows, and ends after so many characters of text.
GROUP_ROWS = 10_000
GROUP_CHARACTERS = 16_000_000
_MISFIT = object()


def write_parquet(content: Content, path: Path) -> int:
    """Write a new file, a row group at a time."""
    # It comes with the extra `export`.
    import pyarrow as pa  # noqa: PLC0415 - see above
    from pyarrow import parquet  # noqa: PLC0415 - see above

    types = _Types(pa)
    fields = [
        pa.field(field.name, types.of(field), metadata={"description": field.description}) for field in content.fields
    ]
    fields += [
        pa.field(name, types.of_nested(nested), metadata={"description": nested.description})
        for name, nested in content.nested.items()
    ]
    schema = pa.schema(fields, metadata={"description": content.description})
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for records in _groups(content.records()):
            writer.write_table(types.table(records, schema), row_group_size=len(records))
            count += len(records)
    if types.misfits:
        values = "1 value is" if types.misfits == 1 else f"{types.misfits:,} values are"
        content.notes.append(f"{values} not of the type of the column and left empty; csv and json hold them")
    return count


def count_parquet(path: Path) -> int:
    """Return the number of rows that a file states."""
    from pyarrow import parquet  # noqa: PLC0415 - as above

    return int(parquet.read_metadata(path).num_rows)


class _Types:
    """Arrow's types of columns, and columns of values; counts the values that are not of their column's type."""

    def __init__(self, pa: Any) -> None:
        self._pa = pa
        self.misfits = 0
        text = pa.string()
        self._time = pa.timestamp("us", tz="UTC")
        self._kinds = {
            "text": text,
            "integer": pa.int64(),
            "real": pa.float64(),
            "boolean": pa.bool_(),
            "time": self._time,
            "day": pa.date32(),
            "names": pa.list_(text),
            "json": text,
        }
        picture = {"url": text, "alt": text, "caption": text}
        link = {"url": text, "text": text, "paragraph": pa.int64()}
        self._objects = {
            "found_by": pa.map_(text, text),
            "fingerprints": pa.map_(text, text),
            "confidence": pa.map_(text, pa.float64()),
            "images": pa.list_(pa.struct(list(picture.items()))),
            "links": pa.list_(pa.struct(list(link.items()))),
        }

    def of(self, field: Field) -> Any:
        """Return the type of a column."""
        return self._objects.get(field.name, self._kinds["json"]) if field.kind == "json" else self._kinds[field.kind]

    def of_nested(self, nested: Nested) -> Any:
        """Return the type of a list within an article."""
        if nested.is_bare:
            return self._pa.list_(self.of(nested.fields[0]))
        return self._pa.list_(self._pa.struct([(field.name, self.of(field)) for field in nested.fields]))

    def table(self, records: Sequence[Mapping[str, Any]], schema: Any) -> Any:
        """Return a table of records."""
        columns = [self._column([record[field.name] for record in records], field.type) for field in schema]
        return self._pa.Table.from_arrays(columns, schema=schema)

    def _column(self, values: list[Any], kind: Any) -> Any:
        plain = [self._value(value, kind) for value in values]
        try:
            return self._pa.array(plain, type=kind)
        except (self._pa.ArrowException, TypeError, ValueError, OverflowError):
            return self._pa.array([self._fitting(value, kind) for value in plain], type=kind)

    def _fitting(self, value: Any, kind: Any) -> Any:
        try:
            self._pa.array([value], type=kind)
        except (self._pa.ArrowException, TypeError, ValueError, OverflowError):
            self.misfits += 1
            return None
        return value

    def _value(self, value: Any, kind: Any) -> Any:
        """Return a value as Arrow takes it."""
        types = self._pa.types
        if isinstance(value, str) and not types.is_string(kind):
            # Arrow would take a text for a list of its characters.
            return self._moment(value, kind) if types.is_temporal(kind) else _MISFIT
        if types.is_string(kind) and isinstance(value, list | dict):
            return orjson.dumps(value).decode()
        if types.is_map(kind) and isinstance(value, dict):
            return list(value.items())
        if types.is_list(kind) and types.is_struct(kind.value_type) and isinstance(value, list):
            return [self._struct(item, kind.value_type) for item in value]
        return value

    def _struct(self, item: Any, kind: Any) -> Any:
        if not isinstance(item, dict):
            return item
        return {field.name: self._value(item.get(field.name), field.type) for field in kind}

    def _moment(self, value: str, kind: Any) -> Any:
        try:
            return date.fromisoformat(value) if self._pa.types.is_date(kind) else datetime.fromisoformat(value)
        except ValueError:
            return value


def _groups(records: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    group: list[Mapping[str, Any]] = []
    characters = 0
    for record in records:
        group.append(record)
        characters += sum(len(value) for value in record.values() if isinstance(value, str))
        if len(group) == GROUP_ROWS or characters > GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group
