"""Runs SQL in worker processes, which it ends when a query takes longer than its limit (starts processes)."""

import queue
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from datasette.database import QueryInterrupted, Results

from archive.child_process import CONTEXT, ChildProcess
from archive.web.sql_worker import Query, Result, serve

CONTEXT.set_forkserver_preload(["archive.web.sql_worker"])
Rows = Sequence[tuple[Any, ...]]


class Take(Protocol):
    """Takes the rows of a result, and returns those that are to be shown."""

    def __call__(self, rows: Rows, *, truncated: bool) -> Rows:
        """Return the rows; `truncated` tells that there are more in the database."""


# A query that is between two instructions at its limit ends by itself; after so much longer its process is ended.
GRACE_SECONDS = 1.0
# A worker that starts on a busy machine has this long for its first answer, beside the query's own limit.
START_SECONDS = 30.0


class SqlPool:
    """So many worker processes, each started with its first query and again after it was ended."""

    def __init__(self, database: Path, *, count: int) -> None:
        self._all = [_Worker(database) for _ in range(count)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._all:
            self._idle.put(worker)

    def run(self, query: Query, take: Take) -> Results:
        """Return Datasette's Results of a query, with its rows as `take` returns them.

        sqlite3.Error and QueryInterrupted are raised as Datasette itself raises them.
        """
        worker = self._idle.get()
        try:
            result = worker.run(query)
        finally:
            self._idle.put(worker)
        if result.interrupted:
            raise QueryInterrupted(sqlite3.OperationalError("interrupted"), query.sql, query.parameters)
        if result.problem is not None:
            raise sqlite3.OperationalError(result.problem)
        return _results(result, take)

    def start(self) -> None:
        """Start all workers, so that the first queries need not wait for it."""
        for worker in self._all:
            worker.start()

    def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.end()


class _Worker:
    def __init__(self, database: Path) -> None:
        self._database = database
        self._process = ChildProcess(serve, database)
        self._has_answered = False
        self._file = _file_at(database)

    def run(self, query: Query) -> Result:
        if (file := _file_at(self._database)) != self._file:
            # A process that has it open would answer from the former one for ever, and other pages from this one.
            self.end()
            self._file = file
        pipe = self._process.start()
        seconds = query.seconds + GRACE_SECONDS + (0 if self._has_answered else START_SECONDS)
        try:
            pipe.send(query)
            if pipe.poll(seconds):
                result: Result = pipe.recv()
                self._has_answered = True
                return result
        except (EOFError, OSError):
            self.end()
            return Result(problem="the process of the query ended, perhaps for want of memory")
        self.end()
        return Result(interrupted=True)

    def start(self) -> None:
        self._process.start()

    def end(self) -> None:
        self._process.end()
        self._has_answered = False


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one that is put in its place; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def take_all(rows: Rows, *, truncated: bool) -> Rows:
    """Return the rows of a result as they are."""
    del truncated
    return rows


def _results(result: Result, take: Take) -> Results:
    """Return the result with rows of sqlite3, which Datasette takes apart by number and by name."""
    if not result.columns:
        return Results([], result.truncated, ())
    with sqlite3.connect(":memory:") as memory:
        cursor = memory.execute("SELECT " + ", ".join(f"NULL AS {_quoted(name)}" for name in result.columns))
    rows = [sqlite3.Row(cursor, row) for row in take(result.rows, truncated=result.truncated)]
    return Results(rows, result.truncated, cursor.description)


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
