"""Takes stored values for what their column says, whatever they are (pure).

A database may be damaged, or written by another program, and SQLite stores bytes in a text column and text in one of
numbers. A page shows such a value in some form, and never fails because of it.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from archive.schema import BODY_FORMS, CONTENT, FORMS, PACKED, TABLES, Column, unpack_forms
from extract.errors import ArchiveError

# More characters of a value are not shown on a page; the row as JSON has them all.
MAX_LINE = 2_000
# As long as the longest text that the reader takes out of a page.
MAX_TEXT = 1_000_000
MAX_ITEMS = 1_000
# SQLite's integers; a larger number in JSON has no use here, and thousands of digits cannot be converted.
MAX_NUMBER = 2**63
_LONG = frozenset({"body_text", "body_markdown", "body_html"})
_TABLES = (
    "comment_history", "absences", "captures", "rule_sets", "readings", "runs", "versions", "articles", "comments",
)  # fmt: skip
_COLUMNS: Mapping[str, Column] = {name: CONTENT[name] for name in FORMS} | {
    name: column for table in _TABLES for name, column in TABLES[table].columns.items()
}


def within(folder: Path, words: str) -> str:
    """Return what is said of files in a folder without the folder: readers learn their names, not where they lie."""
    # A path that leads there begins where a word does.
    return words if folder == Path() else re.sub(rf"(?<![\w/.-]){re.escape(str(folder))}/", "", words)


def clean_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the database with each value of the type that its column has.

    A text is a str, cut at MAX_TEXT or MAX_LINE characters; a number an int or a float, None where it is none; a JSON
    array a list of str, an object a dict; a column that the schema does not know is a text or a number.
    """
    return {name: _clean(name, row[name]) for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values


def with_forms(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the Markdown and HTML that its `body_forms` hold, and with `problem` if they are damaged."""
    values = {name: row[name] for name in row.keys() if name not in PACKED}  # noqa: SIM118 - sqlite3.Row iterates over values
    try:
        forms = unpack_forms(text_of(row["body_text"], len(str(row["body_text"]))) or "", row[BODY_FORMS] or b"")
    except ArchiveError as error:
        return values | dict.fromkeys(FORMS, "") | {"problem": str(error)}
    return values | dict(zip(FORMS, forms[: len(FORMS)], strict=True)) | {"problem": ""}


def _clean(name: str, value: Any) -> Any:
    clean = _CLEANERS.get(name)
    if clean is not None:
        return clean(value)
    return value if isinstance(value, int | float) else text_of(value)


def _cleaner(name: str, column: Column) -> Callable[[Any], Any]:
    """Return the function that gives a value the type of its column; made once, as a page has thousands of values."""
    if column.default in {"[]", "{}"}:
        return list_of if column.is_list else object_of
    if column.type.startswith(("INTEGER", "REAL")):
        return number_of
    most = MAX_TEXT if name in _LONG else MAX_LINE
    if "NOT NULL" in column.type:
        return lambda value: text_of(value, most) or ""
    return lambda value: text_of(value, most)


def text_of(value: Any, most: int = MAX_LINE) -> str | None:
    """Return a value as text of at most so many characters, None for None."""
    if value is None:
        return None
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return cut(text, most)


def cut(text: str, most: int) -> str:
    """Return a text, or its first characters and an ellipsis."""
    return text if len(text) <= most else f"{text[:most]}…"


def number_of(value: Any) -> int | float | None:
    """Return a finite number, None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value if abs(value) <= MAX_NUMBER else None
    return None


def list_of(value: Any) -> list[str]:
    """Return the items of a JSON array as text, at most MAX_ITEMS; an empty list for anything else."""
    items = json_of(value)
    return [text_of(item) or "" for item in items[:MAX_ITEMS]] if isinstance(items, list) else []


def object_of(value: Any) -> dict[str, Any]:
    """Return a JSON object, at most MAX_ITEMS of it; an empty one for anything else."""
    found = json_of(value)
    items: Iterable[tuple[str, Any]] = list(found.items())[:MAX_ITEMS] if isinstance(found, dict) else ()
    return {cut(name, MAX_LINE): item if number_of(item) is not None else text_of(item) for name, item in items}


def json_of(value: Any) -> Any:
    """Return what a text or bytes hold as JSON, None for what is no JSON."""
    if not isinstance(value, str | bytes) or len(value) > 10 * MAX_TEXT:
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


_CLEANERS: Mapping[str, Callable[[Any], Any]] = {name: _cleaner(name, column) for name, column in _COLUMNS.items()}
