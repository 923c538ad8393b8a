"""The fields of the form for a query's parameters: which input fits, and which values there are (reads the database).

A parameter is known by its name, which means the same in every query: `since` is a day, `site` one of the sites.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted

from archive.schema import ALLOWED
from archive.web.plugins.labels import parameter_label
from archive.web.plugins.values import text_of

# A list of more values is no choice; the reader types the first letters, and the browser offers those that begin so.
MAX_CHOICES, MAX_OFFERED = 100, 500
CHOICE_MS = 500
_EDITS = ("typo", "metadata", "headline", "addition", "removal", "substantive", "rewrite")
# Parameters with few values, by name.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "change": ALLOWED["changes.change"],
    "class": ("edit", *_EDITS, "new", "gone", "back", "renamed"),
    "doubt": ("ambiguous", "counted back", "day", "none", "zone"),
    "field": ("title", "authors", "published", "updated"),
    # The class of an edit; `class` is that of any change.
    "kind": _EDITS,
    "outcome": ALLOWED["outcome"],
}
# The same of values that the archive has; each gives `value`.
_KNOWN: Mapping[str, str] = {
    "site": "SELECT DISTINCT site AS value FROM runs UNION SELECT DISTINCT site FROM articles ORDER BY 1 LIMIT :most",
    "language": "SELECT DISTINCT language AS value FROM articles WHERE language <> '' ORDER BY 1 LIMIT :most",
    "category": "SELECT DISTINCT name AS value FROM categories ORDER BY 1 LIMIT :most",
    "tag": "SELECT DISTINCT name AS value FROM tags ORDER BY 1 LIMIT :most",
    "author": "SELECT DISTINCT name AS value FROM authors ORDER BY 1 LIMIT :most",
    "domain": "SELECT DISTINCT domain AS value FROM links WHERE domain <> '' ORDER BY 1 LIMIT :most",
}
# What the input of other parameters is: its type, and the least, most and step of a number.
_TYPES: Mapping[str, tuple[str, str, str, str]] = {
    "since": ("date", "", "", ""),
    "until": ("date", "", "", ""),
    "day": ("date", "", "", ""),
    "below": ("number", "0", "1", "any"),
    "percent": ("number", "0", "100", "any"),
    "year": ("number", "1500", "2200", "1"),
    "days": ("number", "0", "", "any"),
    "hours": ("number", "0", "", "any"),
    "least": ("number", "0", "", "any"),
    "most": ("number", "0", "", "any"),
    "q": ("search", "", "", ""),
    "words": ("search", "", "", ""),
}


class Input(NamedTuple):
    """A field: `kind` is a type of an `<input>`, or `choice`; of `choices` that are open others can be typed."""

    name: str
    label: str
    value: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    is_open: bool = False
    least: str = ""
    most: str = ""
    step: str = ""


async def inputs_of(database: Any, parameters: Mapping[str, str]) -> list[Input]:
    """Return the fields of a form for a query's parameters, with their present values."""
    return [await _input(database, name, value) for name, value in parameters.items()]


async def _input(database: Any, name: str, value: str) -> Input:
    # Another name may say more, such as `other_site` or `since_year`.
    last = name.rpartition("_")[2]
    known = name if name in {*CHOICES, *_KNOWN, *_TYPES} else last
    label = parameter_label(name)
    if known in CHOICES:
        return Input(name, label, value, "choice", _with(CHOICES[known], value))
    if known in _KNOWN:
        values = await _values(database, _KNOWN[known])
        if len(values) <= MAX_CHOICES and known in {"site", "language"}:
            return Input(name, label, value, "choice", _with(values, value))
        return Input(name, label, value, choices=tuple(values), is_open=True)
    kind, least, most, step = _TYPES.get(known, ("text", "", "", ""))
    return Input(name, label, value, kind, least=least, most=most, step=step)


def _with(values: Iterable[str], present: str) -> tuple[str, ...]:
    """Return the values of a choice, with the present one if it is none of them."""
    kept = tuple(values)
    return kept if not present or present in kept else (*kept, present)


async def _values(database: Any, sql: str) -> list[str]:
    try:
        found = await database.execute(sql, {"most": MAX_OFFERED}, custom_time_limit=CHOICE_MS)
    except (QueryInterrupted, sqlite3.Error):
        return []
    return [text for row in found.rows if (text := text_of(row[0], 200))]
