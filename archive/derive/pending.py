"""Collects what is to be derived anew, so that many additions are derived once (SQL on an open transaction)."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.derive.articles import refresh
from archive.derive.verdicts import unjudge


@dataclass
class Pending:
    """What is to be derived anew: addresses, versions that readings no longer show, and versions in another form.

    `runs` are pairs of a run and its site whose readings are to be judged anew.
    """

    addresses: dict[str, None] = field(default_factory=dict)
    versions: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)
    runs: set[tuple[str, str]] = field(default_factory=set)

    def add(self, addresses: Iterable[str], versions: Iterable[str] = (), changed: Iterable[str] = ()) -> None:
        """Add addresses and versions."""
        self.addresses.update(dict.fromkeys(addresses))
        self.versions.update(dict.fromkeys(versions))
        self.changed.update(dict.fromkeys(changed))

    def derive(self, db: sqlite3.Connection) -> None:
        """Derive all of it, and note which runs are to be judged."""
        refresh(db, self.addresses, self.versions, self.changed)
        for run, site in sorted(self.runs):
            unjudge(db, run, site)
