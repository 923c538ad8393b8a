"""What stands behind the fields of a search that are conditions on an article, such as `since:` or `site:` (pure)."""

import re
from collections.abc import Callable, Mapping

from archive.selection.articles import ArticleFilter
from archive.selection.dates import first_day, last_day
from extract.errors import SearchError


def _variants(value: str) -> tuple[str, ...]:
    """Return a name in the cases in which sites write names: that of the index knows case."""
    value = value.strip()
    return tuple(dict.fromkeys((value, value.lower(), value.capitalize(), value.title(), value.upper())))


def _languages(value: str) -> tuple[str, ...]:
    """Return a code of a language in the cases in which pages declare it: `pt-br` is also `pt-BR` and `PT-BR`."""
    first, *rest = value.strip().replace("_", "-").lower().split("-")
    cased = (each.upper() if len(each) == 2 else each.title() if len(each) == 4 else each for each in rest)
    usual = "-".join([first, *cased])
    return tuple(dict.fromkeys((value.strip(), usual, usual.lower(), usual.upper())))


def _year(value: str) -> ArticleFilter:
    if not re.fullmatch(r"[0-9]{4}", value.strip()):
        raise SearchError(f"“{value[:40]}” is no year. Write it with four digits, as in year:2025.")
    return ArticleFilter(years=(int(value),))


def _yes(value: str) -> bool:
    wanted = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
        value.strip().lower()
    )
    if wanted is None:
        raise SearchError(f"“{value[:40]}” is neither yes nor no.", meant="yes")
    return wanted


def _domain(value: str) -> str:
    """Return the host in what may be a URL."""
    return re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", value.strip().lower()).split("/")[0].split(":")[0]


# The fields that are conditions on an article.
FIELDS: Mapping[str, Callable[[str], ArticleFilter]] = {
    "category": lambda value: ArticleFilter(categories=_variants(value)),
    "cites": lambda value: ArticleFilter(cites=(_domain(value),)),
    "edited": lambda value: ArticleFilter(edited=_yes(value)),
    "gone": lambda value: ArticleFilter(gone=_yes(value)),
    "language": lambda value: ArticleFilter(languages=_languages(value)),
    "since": lambda value: ArticleFilter(since=first_day(value)),
    "site": lambda value: ArticleFilter(sites=_variants(value)),
    "tag": lambda value: ArticleFilter(tags=_variants(value)),
    "until": lambda value: ArticleFilter(until=last_day(value)),
    "year": _year,
}
