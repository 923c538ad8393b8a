"""Exports: a table of the archive as a file for other programs, complete, typed, its columns in a fixed order."""

from archive.export.formats import EXPORTERS
from archive.export.stream import export, export_to_file, export_to_stdout
from archive.export.tables import EXPORTED

__all__ = ["EXPORTED", "EXPORTERS", "export", "export_to_file", "export_to_stdout"]
