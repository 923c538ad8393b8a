"""Starts the server from which worker processes are forked (starts a process)."""

import os
from multiprocessing import forkserver

SAFE_PATH = "PYTHONSAFEPATH"


def start_forkserver() -> None:
    """Start multiprocessing's fork server, unless it runs, with the current folder off its path of modules.

    Python starts it and its resource tracker by `python -c`, which looks in the current folder first: an `archive.py`
    or `signal.py` of the operator's there would be imported, and every worker would have it. Call this before the
    first semaphore of multiprocessing is made, and after `set_forkserver_preload`.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before
