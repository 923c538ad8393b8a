"""Imports captures that other tools made, and WARC files of other archives of ours (disk)."""

from archive.intake.take import Progress, Taken, take_archives

__all__ = ["Progress", "Taken", "take_archives"]
