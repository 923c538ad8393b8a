"""Runs the command at a moment of the simulated year, under libfaketime (starts processes).

The clock of each process goes on from the moment as the real one does; the monotonic clock, by which pauses and
limits are measured, is the real one. The files that a command wrote get their times by the faked clock.
"""

import os
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from subprocess import CompletedProcess
from typing import Self

from prepared import PREPARED, Prepared

# Where Debian's package libfaketime has it, on each architecture.
LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
# The library looks at FAKETIME again when this many whole seconds have passed since it last did: at the beginning of
# each command, since that is a fork of a process that has only waited, and then seldom. Looking whenever the clock is
# read costs more than a crawl, and reads the environment while another thread may change it.
# Absolute sleeps of the monotonic clock, as of time.sleep, fail; no crawl has one.
# The times of files are not changed as they are read: they are right on the disk.
SECONDS_UNTIL_LOOKED_AT = 2
FAKED = {
    "LD_PRELOAD": str(LIBRARIES[0]) if LIBRARIES else "",
    # Without it, the library looks for files that say the time, at each look.
    "FAKETIME": "+0",
    "FAKETIME_CACHE_DURATION": str(SECONDS_UNTIL_LOOKED_AT),
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    "NO_FAKE_STAT": "1",
    # The library also reads the environment when a thread waits for a lock, and archive/forkserver.py would enlarge
    # it meanwhile by this variable.
    "PYTHONSAFEPATH": "1",
}


class FakedClock:
    """Prepared processes with a clock that can be set."""

    def __init__(self) -> None:
        if not LIBRARIES:
            raise RuntimeError("libfaketime is not installed: run `bash .ci/year-packages` as root on Debian")
        self._prepared = Prepared(FAKED)

    def __enter__(self) -> Self:
        self._prepared.__enter__()
        for _ in range(PREPARED):
            self._prepared("--version")
        time.sleep(SECONDS_UNTIL_LOOKED_AT + 1)
        return self

    def __exit__(self, *error: object) -> None:
        self._prepared.__exit__(*error)

    def run(
        self, moment: datetime, *words: object, data: Path, environment: Mapping[str, str] = {}
    ) -> CompletedProcess[str]:
        """Run the command with a data folder, starting at a moment."""
        before = time.time()
        offset = moment.timestamp() - before
        done = self._prepared(*words, "--data", data, FAKETIME=f"{offset:+.3f}", **environment)
        _date_files(data, before, offset)
        return done


def _date_files(folder: Path, since: float, offset: float) -> None:
    """Give the files that were written since then the time that the faked clock showed."""
    for path in (folder, *folder.rglob("*")):
        changed = path.lstat().st_mtime
        # A file system may round the time of a file down.
        if changed >= since - 0.1:
            os.utime(path, (changed + offset,) * 2, follow_symlinks=False)
