"""Finds WARC files that hold less than the database has of them (reads the database and the folder)."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.warc import warc_files, why_unreadable

# The files of a run that has not ended are not marked as loaded; recovery reads those from their start.
KNOWN = """
SELECT name, bytes, (SELECT count(*) FROM captures WHERE captures.warc = warcs.name) AS captures FROM warcs
WHERE NOT EXISTS (SELECT 1 FROM runs WHERE status = 'running' AND substr(name, 1, length(id) + 1) = id || '-')
ORDER BY name
"""


@dataclass(frozen=True, kw_only=True)
class FileProblem:
    """A WARC file that is missing, cannot be read, or is shorter than it was; `captures` of it are in the database.

    `problem` is the predicate of a sentence: "is missing".
    """

    path: Path
    problem: str
    captures: int

    def __str__(self) -> str:
        held = f"its {self.captures} captures are" if self.captures != 1 else "its 1 capture is"
        kept = f"; {held} still in the database. Put the file back" if self.captures else ""
        return f"{self.path} {self.problem}{kept}."


def file_problems(db: sqlite3.Connection, folder: Path) -> Iterator[FileProblem]:
    """Yield the files that the database knows and that are worse than it knows them, then others that are unreadable.

    An empty file without captures is left out: a run that died in its first record leaves one.
    """
    known = {name: (size, captures) for name, size, captures in map(tuple, db.execute(KNOWN).fetchall())}
    for name, (size, captures) in known.items():
        path = folder / name
        problem = why_unreadable(path)
        if problem is None and path.stat().st_size < size:
            problem = f"has {path.stat().st_size:,} bytes and had {size:,}"
        if problem:
            yield FileProblem(path=path, problem=problem, captures=captures)
    for path in warc_files(folder):
        if path.name not in known and (problem := why_unreadable(path)):
            yield FileProblem(path=path, problem=problem, captures=0)
