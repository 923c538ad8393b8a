"""A clock for archives whose runs have times of their own."""

import os
from datetime import UTC, datetime
from pathlib import Path

from archive.warc.files import warc_files

LATER = datetime(2027, 6, 1, tzinfo=UTC)


def clock(data: Path) -> None:
    """Date the WARC files as if they had been written before LATER, whatever the clock says."""
    for path in warc_files(data / "warc"):
        os.utime(path, (LATER.timestamp() - 60,) * 2)
