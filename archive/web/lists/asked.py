"""What a request asks of a list: its page, order, filters and facets, as a value (pure)."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from archive.web.lists.operators import OPERATORS, Condition, condition_of

PAGE_SIZE = 50
MAX_PAGE_SIZE = 5_000
# Behind that a number is a mistake, and SQLite's own is not far.
MAX_PAGE = 10_000_000
# The arguments that a form for a filter sends.
FORM = ("_filter_column", "_filter_op", "_filter_value")
_PAGING = ("_page", "_next")
_PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)

Arguments = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A page of a list: pages count from 1; `sort` is a column, empty for the list's own order."""

    page: int = 1
    size: int = PAGE_SIZE
    sort: str = ""
    is_descending: bool = False
    conditions: tuple[Condition, ...] = ()
    facets: tuple[str, ...] = ()

    @property
    def skipped(self) -> int:
        """The rows before this page."""
        return (self.page - 1) * self.size


def asked_of(arguments: Iterable[tuple[str, str]], parameters: Collection[str] | None = None) -> Asked:
    """Return what the arguments of a query string ask of a table, or of a query with its own `parameters`."""
    given = list(arguments)
    named = dict(reversed(given))
    descending = named.get("_sort_desc", "")
    return Asked(
        page=_number(named.get("_page", ""), 1, MAX_PAGE),
        size=_number(named.get("_size", ""), PAGE_SIZE, MAX_PAGE_SIZE),
        sort=descending or named.get("_sort", ""),
        is_descending=bool(descending),
        conditions=tuple(conditions_of(given, parameters)),
        facets=tuple(dict.fromkeys(value for key, value in given if key == "_facet")),
    )


def conditions_of(
    arguments: Iterable[tuple[str, str]], parameters: Collection[str] | None = None
) -> Iterator[Condition]:
    """Yield the filters among the arguments of a query string.

    Of a table `year=2025` is one. Of a query, which may have a parameter of that name, only `year__exact=2025` is.
    """
    for key, value in arguments:
        if "__" not in key and (key.startswith("_") or parameters is not None):
            continue
        if parameters is not None and key in parameters:
            continue
        condition = condition_of(key, value)
        if condition is not None:
            yield condition


def parameters_of(sql: str) -> frozenset[str]:
    """Return the names of the parameters of a query, such as `site` of `:site`."""
    return frozenset(_PARAMETER.findall(_QUOTED.sub(" ", sql)))


def with_filter(arguments: Arguments) -> Arguments | None:
    """Return the arguments with the filter that a form asks for as one of its own; None without such a form."""
    named = dict(arguments)
    if "_filter_column" not in named:
        return None
    kept = tuple((key, value) for key, value in arguments if key not in (*FORM, *_PAGING))
    column, operator = named["_filter_column"], named.get("_filter_op", "exact")
    if not column or operator not in OPERATORS:
        return kept
    value = named.get("_filter_value", "") if OPERATORS[operator].needs else "1"
    return (*kept, (f"{column}__{operator}", value))


def replaced(arguments: Arguments, **changed: str | None) -> str:
    """Return the query string with other values of some arguments, None removes one; back on the first page."""
    kept = [(key, value) for key, value in arguments if key not in changed and key not in _PAGING]
    added = [(key, value) for key, value in changed.items() if value is not None]
    return f"?{urlencode([*kept, *added])}"


def without(arguments: Arguments, key: str, value: str) -> str:
    """Return the query string without one value of an argument; back on the first page."""
    return f"?{urlencode([each for each in arguments if each != (key, value) and each[0] not in _PAGING])}"


def added(arguments: Arguments, key: str, value: str) -> str:
    """Return the query string with one more argument; back on the first page."""
    return f"?{urlencode([*(each for each in arguments if each[0] not in _PAGING), (key, value)])}"


def _number(text: str, default: int, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 12 else default
