"""Tells what was forgotten by law, so that nothing stores it again (reads one database).

Only digests are known: of each address in normal form, or of a site's name and its hosts.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.schema import Row, insert_rows, to_json, to_sql
from archive.warc import Capture, Forgotten, hash_of
from extract.errors import ArchiveError
from extract.urls import canonical_url, netloc_of


@dataclass(frozen=True, kw_only=True)
class Tombstones:
    """Digests of the addresses, and of the names and hosts of sites, that were forgotten.

    `newest` is the id of the newest removal.
    """

    urls: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    newest: str = ""

    def __bool__(self) -> bool:
        return bool(self.urls or self.sites)

    def hides_url(self, url: str) -> bool:
        """Tell whether a URL was forgotten, by itself or with its site."""
        if not self:
            return False
        address = canonical_url(url)
        return hash_of(address) in self.urls or bool(self.sites and hash_of(netloc_of(address)) in self.sites)

    def hides_site(self, site: str) -> bool:
        """Tell whether a site was forgotten as a whole."""
        return bool(self.sites) and hash_of(site) in self.sites

    def check_site(self, site: str) -> None:
        """Raise ArchiveError if a site was forgotten as a whole: it is not crawled again."""
        # Files of that name have the tombstones.
        if site == "forgotten" or self.hides_site(site):
            raise ArchiveError(
                f"The site {site} was forgotten, and is not crawled again: see `commentary forget --list`."
            )

    def hides(self, capture: Capture) -> bool:
        """Tell whether a capture is of what was forgotten."""
        return self.hides_site(capture.site) or self.hides_url(capture.url)

    def visible(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows whose `url` was not forgotten."""
        return [row for row in rows if not self.hides_url(row["url"])]

    def and_also(self, kind: str, addresses: Iterable[str]) -> "Tombstones":
        """Return these and the digests of one more removal."""
        more = frozenset(addresses)
        is_site = kind == "site"
        return replace(
            self,
            urls=self.urls if is_site else self.urls | more,
            sites=self.sites | more if is_site else self.sites,
        )


def read_tombstones(db: sqlite3.Connection) -> Tombstones:
    """Return all that a database knows to be forgotten."""
    found = Tombstones()
    query = "SELECT kind, addresses, id FROM tombstones ORDER BY forgotten_at, id"
    for kind, addresses, number in map(tuple, db.execute(query)):
        found = replace(found.and_also(kind, json.loads(addresses)), newest=number)
    return found


def put_tombstone(db: sqlite3.Connection, forgotten: Forgotten, file: str) -> None:
    """Store a removal, and the name of the WARC file that says so."""
    row: Mapping[str, Any] = {
        "id": forgotten.id,
        "kind": forgotten.kind,
        "addresses": to_json(sorted(forgotten.addresses)),
        "forgotten_at": to_sql(forgotten.forgotten_at),
        "reason": to_sql(forgotten.reason),
        "forgotten_by": to_sql(forgotten.by),
        "marks": to_json(list(forgotten.marks)),
        "files": to_json({name: list(change) for name, change in forgotten.files.items()}),
        "runs": to_json({run: list(change) for run, change in forgotten.runs.items()}),
        "warc": file,
    }
    insert_rows(db, "tombstones", [dict(row)], "ON CONFLICT (id) DO UPDATE SET warc = excluded.warc")
