"""Watches what an archive needs around it: room on the disk, WARC files that can be read, runs that come (disk).

It only reads, and each of its findings says what to do.
"""

from archive.upkeep.disk import LEAST_FREE, Forecast, RunSize, bytes_a_day, disk_findings, forecast
from archive.upkeep.finding import Finding, Level
from archive.upkeep.late import last_starts, late_findings
from archive.upkeep.machine import machine_findings
from archive.upkeep.sample import DAMAGE, warc_findings

__all__ = [
    "DAMAGE",
    "LEAST_FREE",
    "Finding",
    "Forecast",
    "Level",
    "RunSize",
    "bytes_a_day",
    "disk_findings",
    "forecast",
    "last_starts",
    "late_findings",
    "machine_findings",
    "warc_findings",
]
