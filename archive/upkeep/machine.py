"""Gathers what a machine that nobody watches has to tell by itself (reads the disk, the database and WARC files)."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from archive.settings import Settings
from archive.upkeep.disk import disk_findings, forecast
from archive.upkeep.finding import Finding
from archive.upkeep.late import last_starts, late_findings
from archive.upkeep.sample import warc_findings


def machine_findings(
    data: Path, settings: Settings, now: datetime | None = None, *, damaged: Collection[str] = ()
) -> list[Finding]:
    """Return what is wrong with the disk, WARC files and the schedule of an archive; [] if nothing is.

    The kinds are `disk`, `WARC damage` and `late`; each pair of kind and subject is there once, and stays the same as
    long as it lasts, if `damaged` names the WARC files in which there was damage before. ArchiveError if the database
    cannot be read: then nothing is known, also not that it is over.
    """
    now = now or datetime.now(UTC)
    found = [
        *disk_findings(forecast(data, now)),
        *warc_findings(data, now=now, again=damaged),
        *late_findings(settings.schedule, last_starts(data), now),
    ]
    return [each for each in found if each.level != "fine"]
