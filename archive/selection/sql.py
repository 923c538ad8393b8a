"""The SQL condition of a filter of articles, with what is searched for (pure)."""

from typing import Any

from archive.selection.articles import ArticleFilter, conditions_of_fields
from archive.selection.words import parse


def conditions(only: ArticleFilter) -> tuple[str, dict[str, Any]]:
    """Return an SQL condition on the table `articles`, which is TRUE for an empty filter, and its parameters.

    Raises SearchError if `search` names a field or a date that does not exist; a blank one finds nothing.
    """
    where, parameters = conditions_of_fields(only)
    if only.search is None:
        return where, parameters
    asked = parse(only.search)
    searched, more = asked.condition() if asked.text else ("FALSE", {})
    return searched if where == "TRUE" else f"{where} AND {searched}", {**parameters, **more}
