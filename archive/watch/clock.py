"""Compares a server's clock with this machine's, by the Date headers of a run's responses (reads WARC files)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from archive.warc import read_stored, split_head
from extract.errors import ArchiveError

# A server may take so many seconds to answer. So many responses have to differ: a cache may answer with an old date.
SECONDS, RESPONSES = 120, 5


def clock_error(warc_folder: Path, rows: Sequence[Mapping[str, Any]]) -> float | None:
    """Return by how many seconds a server's clock is ahead of ours, negative if it is behind; None if they agree.

    `rows` are captures of one run. The first RESPONSES of them by their ids are read, which are the same ones in any
    form of the files; one in which the clocks agree is enough. None also if no response has a date.
    """
    found: list[float] = []
    for row in sorted(rows, key=lambda row: row["id"])[:RESPONSES]:
        error = _error(warc_folder / row["warc"], row)
        if error is None or abs(error) < SECONDS:
            return None
        found.append(error)
    return min(found, key=abs, default=None)


def _error(path: Path, row: Mapping[str, Any]) -> float | None:
    """Return the seconds by which the Date header of a response, and its Age, differ from the time of its capture."""
    # A file that is missing or damaged is told elsewhere.
    with suppress(ArchiveError, ValueError, OverflowError):
        head, _ = split_head(read_stored(path, row["offset"]).block)
        stated = head.get("date")
        if stated is None:
            return None
        at = parsedate_to_datetime(stated)
        aware = at if at.tzinfo else at.replace(tzinfo=UTC)
        age = head.get("age") or "0"
        seconds = int(age) if age.isdecimal() else 0
        return (aware - datetime.fromisoformat(row["captured_at"])).total_seconds() + seconds
    return None
