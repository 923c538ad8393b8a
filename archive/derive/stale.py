"""Collects what is to be derived anew, so that many additions are derived once (SQL on an open transaction)."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.derive.articles import refresh


@dataclass
class Stale:
    """What is to be derived anew: addresses, versions that readings no longer show, and versions in another form."""

    addresses: dict[str, None] = field(default_factory=dict)
    versions: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)

    def add(self, addresses: Iterable[str], versions: Iterable[str], changed: Iterable[str]) -> None:
        """Add addresses and versions that are not among them."""
        self.addresses.update(dict.fromkeys(addresses))
        self.versions.update(dict.fromkeys(versions))
        self.changed.update(dict.fromkeys(changed))

    def refresh(self, db: sqlite3.Connection) -> None:
        """Derive all of it."""
        refresh(db, self.addresses, self.versions, self.changed)
