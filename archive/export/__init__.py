"""Exports tables of the archive, and articles with all that belongs to them, in many formats.

filter ── tables.py → SELECT ── rows.py, records.py → rows or articles ── formats.py → a stream, file or folder
"""

from archive.export.citations import FILE_TYPES, STYLES, coins
from archive.export.content import Content, Options
from archive.export.csv_file import FORMULA, cell_of_csv
from archive.export.fields import Field, did_you_mean
from archive.export.folder import DiskFolder, Folder, ZipFolder
from archive.export.formats import EXPORTERS, Exporter
from archive.export.records import Record
from archive.export.stream import (
    Export,
    Written,
    export,
    export_to_file,
    export_to_stdout,
    export_zipped,
    exporter_of,
    write_file,
    write_stdout,
)
from archive.export.tables import EXPORTED

__all__ = [
    "EXPORTED",
    "EXPORTERS",
    "FILE_TYPES",
    "FORMULA",
    "STYLES",
    "Content",
    "DiskFolder",
    "Export",
    "Exporter",
    "Field",
    "Folder",
    "Options",
    "Record",
    "Written",
    "ZipFolder",
    "cell_of_csv",
    "coins",
    "did_you_mean",
    "export",
    "export_to_file",
    "export_to_stdout",
    "export_zipped",
    "exporter_of",
    "write_file",
    "write_stdout",
]
