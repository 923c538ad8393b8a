"""Scrapy's CSV feed: cells as in `commentary export`, where Scrapy would write Python's own notation (pure)."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from scrapy.exporters import CsvItemExporter

from archive.export import cell_of_csv


class CsvExporter(CsvItemExporter):
    """Writes an article a line: times in ISO 8601, lists of names joined by "; ", other lists and objects as JSON."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        """Return the cell of a value."""
        del field, name
        return cell_of_csv(_plain(value))


def _plain(value: Any) -> Any:
    """Return a value of an Article made of what JSON has."""
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return value
