"""Verifies that an archive is whole, and that its tables and its WARC files say the same (disk)."""

from archive.verify.finding import Finding
from archive.verify.forgotten import find_forgotten

__all__ = ["Finding", "find_forgotten"]
