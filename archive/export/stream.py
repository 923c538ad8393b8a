"""Exports a table to a stream, a file, a folder or standard output, row by row, in constant memory (disk)."""

import contextlib
import gc
import importlib
import os
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from archive.database import open_read_only
from archive.export.content import Content, Options, content_of
from archive.export.fields import did_you_mean
from archive.export.folder import DiskFolder, Folder, ZipFolder
from archive.export.formats import EXPORTERS, Exporter
from archive.export.rows import plain
from archive.schema import article_key
from archive.selection import ArticleFilter
from extract.errors import ArchiveError, ExportError

T = TypeVar("T")
NOTHING_EXCLUDED, ALL = ArticleFilter(), Options()


class Written(NamedTuple):
    """How many rows were written, and what a person should know of them, in sentences.

    `described` is the text of the file that describes the columns, if the format has one.
    """

    rows: int
    notes: tuple[str, ...]
    described: bytes | None = None


class Export(NamedTuple):
    """What is to be exported, and how."""

    database: Path
    format: str
    table: str = "articles"
    only: ArticleFilter = NOTHING_EXCLUDED
    options: Options = ALL
    progress: Callable[[int, int], None] | None = None


def exporter_of(name: str, table: str = "articles") -> Exporter:
    """Return a format; raise ExportError if there is none, it lacks its module, or cannot hold the table."""
    if name not in EXPORTERS:
        raise ExportError(f"There is no format {name!r}. {did_you_mean(name, tuple(EXPORTERS))}")
    exporter = EXPORTERS[name]
    if exporter.tables and table not in exporter.tables:
        raise ExportError(f"The format {name} holds {' or '.join(exporter.tables)}, and not the table {table}.")
    if exporter.extra:
        try:
            importlib.import_module(exporter.extra)
        except ImportError as error:
            raise ExportError(
                f"The format {name} needs the package {exporter.extra}: pip install 'commentary-archive[export]'"
            ) from error
    return exporter


def prepare(db: sqlite3.Connection) -> None:
    """Let a connection answer the queries of exports."""
    db.text_factory = str
    # The long texts of articles would push the indexes out of SQLite's 2 MB, by which their lists are looked up.
    db.execute("PRAGMA cache_size = -32768")
    db.create_function("article_key", 1, _key_or_none, deterministic=True)
    db.create_function("plain_text", 1, plain, deterministic=True)


def _key_or_none(article: int | None) -> str | None:
    # A later page of an article has a version that is part of no article of its own.
    return None if article is None else article_key(article)


@contextlib.contextmanager
def open_content(asked: Export) -> Iterator[tuple[Exporter, Content]]:
    """Open the database, and begin the transaction in which an export reads.

    Raises ExportError for an unknown format, table or column, or a database that cannot be read.
    """
    exporter = exporter_of(asked.format, asked.table)
    if asked.options.columns and not exporter.has_columns:
        raise ExportError(f"The format {asked.format} has fields of its own: leave out --columns.")
    options = asked.options if exporter.nests else replace(asked.options, flat=True)
    try:
        with contextlib.closing(open_read_only(asked.database)) as db:
            prepare(db)
            db.execute("BEGIN")
            yield exporter, content_of(db, asked.table, asked.only, options, progress=asked.progress)
    except ArchiveError as error:
        raise ExportError(str(error)) from error
    except sqlite3.Error as error:
        raise ExportError(f"{asked.database} cannot be read: {error}.") from error


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def export(asked: Export, out: BinaryIO | Folder | Path, *, name: str = "") -> Written:
    """Write an export to its destination, as the format's `makes` wants it; `name` is that of the file.

    Raises ExportError as `open_content` does, and if another number of rows was written than there are.
    """
    with open_content(asked) as (exporter, content):
        # What is read makes no cycles, and to look for them among it takes a tenth of the time.
        with _without_collector():
            rows = exporter.write(content, out)
        if rows != content.expected:
            raise ExportError(
                f"{rows} rows were written, and there are {content.expected}: this is a fault of the program."
            )
        described = exporter.describe(content, name) if exporter.describe else None
        return Written(rows, tuple(content.notes), described)


def export_to_file(path: Path, asked: Export) -> Written:
    """Export to a file or folder, which gets its name only when it is complete.

    A format that makes a folder makes a ZIP file if the name ends in `.zip`. What takes little time to read back is
    read back, and its rows are counted. A file that describes the columns stands beside one that has no place for it.
    """
    exporter = exporter_of(asked.format, asked.table)
    if exporter.makes == "folder":
        return _export_to_folder(path, asked)
    written = (
        write_file(path, lambda out: export(asked, out, name=path.name))
        if exporter.makes == "stream"
        else write_path(path, lambda part: export(asked, part, name=path.name))
    )
    if not path.is_file():
        return written
    if exporter.count is not None and (found := exporter.count(path)) != written.rows:
        raise ExportError(
            f"{path} has {found} rows, and {written.rows} were written: the disk or its file system is faulty."
        )
    if written.described is not None:
        described = written.described
        write_file(path.with_name(path.name + exporter.beside), lambda out: out.write(described))
    return written


def _export_to_folder(path: Path, asked: Export) -> Written:
    if path.suffix == ".zip":
        return write_file(path, lambda out: export_zipped(asked, out))
    if path.exists() or path.is_symlink():
        raise ExportError(f"{path} exists already. Give another name, or remove it: an export overwrites no folder.")
    part = _part_of(path.resolve())
    _make_folder_of(path)
    try:
        part.mkdir()
        written = export(asked, DiskFolder(part))
        part.rename(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return written


def export_zipped(asked: Export, out: BinaryIO) -> Written:
    """Write an export that is a folder to a stream, as a ZIP file."""
    folder = ZipFolder(out)
    with contextlib.ExitStack() as failed:
        failed.callback(folder.abandon)
        written = export(asked, folder)
        # Nothing has failed: it gets its directory.
        failed.pop_all()
    folder.close()
    return written


def write_path(path: Path, write: Callable[[Path], T]) -> T:
    """Call `write` with the path of a new file, which gets its name only when it is complete."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} is no file. This format needs a file: name another one with -o.")
    part = _part_of(path)
    _make_folder_of(path)
    try:
        result = write(part)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)
    return result


def write_file(path: Path, write: Callable[[BinaryIO], T]) -> T:
    """Call `write` with a file that gets its name only when it is complete; return what it returns."""
    # A pipe or a device is written to directly; a rename would replace it. What /dev/stdout leads to has no path.
    direct = path.exists() and not path.is_file()
    path = path if direct else path.resolve()
    part = path if direct else _part_of(path)
    _make_folder_of(path)
    try:
        with part.open("wb") as out:
            result = write(out)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if not direct:
            part.unlink(missing_ok=True)
    return result


def export_to_stdout(asked: Export) -> Written:
    """Export to standard output; a reader that stops early, such as head(1), ends the export without an error."""
    count = 0

    def remember(number: int, total: int) -> None:
        nonlocal count
        count = number
        if asked.progress:
            asked.progress(number, total)

    counted = asked._replace(progress=remember)
    makes = exporter_of(asked.format, asked.table).makes
    if makes == "file":
        raise ExportError(f"The format {asked.format} needs a file: name it with -o FILE.")
    if makes == "folder" and sys.stdout is not None and sys.stdout.isatty():
        raise ExportError(f"The format {asked.format} is a ZIP file here: name it with -o FILE.zip, or pipe it on.")
    write = export if makes == "stream" else export_zipped
    return write_stdout(lambda out: write(counted, out)) or Written(count, ())


def write_stdout(write: Callable[[BinaryIO], T]) -> T | None:
    """Call `write` with standard output, and return what it returns; a reader that stops early ends it: None."""
    # Python has no stream where the shell closed it (`>&-`).
    if sys.stdout is None:
        raise ExportError("Standard output is closed.")
    try:
        result = write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Otherwise the interpreter would raise again for buffered output when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ExportError(f"Standard output cannot be written: {error.strerror}.") from error
    else:
        return result
    return None


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _make_folder_of(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ExportError:
    return ExportError(f"{path} cannot be written: {error.strerror}.")
