"""Collects what is to be derived anew, so that many additions are derived once (SQL on an open transaction)."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.derive.articles import refresh
from archive.derive.disagreements import compare_listed
from archive.derive.verdicts import unjudge

# The columns of a reading with URLs on which other rows depend.
URLS = ("own_url", "canonical_url", "known_as", "next_page_url", "leads_to")


@dataclass
class Stale:
    """What is to be derived anew.

    Addresses, versions that readings no longer show, versions in another form, addresses that a listing states
    something of, and pairs of a run and its site that are to be judged anew.
    """

    addresses: dict[str, None] = field(default_factory=dict)
    versions: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)
    listed: dict[str, None] = field(default_factory=dict)
    runs: set[tuple[str, str]] = field(default_factory=set)

    def add(self, addresses: Iterable[str], versions: Iterable[str], changed: Iterable[str]) -> None:
        """Add addresses and versions that are not among them."""
        self.addresses.update(dict.fromkeys(addresses))
        self.versions.update(dict.fromkeys(versions))
        self.changed.update(dict.fromkeys(changed))

    def unjudge(self, db: sqlite3.Connection) -> None:
        """Note of its runs that they are to be judged anew."""
        for run, site in self.runs:
            unjudge(db, run, site)

    def refresh(self, db: sqlite3.Connection) -> None:
        """Derive all the rest."""
        refresh(db, self.addresses, self.versions, self.changed)
        compare_listed(db, self.listed)


def urls_in(readings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the URLs of readings on which other rows depend, each once, sorted."""
    return sorted({url for row in map(dict, readings) for name in URLS if (url := row.get(name))})


def versions_in(readings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the versions that readings show, each once, sorted."""
    return sorted({row[name] for row in readings for name in ("version", "part") if row[name]})
