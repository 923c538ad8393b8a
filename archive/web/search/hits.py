"""Finds which way a search is answered in bounded time on an archive of any size, and lists a page of it (database).

    expression for FTS5, conditions on articles → how many have the words → which way to go → ids of a page

- few: no more than RANKED articles have the words, or not many times as many as fulfil the other conditions. These
  are ranked, or sorted by date, as a whole.
- narrow: more have the words, and no more than LOOKED_UP fulfil the other conditions. Each of these is looked up in
  the index.
- many: the order by date goes along the index by date until the page is full. By relevance those with the words in
  the headline or the byline come first, ranked if they are no more than MOST, and then the others, the newest first;
  where it takes too long to find these, all stand by date.

A search gives its hits in the order of the numbers that articles have in the index. That is the order of their ids,
which are hashes, until new articles come: so the first hits of each part of the numbers are a fair sample of all, and
`facets.py` counts these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from datasette.database import QueryInterrupted

from archive.schema import SEARCH_INDEX, SEARCH_NUMBERS
from archive.selection import Asked, conditions
from archive.web.search.wanted import PAGE_SIZE, Sort, Wanted

# FTS5 ranks about a thousand articles in a millisecond.
RANKED = 50_000
# So many hits are counted by facet, and so many headlines are ranked where more articles have the words.
MOST = 10_000
# So many articles are looked up one by one in the index, of which one takes as long as to rank so many hits.
LOOKED_UP = 4_000
HITS_A_LOOK = 40
# So many parts of the index lend their first hits to a sample.
PARTS = 8
_LAST_NUMBER = f"(SELECT max(number) FROM {SEARCH_NUMBERS})"  # noqa: S608 - our own names
_PART = f"number > {_LAST_NUMBER} * {{part}} / {PARTS} AND number <= {_LAST_NUMBER} * ({{part}} + 1) / {PARTS}"
# The index along which the newest are found.
BY_DATE = "idx_articles_published_at"
# What one statement may take, in milliseconds.
TIME_LIMIT_MS = 4_000

# What it may take to find the words in headlines, where many articles have them.
HEADLINES_LIMIT_MS = 150

Way = Literal["few", "narrow", "many", "all"]
Order = Literal["ranked", "by date", "headlines first", "newest first"]

# A word in the headline or the byline says more of an article than one in its text.
_RANK = "rank MATCH 'bm25(8.0, 4.0, 1.0, 6.0)'"
_FROM_INDEX = "SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH :match"
_HAS_WORDS = "EXISTS (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :match AND rowid = articles.id)"
# FTS5 gathers all words with a beginning each time that it is asked, so that it is asked only once.
_HAS_BEGINNINGS = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match)"
_BY_DATE: Mapping[Sort, str] = {
    "relevance": "articles.published_at DESC, articles.id DESC",
    "newest": "articles.published_at DESC, articles.id DESC",
    "oldest": "articles.published_at NULLS LAST, articles.id",
}


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which articles are meant, as SQL, and which way they are found.

    `words` is the number of articles that have the words, 0 if there are none: counted up to RANKED, else estimated.
    """

    match: str | None
    where: str
    parameters: Mapping[str, Any]
    way: Way = "all"
    words: int = 0

    @property
    def is_narrowed(self) -> bool:
        """Whether there are conditions beside the words."""
        return self.where != "TRUE"

    @property
    def has_words(self) -> str:
        """The condition on an article that it has the words."""
        return _HAS_BEGINNINGS if '" *' in (self.match or "") else _HAS_WORDS

    @property
    def in_headline(self) -> str:
        """The condition that it has them in headline, subtitle or byline."""
        return self.has_words.replace(":match", ":headline")

    def found(self) -> str:
        """Return the SELECT of the ids of all articles that are found."""
        if self.match is None:
            return f"SELECT articles.id FROM articles WHERE {self.where}"  # noqa: S608 - our own names
        if self.way == "narrow":
            return f"SELECT articles.id FROM articles WHERE {self.where} AND {self.has_words}"  # noqa: S608 - our own names
        return of_hits(_FROM_INDEX, self.where)

    def sampled(self, most: int) -> str:
        """Return the SELECT of the ids of what is found among so many, the first of each part of the index."""
        if self.match is None:
            return f"{self.found()} ORDER BY articles.id LIMIT {most}"
        if self.way == "narrow":
            return self.found()
        if self.words <= most:
            return of_hits(_FROM_INDEX, self.where)
        parts = (f"{_FROM_INDEX} AND {_PART.format(part=part)} LIMIT {-(-most // PARTS)}" for part in range(PARTS))
        return of_hits(" UNION ALL ".join(f"SELECT * FROM ({part})" for part in parts), self.where)  # noqa: S608 - our own


def of_hits(hits: str, where: str) -> str:
    """Return the SELECT of the articles of hits of the index; CROSS keeps SQLite from going the other way."""
    return f"SELECT articles.id FROM ({hits}) AS hits CROSS JOIN articles ON articles.id = hits.id WHERE {where}"  # noqa: S608


async def select(database: Any, asked: Asked, wanted: Wanted) -> Selection:
    """Return which articles a search means, and which way they are found."""
    where, parameters = conditions(wanted.only)
    both = [each for each in (asked.where, where) if each != "TRUE"]
    parameters = {**asked.parameters, **parameters, "match": asked.match}
    selection = Selection(match=asked.match, where=" AND ".join(both) or "TRUE", parameters=parameters)
    if asked.match is None:
        return selection
    hits = f"SELECT rowid AS number FROM {SEARCH_INDEX} WHERE {SEARCH_INDEX} MATCH :match LIMIT {RANKED + 1}"  # noqa: S608 - our own names
    sql = f"SELECT count(*), max(number), {_LAST_NUMBER} FROM ({hits})"  # noqa: S608 - our own names
    words, last, numbers = (number or 0 for number in (await _rows(database, sql, parameters))[0])
    if words <= RANKED:
        return replace(selection, way="few", words=words)
    words = round(words * numbers / max(last, 1))
    if both:
        others = f"SELECT 1 FROM articles WHERE {selection.where} LIMIT {LOOKED_UP + 1}"  # noqa: S608 - our own names
        number = await count(database, others, parameters)
        if number <= LOOKED_UP:
            way: Way = "narrow" if words > number * HITS_A_LOOK else "few"
            return replace(selection, way=way, words=words)
    return replace(selection, way="many", words=words)


async def list_hits(database: Any, selection: Selection, sort: Sort, page: int) -> tuple[list[int], Order]:
    """Return the ids of the articles on one page of a search, and in which order they are."""
    skipped = (page - 1) * PAGE_SIZE
    if sort != "relevance" or selection.match is None or selection.way == "few":
        order: Order = "ranked" if sort == "relevance" and selection.match else "by date"
        return await _ids(database, _ordered(selection, sort), selection.parameters, skipped), order
    if selection.way == "many":
        try:
            return await _headlines_first(database, selection, skipped), "headlines first"
        except QueryInterrupted:
            # Phrases of common words take long to tell from other headlines.
            return await _ids(database, _ordered(selection, "newest"), selection.parameters, skipped), "newest first"
    return await _ids(database, _ordered(selection, sort), _with_headline(selection), skipped), "headlines first"


def _ordered(selection: Selection, sort: Sort) -> str:
    order = _BY_DATE[sort]
    if selection.way == "few" and sort == "relevance":
        hits = f"SELECT rowid AS id, rank AS score FROM articles_fts WHERE articles_fts MATCH :match AND {_RANK}"  # noqa: S608
        return f"{of_hits(hits, selection.where)} ORDER BY hits.score, {order}"
    if selection.way == "narrow" and sort == "relevance":
        return f"{selection.found()} ORDER BY {selection.in_headline} DESC, {order}"
    if selection.way in {"few", "narrow"}:
        return f"{selection.found()} ORDER BY {order}"
    return _along_dates(selection, order)


def _along_dates(selection: Selection, order: str, *more: str) -> str:
    """Return a SELECT that goes along the index by date, and ends with the page."""
    where = " AND ".join([selection.where, *([selection.has_words] if selection.match else []), *more])
    # Conditions that only a few articles fulfil have indexes of their own.
    index = f"INDEXED BY {BY_DATE}" if selection.match or not selection.is_narrowed else ""
    return f"SELECT articles.id FROM articles {index} WHERE {where} ORDER BY {order}"  # noqa: S608 - our own names


async def _headlines_first(database: Any, selection: Selection, skipped: int) -> list[int]:
    parameters = _with_headline(selection)
    newest = _BY_DATE["newest"]
    hits = _FROM_INDEX.replace(":match", ":headline")
    bounded = f"SELECT count(*) FROM ({hits} LIMIT {MOST + 1})"  # noqa: S608 - our own names
    counted = await database.execute(bounded, parameters, custom_time_limit=HEADLINES_LIMIT_MS)
    are_many = next(iter(counted))[0] > MOST
    if are_many:
        first = _along_dates(selection, newest, selection.in_headline)
    else:
        ranked = hits.replace("AS id", "AS id, rank AS score") + f" AND {_RANK}"
        first = f"{of_hits(ranked, selection.where)} ORDER BY hits.score, {newest}"
    ids = await _ids(database, first, parameters, skipped)
    if len(ids) == PAGE_SIZE:
        return ids
    before = await count(database, of_hits(hits, selection.where), parameters) if skipped else len(ids)
    rest = _along_dates(selection, newest, f"NOT {selection.in_headline}")
    return ids + await _ids(database, rest, parameters, max(0, skipped - before), PAGE_SIZE - len(ids))


def _with_headline(selection: Selection) -> dict[str, Any]:
    """Return the parameters, with an expression that matches only in headlines, subtitles and bylines."""
    return {**selection.parameters, "headline": f"{{title subtitle authors}} : ({selection.match})"}


async def count(database: Any, sql: str, parameters: Mapping[str, Any]) -> int:
    """Return the number of rows of a SELECT."""
    return int((await _rows(database, f"SELECT count(*) FROM ({sql})", parameters))[0][0])  # noqa: S608 - our own


async def _ids(
    database: Any, sql: str, parameters: Mapping[str, Any], skipped: int, most: int | None = None
) -> list[int]:
    page = f"{sql} LIMIT {PAGE_SIZE if most is None else most} OFFSET {skipped}"
    return [row[0] for row in await _rows(database, page, parameters)]


async def _rows(database: Any, sql: str, parameters: Mapping[str, Any]) -> list[Any]:
    return list(await database.execute(sql, parameters, custom_time_limit=TIME_LIMIT_MS))
