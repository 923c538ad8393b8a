"""A filter of articles, and the SQL condition that it is (pure).

Of several values of one field an article needs any; what several fields ask for must all be so. The condition refers
to the table `articles` by its name, so that it stands in any query with that table. Its parameters are named
`only_…`; lists are JSON arrays, so that the SQL does not depend on their length.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ArticleFilter:
    """Which articles are meant; a field that is empty or None excludes none.

    `since` and `until` are days of publication, both included, in the zone of the site. `changed_since` is a time:
    articles that were new, edited, gone, back or renamed since then. `search` is what the full text is searched for.
    `edited` and `gone` are True for such articles alone, False for all others. `cites` are domains or hosts to which
    the text links, `articles` ids as in articles.id.
    """

    sites: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    changed_since: datetime | None = None
    search: str | None = None
    edited: bool | None = None
    gone: bool | None = None
    languages: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    cites: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether any article is excluded."""
        return self != ArticleFilter()


_DAY = "articles.published_day"
_IN = "IN (SELECT value FROM json_each(:only_{name}))"
_NAMED = "articles.id IN (SELECT article FROM {name} WHERE name IN (SELECT value FROM json_each(:only_{name})))"
# A list of values: the condition with the name of the parameter.
_OF_LISTS: Mapping[str, str] = {
    "sites": f"articles.site {_IN}",
    "languages": f"articles.language {_IN}",
    "years": f"articles.year {_IN}",
    "articles": f"articles.id {_IN}",
    "categories": _NAMED,
    "tags": _NAMED,
    "authors": _NAMED,
    "cites": f"articles.id IN (SELECT article FROM links WHERE domain {_IN} OR host {_IN})",  # noqa: S608 - our own
}
_OF_VALUES: Mapping[str, str] = {
    "since": f"{_DAY} >= :only_since",
    "until": f"{_DAY} <= :only_until",
    "changed_since": "articles.id IN (SELECT article_id FROM changes WHERE changed_at >= :only_changed_since)",
}
_EDITED = "articles.versions > 1"
_GONE = "articles.gone_at IS NOT NULL"


def conditions_of_fields(only: ArticleFilter) -> tuple[str, dict[str, Any]]:
    """Return the SQL condition of all but `search`, which is TRUE for an empty filter, and its parameters."""
    asked: list[str] = []
    parameters: dict[str, Any] = {}
    for name, condition in _OF_LISTS.items():
        if values := getattr(only, name):
            asked.append(condition.format(name=name))
            parameters[f"only_{name}"] = json.dumps(list(values))
    for name, condition in _OF_VALUES.items():
        if (value := getattr(only, name)) is not None:
            asked.append(condition)
            parameters[f"only_{name}"] = _parameter(value)
    for wanted, condition in ((only.edited, _EDITED), (only.gone, _GONE)):
        if wanted is not None:
            asked.append(condition if wanted else f"NOT ({condition})")
    return " AND ".join(asked) or "TRUE", parameters


def _parameter(value: date | datetime) -> str:
    """Return a value as the database has it: a day, or a time in UTC."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()
