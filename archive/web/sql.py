"""Runs SQL in worker processes, which it ends when a query takes longer than its limit (starts processes)."""

import queue
import sqlite3
import threading
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted, Results

from archive.forkserver import start_forkserver
from archive.web.sql_worker import Query, Result, serve

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["archive.web.sql_worker"])
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

    def run(self, query: Query) -> Results:
        """Return Datasette's Results of a query; raise sqlite3.Error and QueryInterrupted as Datasette does."""
        worker = self._idle.get()
        try:
            result = worker.run(query)
        finally:
            self._idle.put(worker)
        if result.interrupted:
            raise QueryInterrupted(sqlite3.OperationalError("interrupted"), query.sql, query.parameters)
        if result.problem is not None:
            raise sqlite3.OperationalError(result.problem)
        return _results(result)

    def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.end()


class _Worker:
    def __init__(self, database: Path) -> None:
        self.database = database
        self._process: ForkServerProcess | None = None
        self._lock = threading.Lock()

    def run(self, query: Query) -> Result:
        seconds = query.seconds + GRACE_SECONDS + (START_SECONDS if self._start() else 0)
        try:
            self._pipe.send(query)
            if self._pipe.poll(seconds):
                result: Result = self._pipe.recv()
                return result
        except (EOFError, OSError):
            self.end()
            return Result(problem="the process of the query ended, perhaps for want of memory")
        self.end()
        return Result(interrupted=True)

    def end(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._pipe.close()
                self._process = None

    def _start(self) -> bool:
        """Start the process unless it runs; tell whether it had to be started."""
        with self._lock:
            if self._process is not None:
                return False
            start_forkserver()
            self._pipe, other_end = CONTEXT.Pipe()
            self._process = CONTEXT.Process(target=serve, args=(other_end, self.database), daemon=True)
            self._process.start()
            # While this process holds the worker's end open, recv() would not fail when the worker dies.
            other_end.close()
            return True


def _results(result: Result) -> Results:
    """Return the result with rows of sqlite3, which Datasette takes apart by number and by name."""
    if not result.columns:
        return Results([], result.truncated, ())
    with sqlite3.connect(":memory:") as memory:
        cursor = memory.execute("SELECT " + ", ".join(f"NULL AS {_quoted(name)}" for name in result.columns))
    rows: list[Any] = [sqlite3.Row(cursor, row) for row in result.rows]
    return Results(rows, result.truncated, cursor.description)


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
