"""Writes what a run does, event by event, to the logger EVENTS, for which the command opens a file.

docs/operations.md has the keys. Without a file nothing is written: Scrapy's log on the terminal has warnings alone,
and the summary has the counts.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Who only opens the file needs nothing of what reads pages.
    from archive.reading import Reading
    from archive.warc import Capture
    from crawler.ledger import Summary

EVENTS = "commentary.events"
# The attribute of a log record that has an event's values.
VALUES = "values"

_logger = logging.getLogger(EVENTS)
# Else a warning would reach the terminal, by Scrapy's handler, or by Python's own where there is no other.
_logger.propagate = False
_logger.addHandler(logging.NullHandler())
# Reading outcomes of which a person may want to know.
_WARNINGS = frozenset({"error", "unread"})
_COUNTS = (
    "status", "seconds", "requests", "captures", "bytes", "articles_new", "articles_changed", "articles_same", "held",
    "refused", "failed", "skipped",
)  # fmt: skip


class EventLog:
    """Writes the events of one run of a site."""

    def __init__(self, site: str, run: str) -> None:
        self._run = {"site": site, "run": run}

    def started(self) -> None:
        """Write that the run has started."""
        self._write("run started", {})

    def captured(self, capture: "Capture") -> None:
        """Write that a response was stored."""
        values = {"url": capture.url, "status": capture.status, "bytes": capture.bytes}
        self._write("capture", values | ({"source": capture.source_kind} if capture.source_kind else {}))

    def read(self, reading: "Reading", change: str | None) -> None:
        """Write what a capture shows; `change` tells whether an article is new, changed or the same."""
        level = logging.WARNING if reading.outcome in _WARNINGS else logging.INFO
        values = {"url": reading.capture.url, "change": change, "reason": reading.reason}
        self._write(reading.outcome, {name: value for name, value in values.items() if value}, level)

    def ended(self, summary: "Summary", unfetched: Iterable[tuple[str, str]]) -> None:
        """Write what the run did not fetch or read whole, its alarms, and that it has ended, with its counts."""
        for url, reason in unfetched:
            self._write("not fetched", {"url": url, "reason": reason}, logging.WARNING)
        for url, reason in summary.sources.items():
            self._write("source not read", {"url": url, "reason": reason}, logging.WARNING)
        for alarm in summary.alarms:
            self._write("alarm", {"message": alarm}, logging.ERROR)
        values = {name: getattr(summary, name) for name in _COUNTS}
        why = summary.why or summary.problem
        level = logging.INFO if summary.is_complete else logging.WARNING
        self._write("run ended", values | ({"reason": why} if why else {}), level)

    def _write(self, event: str, values: Mapping[str, object], level: int = logging.INFO) -> None:
        if _logger.isEnabledFor(level):
            _logger.log(level, "%s", event, extra={VALUES: {**self._run, "event": event, **values}})
