"""Keeps a run from requesting and storing what was forgotten by law (pure, but for the ledger's counts)."""

from typing import Any

from archive.forget import without_forgotten
from archive.tombstones import Tombstones
from crawler.ledger import Ledger
from crawler.policy import FORGOTTEN
from extract.listings import SOURCES
from extract.urls import canonical_url


class Forgotten:
    """Tells which URLs are never requested, and counts each once, without its address."""

    def __init__(self, tombstones: Tombstones, ledger: Ledger) -> None:
        self.tombstones = tombstones
        self.ledger = ledger
        self._counted: set[str] = set()

    def skips(self, url: str) -> bool:
        """Tell whether a URL was forgotten; the run counts it as skipped."""
        if not self.tombstones.hides_url(url):
            return False
        if (address := canonical_url(url)) not in self._counted:
            self._counted.add(address)
            self.ledger.add_skipped(FORGOTTEN)
        return True

    def redact(self, response: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments of `WarcFile.write` for a response: a list without entries of what was forgotten."""
        source = response.get("source")
        if not self.tombstones or source is None or source.kind not in SOURCES:
            return response
        headers = tuple(response["response_headers"])
        kept = without_forgotten(response["url"], headers, response["body"], self.tombstones)
        return response if kept is None else response | {"redacted": (self.tombstones.newest, *kept)}
