"""Writes rows as a workbook for spreadsheets: a sheet of rows, and a sheet that describes its columns (disk).

XlsxWriter keeps one row in memory. A text stays a text, whatever it begins with: no formula, number or link is made
of it. Ids, of which a spreadsheet would keep 15 digits, are texts; times and days are such, in UTC, from March 1900
on, and texts before, as spreadsheets disagree on those; a text that is too long for a cell is cut, and the cuts are
told.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archive.export.content import Content
from archive.export.csv_file import MAX_INTEGER, cut_note, is_too_long, joined, shortened
from archive.export.fields import Kind
from extract.errors import ExportError

MAX_ROWS = 1_048_576
# The workbook states when it was made: the same content gives the same bytes.
NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 - XlsxWriter takes times without a zone
# Excel's February of 1900 has 29 days.
FIRST_DAY = date(1900, 3, 1)
# XML has no such characters, and no escape for them.
_NO_XML = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_WIDTHS: Mapping[Kind, int] = {"time": 19, "day": 11, "integer": 10, "real": 10, "boolean": 8}
_TEXT_WIDTH, _BODY_WIDTH = 24, 60


def write_xlsx(content: Content, path: Path) -> int:
    """Write a workbook to a new file."""
    # It comes with the extra `export`.
    from xlsxwriter import Workbook  # noqa: PLC0415 - see above
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - see above

    if content.expected >= MAX_ROWS:
        raise ExportError(
            f"{content.expected:,} rows of {content.table}, and a sheet holds {MAX_ROWS - 1:,} below its header."
            " Narrow the export down, for instance with --since, or choose csv or parquet."
        )
    as_texts = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
    # The rows stand in files of their own until the workbook is closed, or the export has failed.
    with TemporaryDirectory(prefix=".commentary-", dir=path.parent) as folder:
        workbook = Workbook(str(path), {"constant_memory": True, "tmpdir": folder, **as_texts})
        workbook.set_properties({"title": content.description, "created": NO_TIME})
        workbook.use_zip64()
        count = _Sheet(workbook, content).write()
        _write_columns(workbook, content)
        try:
            workbook.close()
        except FileCreateError as error:
            raise ExportError(f"{path.parent} cannot be written: {error}.") from error
    return count


class _Sheet:
    """The sheet of the rows."""

    def __init__(self, workbook: Any, content: Content) -> None:
        self._content = content
        self._sheet = workbook.add_worksheet(content.table)
        self._bold = workbook.add_format({"bold": True})
        self._formats = {
            "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        }
        self._cuts = 0

    def write(self) -> int:
        """Write the header and the rows; return their number."""
        fields = self._content.fields
        for place, field in enumerate(fields):
            self._sheet.set_column(place, place, _WIDTHS.get(field.kind, _TEXT_WIDTH))
        self._sheet.freeze_panes(1, 1)
        self._sheet.write_row(0, 0, [field.name for field in fields], self._bold)
        kinds: Mapping[Kind, Callable[[int, int, Any], object]] = {"time": self._moment, "day": self._day}
        writers = [self._id if field.is_id else kinds.get(field.kind, self._value) for field in fields]
        count = 0
        for count, row in enumerate(self._content.rows(), 1):
            for place, (write, value) in enumerate(zip(writers, row, strict=True)):
                if value is not None:
                    write(count, place, value)
        if count:
            self._sheet.autofilter(0, 0, count, len(fields) - 1)
        if self._cuts:
            self._content.notes.append(cut_note(self._cuts))
        return count

    def _value(self, row: int, place: int, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float) and abs(value) < MAX_INTEGER:
            self._sheet.write_number(row, place, value)
        else:
            self._text(row, place, joined(value) if isinstance(value, list | dict) else str(value))

    def _id(self, row: int, place: int, value: Any) -> None:
        self._text(row, place, str(value))

    def _text(self, row: int, place: int, text: str) -> None:
        if is_too_long(text):
            self._cuts += 1
            text = shortened(text)
        if text:
            self._sheet.write_string(row, place, text.translate(_NO_XML))

    def _moment(self, row: int, place: int, value: Any) -> None:
        moment = _read(datetime.fromisoformat, value)
        if moment is None or moment.date() < FIRST_DAY:
            self._text(row, place, str(value))
        else:
            self._sheet.write_datetime(row, place, moment.replace(tzinfo=None), self._formats["time"])

    def _day(self, row: int, place: int, value: Any) -> None:
        day = _read(date.fromisoformat, value)
        if day is None or day < FIRST_DAY:
            self._text(row, place, str(value))
        else:
            self._sheet.write_datetime(row, place, day, self._formats["day"])


def _read(parse: Callable[[str], Any], value: object) -> Any:
    try:
        return parse(str(value))
    except ValueError:
        return None


def _write_columns(workbook: Any, content: Content) -> None:
    sheet = workbook.add_worksheet("Columns")
    bold = workbook.add_format({"bold": True})
    sheet.set_column(0, 1, _TEXT_WIDTH)
    sheet.set_column(2, 2, _BODY_WIDTH * 2)
    sheet.write_row(0, 0, ["column", "kind", "description"], bold)
    for row, field in enumerate(content.fields, 1):
        sheet.write_row(row, 0, [field.name, field.kind, field.description])
