"""Formats a value of a table or query as HTML (pure): times, names, URLs, counts, lists, search results.

Whatever is stored, or selected by a reader's own SQL, gives some HTML, of a bounded length and with no link but to a
page of this server or to an http or https URL.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from archive.schema import CONTENT, RULE_SET, SEEN, TABLES, columns_of_edit
from archive.web.plugins.dates import DAYS, bare_moment, is_moment, moment, plain_moment, site_day
from archive.web.plugins.labels import CLASSES, type_of_column
from archive.web.plugins.links import (
    ARTICLES,
    LINKS,
    MAX_CELL,
    NAMES,
    article_link,
    capture_link,
    name_link,
    original_link,
)
from archive.web.plugins.nested import nested, summary
from archive.web.plugins.values import MAX_LINE, cut, list_of, number_of, object_of, text_of

_FOUND = re.compile(r"⟦([^⟦⟧]*)⟧")
_KIND = re.compile(r"[a-z ]{1,20}")
# The columns that hold JSON arrays of names, or what an article's content has of them.
LISTS = frozenset(name for name, column in ({**CONTENT, **SEEN}).items() if column.is_list) | {"changed"}
# Counts get thousands separators; ids, years and offsets do not.
COUNTS = """
    views gained gained_per_day words words_before words_after word_count bytes requests captures articles links
    comment_count new changed same refused failed articles_new articles_changed articles_same versions offset length
    median_views most_views characters comments copies hosts shared seconds domains authors sites
"""
_COUNTS = frozenset(COUNTS.split())
# Numbers that name something, and so stand at the left like text.
_NAMING = frozenset({"id", "year", "article", "article_id", "original", "copy", "position", "status", "gone_status"})
# The text is stored in several formats, which change together.
_FORMS = frozenset(columns_of_edit("body"))
_YES, _NO = Markup("yes"), Markup("no")
# The views with a row for each article.
_OF_ARTICLES = frozenset({"article_texts", "searched_texts"})
_BADGES = frozenset({"kind", "class", "change"})
# The columns whose value is the site's day of a date, by that date's kind.
_SITE_DAYS = {"published": "published", "published_day": "published", "updated_day": "updated"}
_SITE_TIMES = {"published_at": "published", "updated_at": "updated"}


class Place(NamedTuple):
    """Where a value stands: its column and table (None for a query), the row with its columns, and how to show it.

    `seconds` shows times to the second, `whole` shows lists and objects with all their items.
    """

    column: str
    table: str | None
    row: Sequence[object]
    names: Sequence[str]
    seconds: bool = False
    whole: bool = False

    def other(self, name: str) -> object:
        """Return the value of another column of the row, None if it has none of that name."""
        return self.row[self.names.index(name)] if name in self.names else None


class _Others:
    """The columns of a row by name."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def __getitem__(self, name: str, /) -> object:
        return self._place.other(name)


def show(column: str, value: object, table: str | None, row: Sequence[object], names: Sequence[str]) -> Markup | None:
    """Return a value as HTML, or None to let Datasette format it; `row` and `names` are the row and its columns."""
    return shown(value, Place(column, table, row, names))


def cell(value: object, place: Place) -> Markup:
    """Return any value as HTML, empty for None and empty values."""
    found = shown(value, place)
    if found is not None:
        return Markup("") if found == "&nbsp;" else found
    if isinstance(value, bytes):
        return Markup("{:,} bytes").format(len(value))
    if isinstance(value, int | float) and place.whole:
        return escape(digits(value, place.column))
    return escape(cut(text_of(value) or "", MAX_LINE if place.whole else MAX_CELL))


def shown(value: object, place: Place) -> Markup | None:
    """Return a value as HTML, None for a text or number that is shown as it is."""
    if isinstance(value, dict):
        return _reference(place.column, value)
    if isinstance(value, bytes):
        of_rows = place.table is not None and place.table in TABLES
        return None if of_rows and not place.whole else Markup("{:,} bytes that are no text").format(len(value))
    if place.table in _OF_ARTICLES and place.column == "title":
        return article_link(place.other("id"), text_of(value) or "Untitled")
    if place.table is None and "article" in place.names and place.column in {"title", "article"}:
        words = "open" if place.column == "article" else text_of(value) or "Untitled"
        return article_link(place.other("article"), words)
    if isinstance(value, int | float):
        return _number(value, place)
    return _text(value, place) if isinstance(value, str) else None


def _reference(column: str, value: Mapping[str, object]) -> Markup:
    """Return a link to the row that a foreign key names: an article by its title, others by their key."""
    key, words = str(value.get("value")), text_of(value.get("label")) or ""
    if column in ARTICLES:
        return article_link(key, words or "Untitled")
    return LINKS[column](key) if column in LINKS else escape(cut(words, MAX_CELL))


def _number(value: float, place: Place) -> Markup | None:
    column = place.column
    if type_of_column(place.table, column) == "boolean" and value in (0, 1):
        return _YES if value else _NO
    if column in ARTICLES and place.table is None:
        return article_link(value, "open")
    if column == RULE_SET:
        return LINKS[column](str(value))
    is_count = place.table is None or column in _COUNTS
    if not is_count or place.whole or (column in _NAMING and place.table is not None):
        return None
    return Markup('<span class="number">{}</span>').format(digits(value, column))


def digits(value: object, column: str = "words") -> str:
    """Return a number with thousands separators where its column counts something; other values as text."""
    number = number_of(value)
    if number is None:
        return text_of(value) or ""
    return f"{number:,}" if column in _COUNTS else str(number)


def _text(value: str, place: Place) -> Markup | None:  # noqa: PLR0911 - one line for each kind of value
    column = place.column
    day = _day(value, place)
    if day is not None:
        return day
    if column == "name" and place.table is not None and place.table in NAMES:
        return name_link(NAMES[place.table], value)
    if column in LISTS and (value == "[]" or list_of(value)):
        # For an empty string Datasette would show the brackets.
        return show_list(column, list_of(value), place.table) or Markup("&nbsp;")
    if column == "confidence" and (value == "{}" or object_of(value)):
        return _confidence(object_of(value)) or Markup("&nbsp;")
    if column in LINKS:
        return LINKS[column](value)
    if column in _BADGES:
        return badge(value)
    if column == "passage":
        return mark(value)
    if is_moment(value):
        return bare_moment(value, seconds=place.seconds)
    if value.startswith(("http://", "https://")):
        return original_link(value)
    # On its own page a row's key is no link to it.
    return (None if place.whole else capture_link(value)) or _structure(value, place)


def _day(value: str, place: Place) -> Markup | None:
    """Return the site's day of a date of publication, None for all else."""
    kind = _SITE_DAYS.get(place.column)
    if kind is not None and (is_moment(value) or place.column != "published"):
        return site_day(_Others(place), kind) if place.column != "published" else moment(value)
    kind = _SITE_TIMES.get(place.column)
    if kind is not None and is_moment(value):
        if place.other(f"{kind}_precision") in DAYS or place.other(f"{kind}_day"):
            return site_day(_Others(place), kind)
        return moment(value)
    precision = place.other(f"{place.column.removesuffix('_at')}_precision")
    return moment(value, "day") if place.column.endswith("_at") and precision in DAYS and is_moment(value) else None


def _structure(value: str, place: Place) -> Markup | None:
    """Return a JSON array or object in words; None for a text, also one that only looks like JSON."""
    if not value.startswith(("[", "{")) or type_of_column(place.table, place.column) in {"text", "time", "day"}:
        return None
    if place.whole:
        return nested(value)
    words = summary(value, place.column)
    return None if words is None else escape(words) or Markup("&nbsp;")


def mark(passage: str) -> Markup:
    """Return a passage with the parts between ⟦ and ⟧ marked; all else is escaped."""
    escaped = str(escape(cut(passage, MAX_LINE)))
    return Markup(_FOUND.sub(r"<mark>\1</mark>", escaped))  # noqa: S704 - escaped before it is marked


def show_list(column: str, items: Iterable[object], table: str | None = None) -> Markup:
    """Return names separated by commas; authors, categories and tags lead to their articles."""
    del table
    names = [text_of(item, MAX_CELL) or "" for item in items]
    if column == "changed":
        names = list(dict.fromkeys("text" if item in _FORMS else item.replace("_", " ") for item in names))
    names = list(_within(names, MAX_LINE))
    if column not in NAMES:
        return Markup(", ").join(names)
    return Markup(", ").join(name_link(NAMES[column], item) if item != "…" else item for item in names)


def _within(names: Iterable[str], most: int) -> Iterable[str]:
    """Yield names until they have so many characters together, then an ellipsis."""
    for name in names:
        most -= len(name)
        if most < 0:
            yield "…"
            return
        yield name


def count(number: object, noun: str) -> str:
    """Return a number with its noun in singular or plural."""
    value = number_of(number) or 0
    return f"{value:,} {noun}" + ("" if value == 1 else "s")


def plain(value: object) -> str:
    """Return a column of a version as text: the items of a list, a time without its seconds."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return plain_moment(str(value))


def badge(kind: str) -> Markup:
    """Return the class of a change as a badge that explains itself; other texts as they are."""
    if not _KIND.fullmatch(kind):
        return escape(cut(kind, MAX_CELL))
    words = CLASSES.get(kind)
    title = Markup(' title="{}"').format(words) if words else ""
    return Markup('<span class="badge kind-{0}"{1}>{0}</span>').format(kind, title)


def _confidence(confidence: Mapping[str, object]) -> Markup:
    """Return the confidence of each field, the lowest first."""
    known = {field: share for field, value in confidence.items() if (share := number_of(value)) is not None}
    shares = (f"{field} {share:.2f}" for field, share in sorted(known.items(), key=lambda item: item[1]))
    return Markup(", ").join(_within((share.replace("_", " ").replace(" ", "\xa0") for share in shares), MAX_LINE))


def is_number(value: object, column: str) -> bool:
    """Tell whether a value stands at the right of its column, as counts and shares do."""
    return isinstance(value, int | float) and column not in _NAMING
