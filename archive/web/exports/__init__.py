"""Exports through the pages: `/-/export` streams what `commentary export` writes (starts processes)."""

from archive.web.exports import plugin
from archive.web.exports.pool import ExportPool

__all__ = ["ExportPool", "plugin"]
