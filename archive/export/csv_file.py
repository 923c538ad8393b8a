"""Writes rows as CSV: RFC 4180 in UTF-8, or a variant of it that Excel opens without changing values (pure).

The header is always there. A cell without a value is empty; a list of names is joined by "; ", and is a JSON array if
a name contains ";" or would look like one; other lists and objects are JSON.

A spreadsheet runs a text that begins with one of FORMULA. Such a text gets an apostrophe before it, as OWASP
advises, and so does one that begins with an apostrophe: who removes one apostrophe from the start of a text has what
was there.

For Excel (`Options.excel`) there is a byte order mark, by which it recognises UTF-8; ids have an apostrophe too,
since it keeps 15 digits of a number; times are written as it reads them; and a cell is cut where it would spill.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from archive.export.content import Content
from archive.export.fields import Field, Kind

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width forms run too
_GUARDED = (*FORMULA, "'")
# Characters of a cell in Excel.
MAX_CELL = 32_767
CUT = "… (cut)"
# From here on Excel would lose digits.
MAX_INTEGER = 10**15
CHUNK = 1024 * 1024


def write_csv(content: Content, out: BinaryIO) -> int:
    """Write a header and one line for each row."""
    excel = _Excel() if content.options.excel else None
    if excel:
        out.write(b"\xef\xbb\xbf")
    cells = [excel.cell_of(field) if excel else cell_of_csv for field in content.fields]
    out.write(to_line([field.name for field in content.fields]))
    count = 0
    for count, row in enumerate(content.rows(), 1):  # noqa: B007 - the last number is the result
        out.write(to_line([cell(value) for cell, value in zip(cells, row, strict=True)]))
    if excel and excel.cuts:
        content.notes.append(cut_note(excel.cuts))
    return count


def to_line(cells: Sequence[object]) -> bytes:
    """Return a line of CSV, the same as the csv module of Python writes.

    That takes 200 µs for the three forms of an ordinary article's text, and this 10.
    """
    # A line without any sign would be no row.
    return (
        b'""\r\n' if len(cells) == 1 and cells[0] in {"", None} else f"{','.join(map(_quoted, cells))}\r\n".encode()
    )


def _quoted(cell: object) -> str:
    text = cell if isinstance(cell, str) else "" if cell is None else str(cell)
    if '"' in text:
        return '"{}"'.format(text.replace('"', '""'))
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def count_csv(path: Path) -> int:
    """Return the number of rows of a file: of line ends outside of quotes, but for that of the header."""
    lines, is_quoted = 0, False
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            parts = chunk.split(b'"')
            lines += sum(part.count(b"\n") for part in parts[is_quoted::2])
            is_quoted ^= len(parts) % 2 == 0
    return lines - 1


def joined(value: list[Any] | dict[str, Any]) -> str:
    """Return a list or an object as the text of a cell."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = "; ".join(value)
        if text.count(";") == max(len(value) - 1, 0) and not text.startswith("[") and value != [""]:
            return text
    return orjson.dumps(value).decode()


def shortened(text: str) -> str:
    """Return a text that fits into a cell of a spreadsheet."""
    # Excel counts UTF-16 units.
    units = text.encode("utf-16-le")[: 2 * (MAX_CELL - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT


def is_too_long(text: str) -> bool:
    """Whether a text does not fit into a cell of a spreadsheet."""
    return len(text) > MAX_CELL // 2 and len(text.encode("utf-16-le")) > 2 * MAX_CELL


def cut_note(cuts: int) -> str:
    """Return the sentence that tells of cells that were cut."""
    cells, end = ("1 cell is", "ends") if cuts == 1 else (f"{cuts:,} cells are", "end")
    limit = f"the {MAX_CELL:,} characters of a spreadsheet's cell"
    return f"{cells} cut to {limit} and {end} in “{CUT}”; other formats hold all of it"


def cell_of_csv(value: object) -> object:
    """Return a value as a cell of CSV, guarded against being run as a formula."""
    if isinstance(value, list | dict):
        value = joined(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_GUARDED) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


class _Excel:
    """Makes the cells of a CSV file for Excel, and counts those that are cut."""

    def __init__(self) -> None:
        self.cuts = 0

    def cell_of(self, field: Field) -> Callable[[object], object]:
        """Return the function for the cells of a column."""
        kinds: Mapping[Kind, Callable[[object], object]] = {"time": self._time, "integer": _integer}
        return _id if field.is_id else kinds.get(field.kind, self._text)

    def _text(self, value: object) -> object:
        cell = cell_of_csv(value)
        if isinstance(cell, str) and is_too_long(cell):
            self.cuts += 1
            return shortened(cell)
        return cell

    def _time(self, value: object) -> object:
        # Excel knows no zones; the column's description says that it is UTC.
        if isinstance(value, str) and value.endswith("+00:00"):
            return value[:19].replace("T", " ")
        return self._text(value)


def _id(value: object) -> object:
    return f"'{value}" if isinstance(value, int) else cell_of_csv(value)


def _integer(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= MAX_INTEGER:
        return f"'{value}"
    return cell_of_csv(value)
