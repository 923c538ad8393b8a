"""Deletes from the tables what is gone, forgotten, or to be read again, and derives what depends on it (disk)."""

from collections.abc import Collection
from pathlib import Path

from archive.erase import (
    captures_beyond,
    delete_captures,
    delete_mentions,
    delete_readings,
    delete_what_was_read,
    hidden_captures,
)
from archive.tables import Tables
from archive.tombstones import put_tombstone, read_tombstones
from archive.warc import Forgotten


def forget_beyond_end(tables: Tables, path: Path) -> int:
    """Delete captures that lie beyond the end of a WARC file, as after a power cut; return how many."""
    with tables.batch():
        lost = captures_beyond(tables.db, path.name, path.stat().st_size)
        tables.derive_erased(delete_captures(tables.db, lost))
    return len(lost)


def add_forgotten(tables: Tables, forgotten: Forgotten, file: str) -> None:
    """Store a removal that a WARC file tells of, and delete what it names; within `batch`."""
    put_tombstone(tables.db, forgotten, file)
    tables.tombstones = read_tombstones(tables.db)
    tables.derive_erased(delete_captures(tables.db, hidden_captures(tables.db, tables.tombstones)))
    delete_mentions(tables.db, tables.tombstones)


def read_again(tables: Tables, captures: Collection[str]) -> None:
    """Delete what was read from captures, so that `reads.unread` yields them again; within `batch`."""
    tables.derive_erased(delete_what_was_read(tables.db, captures))


def forget_readings(tables: Tables, site: str) -> None:
    """Delete all readings of a site, so that `reads.unread` yields its captures again."""
    with tables.batch():
        tables.derive_erased(delete_readings(tables.db, site))
