"""Lists and counts the articles with a name or word in bounded time, however many there are (SQL).

Of few all are looked up and sorted. Of many the page is soon full along the index of what they are sorted by, where
each article is asked whether it has the name. How many there are the writer has counted, or the index of words tells.
"""

import math
import re
from collections.abc import Mapping
from typing import Any, Protocol

from archive.schema import INDEXES

_NAMED = re.compile(
    r'"articles"\."id" in \(select article from (?P<list>authors|categories|tags) where name = (?P<value>:p\d+)\)'
)
_FOUND = re.compile(
    r"id in \(select rowid from articles_fts where articles_fts match escape_fts\((?P<value>:search)\)\)"
)
_PAGE = re.compile(r"order by (?P<column>\w+)(?: desc)?(?:, \w+)? limit (?P<rows>\d+)(?: offset (?P<skipped>\d+))?")
_COUNT = re.compile(r"select count\(\*\) from \(select 1 from articles where (?P<where>.*?) *(?P<limit>limit \d+)\)")
_EQUAL = re.compile(r'"(?P<column>site|year|language)" = (?P<value>:p\d+)')
_KINDS = {
    "authors": "author",
    "categories": "category",
    "tags": "tag",
    "site": "site",
    "year": "year",
    "language": "language",
}
_ARTICLES = "SELECT CAST(total(articles) AS INTEGER) FROM tallies WHERE what = 'site' AND site = ''"
_SORTED = frozenset(index.split(",")[0] for index in INDEXES["articles"])


class Ask(Protocol):
    """Runs SQL with parameters, and returns its result."""

    async def __call__(self, sql: str, parameters: Any, rows: int | None) -> Any:
        """Return the result with all rows, or so many."""


async def along_index(ask: Ask, sql: str, parameters: Mapping[str, Any]) -> str:
    """Return the query for a page of all articles with a name or word, in the way that takes less time."""
    named, found, page = _NAMED.search(sql), _FOUND.search(sql), _PAGE.search(sql)
    condition = named or found
    if condition is None or page is None or page["column"] not in _SORTED:
        return sql
    # With other conditions it is not known how soon the page is full.
    if sql[: condition.start()].rpartition(" from articles where ")[2] or sql[condition.end() : page.start()].strip():
        return sql
    articles = (await ask(_ARTICLES, {}, None)).single_value() or 0
    # To look up and sort all takes a step for each; to fill the page, as many for each row as articles for each hit.
    least = math.isqrt(max(articles, 0) * (int(page["rows"]) + int(page["skipped"] or 0)))
    if await _hits(ask, named, condition["value"], least, parameters) <= least:
        return sql
    if named:
        asked = f"exists (select 1 from {named['list']} where article = articles.id and +name = {named['value']})"  # noqa: S608 - a name of a list
    else:
        asked = (
            "exists (select 1 from articles_fts where articles_fts match escape_fts(:search)"
            " and articles_fts.rowid = articles.id)"
        )
    return f"{sql[: condition.start()]}{asked}{sql[condition.end() :]}"


async def _hits(ask: Ask, named: re.Match[str] | None, value: str, most: int, parameters: Mapping[str, Any]) -> int:
    """Return how many articles there are, of a word no more than one above `most`."""
    if named:
        sql = f"SELECT articles FROM tallies WHERE what = '{_KINDS[named['list']]}' AND site = '' AND name = {value}"  # noqa: S608 - our own
    else:
        words = f"SELECT 1 FROM articles_fts WHERE articles_fts MATCH escape_fts({value}) LIMIT {most + 1}"  # noqa: S608 - our own
        sql = f"SELECT count(*) FROM ({words})"  # noqa: S608 - our own
    row = (await ask(sql, {value[1:]: parameters[value[1:]]}, None)).first()
    return int(row[0]) if row is not None else 0


def counted(sql: str) -> str:
    """Return a bounded count of articles that takes what the writer has counted, or what the index of words knows."""
    found = _COUNT.fullmatch(sql)
    if found is None:
        return sql
    where = found["where"]
    if words := _FOUND.fullmatch(where):
        hits = f"select 1 from articles_fts where articles_fts match escape_fts({words['value']}) {found['limit']}"  # noqa: S608 - our own
        return f"select count(*) from ({hits})"  # noqa: S608 - our own
    parts = [_NAMED.fullmatch(part) or _EQUAL.fullmatch(part) for part in where.split(" and ")]
    values = {_KINDS[part.groupdict().get("list") or part["column"]]: part["value"] for part in parts if part}
    if None in parts or len(values) != len(parts) or not len(values) - ("site" in values) <= 1:
        return sql
    site = values.pop("site", None)
    what, name = next(iter(values.items())) if values else ("site", site)
    of_site = (site or "''") if values else "''"
    tally = (
        f"select articles from tallies where what = '{what}' and site = {of_site}"  # noqa: S608 - our own
        f" and name = cast({name} as text)"
    )
    return f"select coalesce(({tally}), ({sql}))"
