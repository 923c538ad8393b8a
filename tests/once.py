"""Makes a folder once for all workers of the test runner, where each worker would spend its own time on the same."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder, filled by `make`; each worker has a copy of its own, so that none waits for a lock of another.

    The first worker that asks makes the folder; whoever asks meanwhile waits.
    """
    own = factory.mktemp(name)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        make(own)
        return own
    whole = factory.getbasetemp().parent / f"{name}-made-once"
    with whole.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            # What fails half-way is not taken for the whole.
            half = factory.mktemp(f"{name}-half")
            make(half)
            half.rename(whole)
    return shutil.copytree(whole, own, dirs_exist_ok=True)
