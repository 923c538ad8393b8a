"""Starts the server from which worker processes are forked, and holds signals back meanwhile (starts a process)."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from types import FrameType

SAFE_PATH = "PYTHONSAFEPATH"
# Of two threads, each would take for the former value what the other one has set.
_CHANGING = threading.Lock()


def start_forkserver() -> None:
    """Start multiprocessing's fork server, unless it runs, with the current folder off its path of modules.

    Python starts it and its resource tracker by `python -c`, which looks in the current folder first: an `archive.py`
    or `signal.py` of the operator's there would be imported, and every worker would have it. Call this before the
    first semaphore of multiprocessing is made, and after `set_forkserver_preload`.
    """
    with _CHANGING:
        before = os.environ.get(SAFE_PATH)
        if before:
            forkserver.ensure_running()
            return
        os.environ[SAFE_PATH] = "1"
        try:
            forkserver.ensure_running()
        finally:
            if before is None:
                del os.environ[SAFE_PATH]
            else:
                os.environ[SAFE_PATH] = before


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold SIGINT and SIGTERM back within a block, and have the first one handled at its end.

    An exception out of a signal handler, within the start of a worker process, would leave a process that nobody
    knows of: it fails with a traceback when what it shares with this process is gone. Other threads get no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        held.append(number)

    former = {number: signal.signal(number, hold) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    if held:
        signal.raise_signal(held[0])
