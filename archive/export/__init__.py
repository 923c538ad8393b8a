"""Exports a table of the archive as CSV, JSON or NDJSON: all rows, typed values, columns in a fixed order."""

from archive.export.citations import FILE_TYPES, STYLES, csl_item
from archive.export.formats import EXPORTERS, FORMULA
from archive.export.stream import export, export_to_file, export_to_stdout, write_file, write_stdout
from archive.export.tables import EXPORTED

__all__ = [
    "EXPORTED",
    "EXPORTERS",
    "FILE_TYPES",
    "FORMULA",
    "STYLES",
    "csl_item",
    "export",
    "export_to_file",
    "export_to_stdout",
    "write_file",
    "write_stdout",
]
