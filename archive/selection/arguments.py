"""A filter of articles as the arguments of a URL, and back (pure).

Arguments are named as the options of the command: `site`, `author`, `category`, `tag`, `language`, `year`, `cites`
and `article` (an id or a key) may be repeated; `since`, `until`, `changed_since`, `search`, `edited` and `gone` stand
once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from archive.schema import article_key, article_of_key
from archive.selection.articles import ArticleFilter
from archive.selection.dates import first_day, last_day
from extract.errors import ArchiveError, SearchError

MAX_VALUES = 100
MAX_CHARACTERS = 2_000
_TRUE, _FALSE = frozenset({"1", "on", "true", "yes"}), frozenset({"0", "off", "false", "no"})


def filter_of_arguments(arguments: Mapping[str, Sequence[str]]) -> ArticleFilter:
    """Return the filter that arguments ask for; those that are blank, or of other names, ask for nothing.

    Raises ArchiveError for a value that is none, in a sentence that names the argument.
    """
    values: dict[str, Any] = {}
    for name, (field, read) in _ARGUMENTS.items():
        given = [value.strip() for value in arguments.get(name, ()) if value.strip()]
        if len(given) > MAX_VALUES or any(len(value) > MAX_CHARACTERS for value in given):
            raise ArchiveError(
                f"{name}: more than {MAX_VALUES} values, or one of more than {MAX_CHARACTERS} characters."
            )
        if not given:
            continue
        if field not in _LISTS and len(given) > 1:
            raise ArchiveError(f"{name} stands {len(given)} times; give it once.")
        try:
            read_values = tuple(read(value) for value in given)
        except ValueError as error:
            raise ArchiveError(f"{name}={given[0]}: {error}.") from error
        values[field] = read_values if field in _LISTS else read_values[0]
    if "since" in values and "until" in values and values["since"] > values["until"]:
        raise ArchiveError("since is later than until, so that nothing lies between them.")
    return ArticleFilter(**values)


def arguments_of_filter(only: ArticleFilter) -> Iterator[tuple[str, str]]:
    """Yield the arguments that ask for a filter, each name with a value."""
    for name, (field, _) in _ARGUMENTS.items():
        value = getattr(only, field)
        for each in value if isinstance(value, tuple) else () if value is None else (value,):
            yield name, article_key(each) if field == "articles" else _shown(each)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _since(text: str) -> date:
    return _day(text, first_day)


def _until(text: str) -> date:
    return _day(text, last_day)


def _day(text: str, read: Callable[[str], date]) -> date:
    try:
        return read(text)
    except SearchError as error:
        raise ValueError("write a day such as 2026-03-01, a month or a year") from error


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("write a day or a time such as 2026-03-01 or 2026-03-01T09:30:00+00:00") from error
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("in UTC it lies before the year 1 or after 9999") from error


def truth_of(text: str) -> bool:
    """Return what a word such as `1` or `no` says; raise ValueError for another one."""
    if text.lower() not in _TRUE | _FALSE:
        raise ValueError("write 1 or 0")
    return text.lower() in _TRUE


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError("write a year such as 2026")
    return int(text)


def _article(text: str) -> int:
    article = int(text) if text.isascii() and text.isdigit() and len(text) <= 16 else article_of_key(text)
    if article is None:
        raise ValueError("write an id or a key of an article")
    return article


_ARGUMENTS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "site": ("sites", str),
    "author": ("authors", str),
    "category": ("categories", str),
    "tag": ("tags", str),
    "language": ("languages", str),
    "year": ("years", _year),
    "since": ("since", _since),
    "until": ("until", _until),
    "changed_since": ("changed_since", _moment),
    "search": ("search", str),
    "edited": ("edited", truth_of),
    "gone": ("gone", truth_of),
    "cites": ("cites", str),
    "article": ("articles", _article),
}
_LISTS = frozenset({"sites", "authors", "categories", "tags", "languages", "years", "cites", "articles"})
ARGUMENTS = tuple(_ARGUMENTS)
