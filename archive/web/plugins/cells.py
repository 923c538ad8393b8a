"""Formats a value of a table as HTML (pure): times, names, URLs, counts, search results."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote, urlencode, urlsplit

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.schema import CONTENT, SEEN, columns_of_edit

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:\+00:00|Z)")
_FOUND = re.compile(r"⟦([^⟦⟧]*)⟧")
_MAX_URL_CHARACTERS = 60
_HALF_A_DAY = timedelta(hours=12)
# The precisions of a date that has no time of day.
DAYS = frozenset({"day", "week"})

# The columns that hold JSON arrays of names; those of an article's content can be filtered by one name.
_FACETED = frozenset(name for name, column in CONTENT.items() if column.is_list)
LISTS = _FACETED | {name for name, column in SEEN.items() if column.is_list} | {"changed"}
# Counts get thousands separators; ids, years and offsets do not.
COUNTS = """
    views gained gained_per_day words words_before words_after word_count bytes requests captures articles links
    comment_count new changed same refused failed
"""
# The text is stored in several formats, which change together.
_FORMS = frozenset(columns_of_edit("body"))


def show(column: str, value: object, table: str | None, row: Sequence[object], names: Sequence[str]) -> Markup | None:
    """Return a value as HTML, or None to let Datasette format it; `row` and `names` are the row and its columns."""
    if table is None and "article" in names and column in {"title", "article"}:
        words = "open" if column == "article" else str(value or "Untitled")
        return article_link(row[names.index("article")], words)
    if isinstance(value, int | float) and (table is None or column in COUNTS.split()):
        digits = f"{value:,}" if column in COUNTS.split() else str(value)
        return Markup('<span class="number">{}</span>').format(digits)
    if isinstance(value, str) and _is_day(column, row, names):
        return moment(value, "day")
    return _show_text(column, value, table) if isinstance(value, str) else None


def moment(value: str, precision: str | None = None) -> Markup:
    """Return a stored time with its zone, or only its day if `precision` is one of DAYS."""
    found = _MOMENT.fullmatch(value)
    if found is None:
        return escape(value)
    if precision in DAYS:
        return Markup('<time datetime="{0}">{0}</time>').format(day_of(value))
    return Markup('<time datetime="{}" title="{}">{}&nbsp;{}</time> UTC').format(value, value, *found.groups())


def day_of(value: str) -> str:
    """Return the day of a time that stands for a day: in UTC its midnight may be the evening before, or later."""
    return (datetime.fromisoformat(value) + _HALF_A_DAY).date().isoformat()


def _is_day(column: str, row: Sequence[object], names: Sequence[str]) -> bool:
    """Tell whether the column of this time's precision says that it is a day."""
    precision = f"{column.removesuffix('_at')}_precision"
    return column.endswith("_at") and precision in names and row[names.index(precision)] in DAYS


def _show_text(column: str, value: str, table: str | None) -> Markup | None:
    if column in LISTS and value.startswith("["):
        # For an empty string Datasette would show the brackets.
        return show_list(column, json.loads(value), table) or Markup("&nbsp;")
    if column == "confidence" and table == "readings":
        return _confidence(json.loads(value)) or Markup("&nbsp;")
    if column in _BY_COLUMN:
        return _BY_COLUMN[column](value)
    if moment := _MOMENT.fullmatch(value):
        return Markup('<time datetime="{}" title="{}">{}&nbsp;{}</time>').format(value, value, *moment.groups())
    return original_link(value) if value.startswith(("http://", "https://")) else None


def article_link(article: object, title: str) -> Markup:
    """Return a link to an article's own page."""
    return Markup('<a href="/commentary/articles/{}">{}</a>').format(article, title)


def original_link(address: str) -> Markup:
    """Return a link to a page of the site, its URL shortened in the middle."""
    short = shorten(address)
    return Markup('<a class="original" rel="noopener noreferrer" href="{}" title="{}">{}</a>').format(
        address, address, short
    )


def shorten(address: str) -> str:
    """Return a URL without scheme and www, percent-decoded, and shortened in the middle if it is long."""
    parts = urlsplit(address)
    text = (parts.netloc.removeprefix("www.") + parts.path + ("?" + parts.query if parts.query else "")).rstrip("/")
    text = readable if (readable := unquote(text)).isprintable() else text
    if len(text) <= _MAX_URL_CHARACTERS:
        return text
    return f"{text[: _MAX_URL_CHARACTERS // 2]}…{text[-_MAX_URL_CHARACTERS // 2 :]}"


def mark(passage: str) -> Markup:
    """Return a passage with the parts between ⟦ and ⟧ marked; all else is escaped."""
    return Markup(_FOUND.sub(r"<mark>\1</mark>", str(escape(passage))))  # noqa: S704 - escaped before it is marked


def show_list(column: str, items: Sequence[str], table: str | None) -> Markup:
    """Return names separated by commas; those of an article link to all articles with that name."""
    if column == "changed":
        items = list(dict.fromkeys("text" if item in _FORMS else item.replace("_", " ") for item in items))
    if table != "articles" or column not in _FACETED:
        return Markup(", ").join(items)
    return Markup(", ").join(
        Markup('<a href="/commentary/articles?{}">{}</a>').format(urlencode({f"{column}__arraycontains": item}), item)
        for item in items
    )


def count(number: int | None, noun: str) -> str:
    """Return a number with its noun in singular or plural."""
    return f"{number or 0:,} {noun}" + ("" if number == 1 else "s")


def plain(value: object) -> str:
    """Return a column of a version as text: the items of a list, a time without its seconds."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    moment = _MOMENT.fullmatch(str(value))
    return " ".join(moment.groups()) if moment else str(value)


def _article_at(address: str) -> Markup:
    link = Markup('<a href="/commentary/articles?{}">{}</a>')
    return link.format(urlencode({"url": address}), shorten(address))


def _run(run: str) -> Markup:
    return Markup('<a href="/commentary/runs/{}">{}</a>').format(tilde_encode(run), run)


def _capture(capture: str) -> Markup:
    link = Markup('<a href="/commentary/captures/{}">{}</a>')
    return link.format(tilde_encode(capture), capture.removeprefix("urn:uuid:"))


def _confidence(confidence: Mapping[str, float]) -> Markup:
    """Return the confidence of each field, the lowest first."""
    lowest_first = sorted(confidence.items(), key=lambda item: item[1])
    shares = (f"{field} {share:.2f}" for field, share in lowest_first)
    return Markup(", ").join(share.replace("_", " ").replace(" ", "\xa0") for share in shares)


_BY_COLUMN: dict[str, Callable[[str], Markup]] = {
    "article": _article_at,
    "capture": _capture,
    "difference": Markup('<a href="{}">compare</a>').format,
    "kind": Markup('<span class="badge kind-{0}">{0}</span>').format,
    "passage": mark,
    "run": _run,
}
