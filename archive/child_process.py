"""A worker process at the other end of a pipe, started when it is needed and again after it was ended.

The process comes from the fork server: a fork of this one would hold its lock, its database and its sockets.
"""

import os
import threading
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from archive.forkserver import start_forkserver

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

CONTEXT = get_context("forkserver")


class ChildProcess:
    """Runs `serve(connection, *given)` in a process of its own; another thread may only call `end` meanwhile."""

    def __init__(self, serve: Callable[..., None], *given: Any) -> None:
        self._serve, self._given = serve, given
        self._process: ForkServerProcess | None = None
        self._lock = threading.Lock()

    def start(self) -> Connection:
        """Start the process unless it runs; return this end of its pipe."""
        with self._lock:
            if self._process is None:
                self._pipe, other_end = CONTEXT.Pipe()
                start_forkserver()
                process = CONTEXT.Process(target=self._serve, args=(other_end, *self._given), daemon=True)
                # One that could not be started cannot be ended.
                process.start()
                self._process = process
                # While this process holds the worker's end open, recv() would not fail when the worker dies.
                other_end.close()
            return self._pipe

    def end(self) -> None:
        """Kill the process, whatever it is doing."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._process = None


def end_with_parent() -> None:
    """Let a worker process end when its parent does: one whose parent was killed would wait for ever."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
