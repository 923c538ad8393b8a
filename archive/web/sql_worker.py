"""A process that runs SQL of readers on the archive's database, within limits of memory, length and time (disk).

SQLite looks at a time limit only between its instructions, and one call of `instr` or `printf` is one instruction. So
what a reader types runs here, where the process that serves can end it.
"""

import resource
import signal
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from archive.ask import is_other_kind
from archive.child_process import end_with_parent
from archive.database import is_locked, open_read_only
from archive.selection import match_of
from archive.web.plugins.article import kind_of_edit
from archive.web.plugins.values import within
from archive.web.sql_limits import only_reading
from extract.errors import ArchiveError

# A row may have the text of a page of 10 MB in each of its three forms.
MAX_VALUE_BYTES = 64 * 1024 * 1024
# What SQLite may use for one query, and this process for that and for its result.
MAX_HEAP_BYTES = 256 * 1024 * 1024
MAX_PROCESS_BYTES = 768 * 1024 * 1024
# A file of no more than SQLite can map is seen as memory, without a call and a copy for each of its pages; of a
# larger one so many pages are kept.
MAX_MAPPED_BYTES = 2**31 - 2**16
MAX_CACHE_KILOBYTES = 32 * 1024
# A list of rows is cut where it has more than this.
MAX_RESULT_BYTES = 64 * 1024 * 1024
INSTRUCTIONS_PER_CHECK = 1000
# Less than a page may take: else the page would say that its query took too long.
WAIT_SECONDS = 1.0
LOCKED = "another program has locked the database"
TOO_LARGE = f"the query needs more than {MAX_HEAP_BYTES // 1024 // 1024} MB of memory"


class Query(NamedTuple):
    """An SQL statement with its parameters; at most `rows` are returned, all if None, within `seconds`."""

    sql: str
    parameters: Mapping[str, Any] | Sequence[Any]
    rows: int | None
    seconds: float


class Result(NamedTuple):
    """The rows of a query with the names of their columns, or `problem`, SQLite's message; `truncated` if cut."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    truncated: bool = False
    problem: str | None = None
    interrupted: bool = False


def add_functions(connection: sqlite3.Connection) -> None:
    """Add our SQL functions; `escape_fts` replaces Datasette's function of that name."""
    connection.create_function("escape_fts", 1, lambda words: match_of(_text(words)), deterministic=True)
    connection.create_function("kind_of_edit", 2, partial(kind_of_edit, connection))
    connection.create_function("is_other_kind", 1, _is_other_kind, deterministic=True)


def _text(value: Any) -> str:
    """Return what SQL passes to a function, of any type, as text; empty for NULL."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _is_other_kind(reason: Any) -> bool:
    return is_other_kind(_text(reason))


def serve(pipe: Connection, database: Path) -> None:
    """Answer each Query that comes through a pipe with a Result, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    connection: sqlite3.Connection | None = None
    with suppress(EOFError, OSError):
        while True:
            connection, problem = (connection, "") if connection is not None else _try_to_open(database)
            query = pipe.recv()
            if connection is None:
                # It may have been put back since.
                connection, problem = _try_to_open(database)
            pipe.send(Result(problem=problem) if connection is None else run(connection, query))


def _try_to_open(database: Path) -> tuple[sqlite3.Connection | None, str]:
    try:
        return _open(database), ""
    except (ArchiveError, sqlite3.Error) as error:
        is_in_use = is_locked(error) or is_locked(error.__cause__)
        return None, LOCKED if is_in_use else within(database.parent, str(error))


def run(connection: sqlite3.Connection, query: Query) -> Result:
    """Run a query; what goes wrong is the result's `problem`."""
    deadline = time.monotonic() + query.seconds
    connection.set_progress_handler(lambda: time.monotonic() >= deadline, INSTRUCTIONS_PER_CHECK)
    try:
        return _run(connection, query)
    except sqlite3.Error as error:
        if is_locked(error):
            return Result(problem=LOCKED)
        # A function of ours that asks the database itself is interrupted too, and is then one that failed.
        return Result(problem=str(error), interrupted=time.monotonic() >= deadline or str(error) == "interrupted")
    except MemoryError:
        return Result(problem=TOO_LARGE)
    # Of Python, for a NUL in the statement and for parameters that SQLite has no type for.
    except OverflowError:
        return Result(problem="a number is larger than any that a database holds")
    except ValueError as error:
        return Result(problem=str(error))
    finally:
        connection.set_progress_handler(None, 0)


def _run(connection: sqlite3.Connection, query: Query) -> Result:
    cursor = connection.execute(query.sql, query.parameters)
    columns = tuple(entry[0] for entry in cursor.description or ())
    rows: list[tuple[Any, ...]] = []
    size, truncated = 0, False
    for row in cursor:
        size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
        # A page of ours that asks for all rows asks for a few.
        if query.rows is not None and (len(rows) == query.rows or (size > MAX_RESULT_BYTES and rows)):
            truncated = True
            break
        rows.append(tuple(row))
    cursor.close()
    return Result(columns=columns, rows=tuple(rows), truncated=truncated)


def _open(database: Path) -> sqlite3.Connection:
    connection = open_read_only(database, WAIT_SECONDS)
    # What a function of ours does with a hostile value is told to the reader, and not to the terminal.
    sqlite3.enable_callback_tracebacks(False)  # noqa: FBT003 - SQLite's signature
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute(f"PRAGMA hard_heap_limit = {MAX_HEAP_BYTES}")
    # A sort that does not fit would fill the disk with a temporary file.
    connection.execute("PRAGMA temp_store = MEMORY")
    _map(connection, database)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MAX_PROCESS_BYTES, most))
    add_functions(connection)
    _add_words(connection)
    only_reading(connection)
    return connection


def _map(connection: sqlite3.Connection, database: Path) -> None:
    """Let SQLite see the file as memory, as far as it is there now; this process may have no more than that.

    Rows of one question lie far apart, and the system reads what is around each of them from the disk at once. A file
    that somebody cuts off meanwhile ends the process, and the next query has another one.
    """
    connection.execute(f"PRAGMA cache_size = -{MAX_CACHE_KILOBYTES}")
    if database.stat().st_size <= MAX_MAPPED_BYTES:
        connection.execute(f"PRAGMA mmap_size = {MAX_MAPPED_BYTES}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _add_words(connection: sqlite3.Connection) -> None:
    """Add a table of the words of the full-text index, for proposals; it has no rows of its own."""
    connection.execute("PRAGMA query_only = 0")
    with suppress(sqlite3.DatabaseError):
        connection.execute("CREATE VIRTUAL TABLE temp.words_of_index USING fts5vocab(main, articles_fts_words, row)")
    connection.execute("PRAGMA query_only = 1")


def _size() -> int:
    """Return the bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
