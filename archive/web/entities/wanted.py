"""A search as SQL that can be counted and drawn from at random (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.web.plugins.words import to_match

# The newest or oldest of very many are near the end of the index of times: each is asked for by itself.
_BY_TIME = """
SELECT id FROM articles WHERE published_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM articles_fts WHERE articles_fts MATCH :match AND articles_fts.rowid = articles.id)
ORDER BY published_at {order}, id LIMIT :few
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is searched for: an expression of FTS5."""

    match: str

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters of its SQL."""
        return {"match": self.match}

    def sql(self, pattern: str) -> str:
        """Return a query with `{source}`, `{where}` and `{key}` filled in, in which `articles.id` is the id."""
        source = "(SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH :match) AS articles"
        return pattern.format(source=source, where="TRUE", key="articles.id")

    def sql_by_time(self, order: str) -> str:
        """Return the query for the newest (`DESC`) or oldest (`ASC`) articles among very many that match."""
        return _BY_TIME.format(order=order)


def wanted(words: str) -> Wanted:
    """Return what these words search for."""
    return Wanted(match=to_match(words))
