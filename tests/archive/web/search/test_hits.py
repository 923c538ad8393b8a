"""The way in which a search is answered where there is no time to find the words in headlines."""

import asyncio
import sqlite3

from datasette.database import QueryInterrupted

from archive.selection import parse
from archive.web.search import hits
from archive.web.search.wanted import wanted_of


class Slow:
    """The database of an archive in which no headline is found in time."""

    def __init__(self, database):
        self.database = database

    async def execute(self, sql, parameters, custom_time_limit):
        if custom_time_limit == hits.HEADLINES_LIMIT_MS:
            raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, parameters)
        return await self.database.execute(sql, parameters, custom_time_limit=custom_time_limit)


async def list_page(database, words, sort):
    wanted = wanted_of({"q": [words], "sort": [sort]})
    selection = await hits.select(database, parse(words), wanted)
    return await hits.list_hits(database, selection, wanted.sort, 1)


def test_without_time_for_headlines_the_newest_come_first(datasette, monkeypatch):
    database = datasette.get_database("commentary")
    monkeypatch.setattr(hits, "RANKED", 6)
    by_date, order = asyncio.run(list_page(database, "harbours", "newest"))
    assert order == "by date"
    assert asyncio.run(list_page(Slow(database), "harbours", "relevance")) == (by_date, "newest first")
    headlines, order = asyncio.run(list_page(database, "harbours", "relevance"))
    assert order == "headlines first"
    assert set(headlines) == set(by_date)
