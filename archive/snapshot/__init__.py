"""Writes a snapshot of an archive, a BagIt bag that needs nothing else, and restores one (disk).

archive ─┬─ cut.py: which files, up to which byte; database.py: a copy with the same bytes for the same content
         └─ tables.py: each table as CSV → sink.py: a folder or a ZIP file → bag.py, describe.py: manifests and README
snapshot → parcel.py: its files, hostile ones refused → unpack.py: all checksums → data folder
"""

from archive.snapshot.cut import Cut, KnownFile, find_cut
from archive.snapshot.unpack import Restored, restore
from archive.snapshot.write import Snapshot, write_snapshot

__all__ = ["Cut", "KnownFile", "Restored", "Snapshot", "find_cut", "restore", "write_snapshot"]
