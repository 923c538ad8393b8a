"""Formats a value of a table as HTML (pure): times, names, URLs, counts, search results.

Whatever is stored, or selected by a reader's own SQL, gives some HTML, of a bounded length and with no link but to a
page of this server or to an http or https URL.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import quote, unquote, urlencode, urlsplit

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.ask import day_at
from archive.schema import CONTENT, SEEN, TABLES, VIEWS, columns_of_edit
from archive.web.plugins.values import MAX_LINE, MAX_TEXT, cut, list_of, number_of, object_of, text_of

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:\+00:00|Z)")
_FOUND = re.compile(r"⟦([^⟦⟧]*)⟧")
_KIND = re.compile(r"[a-z ]{1,20}")
_ID = re.compile(r"-?\d{1,19}")
_MAX_URL_CHARACTERS = 60
# The precisions of a date that has no time of day.
DAYS = frozenset({"day", "week"})
# Of a cell in a list of rows, so that a page of them stays small; a row's own page shows more.
MAX_CELL = 300

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
# The table to which a column refers, where Datasette looks up the label of the row.
_REFERENCES = {
    "article": "articles",
    "capture": "captures",
    "part": "versions",
    "version": "versions",
    "original": "articles",
    "copy": "articles",
    "original_version": "versions",
    "copy_version": "versions",
}
# The same of views, which have no foreign keys; their `article` is a URL.
_REFERENCES_OF_VIEWS = {
    "capture": "captures",
    "previous_capture": "captures",
    "previous_version": "versions",
    "version": "versions",
}


def show(column: str, value: object, table: str | None, row: Sequence[object], names: Sequence[str]) -> Markup | None:
    """Return a value as HTML, or None to let Datasette format it; `row` and `names` are the row and its columns."""
    if isinstance(value, dict):
        return _reference(column, value)
    if isinstance(value, bytes) and table is not None and table not in TABLES:
        # Datasette would link to the bytes by the row's key, which a view has not.
        return Markup("{:,} bytes that are no text").format(len(value))
    if table is None and "article" in names and column in {"title", "article"}:
        words = "open" if column == "article" else text_of(value) or "Untitled"
        return article_link(row[names.index("article")], words)
    if isinstance(value, int | float) and (table is None or column in COUNTS.split()):
        return Markup('<span class="number">{}</span>').format(digits(value, column))
    if isinstance(value, str) and _is_day(column, row, names):
        return moment(value, "day")
    return _show_text(column, value, table) if isinstance(value, str) else None


def _reference(column: str, value: Mapping[str, object]) -> Markup | None:
    """Return a link to the row that a foreign key names, its label cut; None to let Datasette make it."""
    label = str(value.get("label"))
    if len(label) <= MAX_CELL or column not in _REFERENCES:
        return None
    return _row_link(_REFERENCES[column], str(value.get("value")), label)


def _row_link(table: str, key: str, label: str) -> Markup:
    return Markup('<a href="/commentary/{}/{}">{}</a>').format(table, tilde_encode(key), cut(label, MAX_CELL))


def digits(value: object, column: str = "words") -> str:
    """Return a number with thousands separators where its column counts something; other values as text."""
    number = number_of(value)
    if number is None:
        return text_of(value) or ""
    return f"{number:,}" if column in COUNTS.split() else str(number)


def moment(value: object, precision: str | None = None) -> Markup:
    """Return a stored time with its zone, or only its day if `precision` is one of DAYS; what is no time as it is."""
    text = text_of(value) or ""
    found = _MOMENT.fullmatch(text)
    if found is None or not _is_time(text):
        return escape(text)
    if precision in DAYS:
        return Markup('<time datetime="{0}">{0}</time>').format(day_of(text))
    return Markup('<time datetime="{}" title="{}">{}&nbsp;{}</time> UTC').format(text, text, *found.groups())


def second(value: object) -> Markup:
    """Return a stored time to the second with its zone, where two events may lie in one minute."""
    text = text_of(value) or ""
    if _MOMENT.fullmatch(text) is None or not _is_time(text):
        return escape(text)
    return Markup('<time datetime="{}">{}&nbsp;{}</time> UTC').format(text, text[:10], text[11:19])


def day_of(value: str) -> str:
    """Return the day of a time that stands for a day: in UTC its midnight may be the evening before, or later."""
    if not _is_time(value):
        return value
    return day_at(datetime.fromisoformat(value)).isoformat()


def first_day(value: object) -> str:
    """Return the day with which a stored time begins, cut like any text where it is no time."""
    return (text_of(value) or "")[:10]


def _is_time(value: str) -> bool:
    try:
        # Its day is in the calendar too.
        day_at(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return False
    return True


def _is_day(column: str, row: Sequence[object], names: Sequence[str]) -> bool:
    """Tell whether the column of this time's precision says that it is a day."""
    precision = f"{column.removesuffix('_at')}_precision"
    return column.endswith("_at") and precision in names and row[names.index(precision)] in DAYS


def _show_text(column: str, value: str, table: str | None) -> Markup | None:
    if table in VIEWS and column in _REFERENCES_OF_VIEWS and value:
        return _row_link(_REFERENCES_OF_VIEWS[column], value, value)
    if column in LISTS and (value == "[]" or list_of(value)):
        # For an empty string Datasette would show the brackets.
        return show_list(column, list_of(value), table) or Markup("&nbsp;")
    if column == "confidence" and table == "readings" and (value == "{}" or object_of(value)):
        return _confidence(object_of(value)) or Markup("&nbsp;")
    if column in _BY_COLUMN:
        return _BY_COLUMN[column](value)
    if (found := _MOMENT.fullmatch(value)) and _is_time(value):
        return Markup('<time datetime="{}" title="{}">{}&nbsp;{}</time>').format(value, value, *found.groups())
    return original_link(value) if value.startswith(("http://", "https://")) else None


def article_link(article: object, title: str) -> Markup:
    """Return a link to an article's own page, or only the title where that is no id of an article."""
    key = str(article)
    if not _ID.fullmatch(key):
        return escape(cut(title, MAX_CELL))
    return Markup('<a href="/commentary/articles/{}">{}</a>').format(key, cut(title, MAX_CELL))


def original_link(address: object, words: object = None) -> Markup:
    """Return a link to a page of the site, its URL shortened in the middle, or only the text if it is no web URL."""
    text = text_of(address, MAX_TEXT) or ""
    shown = cut(text_of(words) or "", MAX_CELL) or shorten(text)
    if not is_web_url(text):
        return escape(shown)
    return Markup('<a class="original" rel="noopener noreferrer" href="{}" title="{}">{}</a>').format(
        text, text, shown
    )


def is_web_url(address: str) -> bool:
    """Tell whether a text is an http or https URL with a host, which a browser takes as it stands."""
    if not address.startswith(("http://", "https://")) or len(address) > MAX_LINE:
        return False
    # A browser drops tabs and line ends within a URL, and takes a backslash for a slash.
    if not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def shorten(address: object) -> str:
    """Return a URL without scheme and www, percent-decoded, and shortened in the middle if it is long.

    What cannot be taken apart as a URL is only shortened.
    """
    text = text_of(address, MAX_TEXT) or ""
    try:
        parts = urlsplit(text)
        query = f"?{parts.query}" if parts.query else ""
        text = f"{parts.netloc.removeprefix('www.')}{parts.path}{query}".rstrip("/")
    except ValueError:
        pass
    text = readable if (readable := unquote(text)).isprintable() else _printable(text)
    if len(text) <= _MAX_URL_CHARACTERS:
        return text
    return f"{text[: _MAX_URL_CHARACTERS // 2]}…{text[-_MAX_URL_CHARACTERS // 2 :]}"


def _printable(text: str) -> str:
    """Return a text with the characters percent-encoded that are invisible or turn the direction of writing."""
    return "".join(each if each.isprintable() else quote(each, errors="replace") for each in text)


def mark(passage: str) -> Markup:
    """Return a passage with the parts between ⟦ and ⟧ marked; all else is escaped."""
    escaped = str(escape(cut(passage, MAX_LINE)))
    return Markup(_FOUND.sub(r"<mark>\1</mark>", escaped))  # noqa: S704 - escaped before it is marked


def show_list(column: str, items: Iterable[object], table: str | None) -> Markup:
    """Return names separated by commas; those of an article link to all articles with that name."""
    names = [text_of(item, MAX_CELL) or "" for item in items]
    if column == "changed":
        names = list(dict.fromkeys("text" if item in _FORMS else item.replace("_", " ") for item in names))
    names = list(_within(names, MAX_LINE))
    if table != "articles" or column not in _FACETED:
        return Markup(", ").join(names)
    return Markup(", ").join(
        Markup('<a href="/commentary/articles?{}">{}</a>').format(urlencode({f"{column}__arraycontains": item}), item)
        for item in names
    )


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
    moment = _MOMENT.fullmatch(str(value))
    return " ".join(moment.groups()) if moment else str(value)


def _article_at(address: str) -> Markup:
    link = Markup('<a href="/commentary/articles?{}">{}</a>')
    return link.format(urlencode({"url": cut(address, MAX_LINE)}), shorten(address))


def _run(run: str) -> Markup:
    name = cut(run, MAX_CELL)
    return Markup('<a href="/commentary/runs/{}">{}</a>').format(tilde_encode(name), name)


def _capture(capture: str) -> Markup:
    link = Markup('<a href="/commentary/captures/{}">{}</a>')
    name = cut(capture, MAX_CELL)
    return link.format(tilde_encode(name), name.removeprefix("urn:uuid:"))


def _difference(address: str) -> Markup:
    if not address.startswith("/-/diff?") or len(address) > MAX_LINE:
        return escape(cut(address, MAX_CELL))
    return Markup('<a href="{}">compare</a>').format(address)


def _kind(kind: str) -> Markup:
    if not _KIND.fullmatch(kind):
        return escape(cut(kind, MAX_CELL))
    return Markup('<span class="badge kind-{0}">{0}</span>').format(kind)


def _confidence(confidence: Mapping[str, object]) -> Markup:
    """Return the confidence of each field, the lowest first."""
    known = {field: share for field, value in confidence.items() if (share := number_of(value)) is not None}
    shares = (f"{field} {share:.2f}" for field, share in sorted(known.items(), key=lambda item: item[1]))
    return Markup(", ").join(_within((share.replace("_", " ").replace(" ", "\xa0") for share in shares), MAX_LINE))


_BY_COLUMN: dict[str, Callable[[str], Markup]] = {
    "article": _article_at,
    "capture": _capture,
    "difference": _difference,
    "kind": _kind,
    "original": _article_at,
    "passage": mark,
    "run": _run,
}
