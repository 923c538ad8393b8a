"""Verifies that an archive is whole, and that its tables and its WARC files say the same (disk)."""

from archive.verify.finding import Finding

__all__ = ["Finding"]
