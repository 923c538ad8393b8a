"""Finds forms for a password or a login that a whole site shows in the place of its articles (reads the database).

refused readings of a run that were articles before → forms, and pages that are there → a wall of the site? → held

One article behind a form was put there by somebody, and is gone (`absences.py`). Forms in the place of nearly all
articles of a run are a wall before the site, as an outage is: the rule is the same as for 404 (`outage.py`).
"""

import sqlite3
from collections.abc import Iterable
from typing import Protocol

from archive.derive.identity import WITH_READING
from archive.derive.outage import is_outage
from extract.kind import LOGIN, PASSWORD

FORMS = (PASSWORD, LOGIN)
WALL = "a form for a password or login in the place of {} articles at once"

THERE = f"""
SELECT count(DISTINCT captures.address) FROM {WITH_READING}
WHERE captures.run = ? AND captures.source_kind IS NULL AND outcome = 'article' AND held IS NULL
"""  # noqa: S608 - our own names


class Read(Protocol):
    """The last reading of an address in a run, and the one that counted before it, None if there is none."""

    @property
    def now(self) -> sqlite3.Row:
        """The reading."""

    @property
    def before(self) -> sqlite3.Row | None:
        """The reading before."""


def find_forms(db: sqlite3.Connection, run: str, read: Iterable[Read]) -> dict[str, str | None]:
    """Return for each reading that shows a form why it is held, None where it counts."""
    forms = [each for each in read if each.now["outcome"] == "not an article" and each.now["reason"] in FORMS]
    if not forms:
        return {}
    lost = sum(each.before is not None for each in forms)
    is_wall = is_outage(lost, db.execute(THERE, (run,)).fetchone()[0])
    reason = WALL.format(lost) if is_wall else None
    return {each.now["capture"]: reason if each.before is not None else None for each in forms}
