"""Examines an archive and its machine, and says of each finding what to do (reads disk, database and processes)."""

from commentary.cli.doctor.examine import examine

__all__ = ["examine"]
