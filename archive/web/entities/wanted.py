"""A search as SQL that can be counted and drawn from at random (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.selection import parse

_MATCHES = "articles_fts MATCH :topic"
# The newest or oldest of very many are near the end of the index of times: each is asked for by itself.
_BY_TIME = """
SELECT id FROM articles WHERE published_at IS NOT NULL AND {condition} ORDER BY published_at {order}, id LIMIT :few
"""
_IS_MATCH = f"EXISTS (SELECT 1 FROM articles_fts WHERE {_MATCHES} AND articles_fts.rowid = articles.id)"  # noqa: S608 - our own names

# With a plus before it articles are found by another condition, and not each of the hits by its id.
_IS_HIT = f"articles.id IN (SELECT rowid FROM articles_fts WHERE {_MATCHES})"  # noqa: S608 - our own names


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is searched for: an expression of FTS5, if there are words, and a condition on the table articles.

    `are_many` tells that many articles have the words: then those that fulfil the condition are gone through.
    """

    match: str | None
    where: str
    values: Mapping[str, Any]
    are_many: bool = False

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters of its SQL."""
        return {**self.values, **({"topic": self.match} if self.match is not None else {})}

    def sql(self, pattern: str) -> str:
        """Return a query with `{source}`, `{where}` and `{key}`, the id of an article, filled in."""
        if self.match is None:
            return pattern.format(source="articles", where=self.where, key="articles.id")
        if self.where == "TRUE":
            return pattern.format(source="articles_fts", where=_MATCHES, key="articles_fts.rowid")
        is_hit = f"+{_IS_HIT}" if self.are_many else _IS_HIT
        return pattern.format(source="articles", where=f"{self.where} AND {is_hit}", key="articles.id")

    def sql_by_time(self, order: str) -> str:
        """Return the query for the newest (`DESC`) or oldest (`ASC`) articles among very many that match."""
        condition = self.where if self.match is None else f"{_IS_MATCH} AND {self.where}"
        return _BY_TIME.format(condition=condition, order=order)


def wanted(words: str) -> Wanted:
    """Return what these words search for, as the search understands them; raise SearchError for what it does not."""
    asked = parse(words)
    return Wanted(
        match=asked.match, where=f"({asked.where})" if asked.where != "TRUE" else "TRUE", values=asked.parameters
    )
