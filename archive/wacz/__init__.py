"""Writes an archive in the formats of web-archive tools: WACZ files and CDXJ indexes (disk)."""

from archive.wacz.package import Packed, write_cdxj, write_wacz
from archive.wacz.surt import surt_key

__all__ = ["Packed", "surt_key", "write_cdxj", "write_wacz"]
