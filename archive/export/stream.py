"""Exports a table to a stream, a file or standard output, row by row, in constant memory (disk)."""

import base64
import contextlib
import json
import math
import os
import secrets
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from archive.database import open_read_only
from archive.export.formats import EXPORTERS, Row
from archive.export.tables import Field, fields_of, select
from extract.errors import ArchiveError, ExportError

Progress = Callable[[int], None]
T = TypeVar("T")


def _of_json(stored: Any) -> object:
    """Return the value of a JSON column; the text itself where a damaged database has no JSON."""
    try:
        return _storable(json.loads(stored))
    except (ValueError, RecursionError, TypeError):
        return _plain(stored)


def _storable(value: Any) -> object:
    # JSON text that Python accepts may hold NaN, which no format has.
    json.dumps(value, allow_nan=False)
    return value


def _plain(stored: Any) -> object:
    """Return a value that every format has: bytes as base64, None for an infinite number."""
    if isinstance(stored, bytes):
        return f"base64:{base64.b64encode(stored).decode('ascii')}"
    return None if isinstance(stored, float) and not math.isfinite(stored) else stored


_DECODERS: dict[str, Callable[[Any], object]] = {"boolean": bool, "json": _of_json}


def export(  # noqa: PLR0913 - one keyword for each way to narrow an export down
    database: Path,
    *,
    format: str,  # noqa: A002 - the word of the command's option
    out: BinaryIO,
    table: str = "articles",
    site: str | None = None,
    since: date | None = None,
    until: date | None = None,
    progress: Progress | None = None,
) -> int:
    """Write a table to a binary stream; return the number of rows. `progress` is called with it after each row.

    Raises ExportError for an unknown format or table, or a database that cannot be read.
    """
    if format not in EXPORTERS:
        raise ExportError(f"There is no format {format!r}. There are: {', '.join(EXPORTERS)}.")
    sql, parameters = select(table, site=site, since=since, until=until)
    try:
        with contextlib.closing(open_read_only(database)) as connection:
            fields = fields_of(table)
            rows = _rows(connection.execute(sql, parameters), fields)
            return EXPORTERS[format](fields, _counted(rows, progress), out)
    except ArchiveError as error:
        raise ExportError(str(error)) from error
    except sqlite3.Error as error:
        raise ExportError(f"{database} cannot be read: {error}.") from error


def export_to_file(path: Path, database: Path, **how: Any) -> int:
    """Export to a file, which gets its name only when it is complete; takes the arguments of `export`."""
    return write_file(path, lambda out: export(database, out=out, **how))


def write_file(path: Path, write: Callable[[BinaryIO], T]) -> T:
    """Call `write` with a file that gets its name only when it is complete; return what it returns."""
    path = path.resolve()
    # A pipe or a device is written to directly; a rename would replace it.
    direct = path.exists() and not path.is_file()
    part = path if direct else path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("wb") as out:
            result = write(out)
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        if not direct:
            part.unlink(missing_ok=True)
    return result


def export_to_stdout(database: Path, *, progress: Progress | None = None, **how: Any) -> int:
    """Export to standard output; a reader that stops early, such as head(1), ends the export without an error."""
    count = 0

    def remember(number: int) -> None:
        nonlocal count
        count = number
        if progress:
            progress(number)

    write_stdout(lambda out: export(database, out=out, progress=remember, **how))
    return count


def write_stdout(write: Callable[[BinaryIO], object]) -> None:
    """Call `write` with standard output; a reader that stops early ends it without an error."""
    # Python has no stream where the shell closed it (`>&-`).
    if sys.stdout is None:
        raise ExportError("Standard output is closed.")
    try:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Otherwise the interpreter would raise again for buffered output when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ExportError(f"Standard output cannot be written: {error.strerror}.") from error


def _rows(cursor: Iterable[tuple[Any, ...]], fields: tuple[Field, ...]) -> Iterator[Row]:
    decoders = [(place, _DECODERS[field.kind]) for place, field in enumerate(fields) if field.kind in _DECODERS]
    for stored in cursor:
        row = list(stored)
        for place, decode in decoders:
            row[place] = None if row[place] is None else decode(row[place])
        yield [_plain(value) for value in row]


def _counted(rows: Iterable[Row], progress: Progress | None) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield row
        if progress:
            progress(number)
