"""Verifies that nothing is left of what was forgotten by law (reads the database and the WARC files)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only
from archive.forget import left_in_files, left_in_tables
from archive.verify.finding import Finding
from archive.verify.kinds import REMEDIES
from archive.warc import FORGETTING, JOURNAL


def find_forgotten(data: Path) -> Iterator[Finding]:
    """Yield a finding for each record and table that holds something of what was forgotten.

    It reads all WARC files, unless nothing was ever forgotten.
    """
    if (data / FORGETTING / JOURNAL).exists():
        yield Finding(
            kind="unfinished-forget",
            file=f"{FORGETTING}/{JOURNAL}",
            offset=None,
            problem="a removal was interrupted.",
            remedy=REMEDIES["unfinished-forget"],
        )
    with closing(open_read_only(data / DATABASE_NAME)) as db:
        db.row_factory = sqlite3.Row
        for table, count in left_in_tables(db):
            problem = f"the table {table} has {count:,} {'URL' if count == 1 else 'URLs'} of what was forgotten."
            yield Finding(
                kind="forgotten-row",
                file=DATABASE_NAME,
                offset=None,
                problem=problem,
                remedy=REMEDIES["forgotten-row"],
            )
        for name, offset, problem in left_in_files(db, data / "warc"):
            yield Finding(
                kind="forgotten-record",
                file=f"warc/{name}",
                offset=offset,
                problem=f"{problem}.",
                remedy=REMEDIES["forgotten-record"],
            )
