"""Finds what a rebuilt database lacks of the one that it is to replace (reads both databases).

A capture that was stored, a page that was read and a run are lost if the new database does not have them. An article
that the present rules refuse is not: its captures were read, by rules that somebody changed on purpose. Only when the
rules leave no article at all of a site, a mistake in its profile is likelier, and that counts as a loss.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.warc import why_unreadable
from extract.errors import ArchiveError

IS_READ = "({0}.found IS NOT NULL OR EXISTS (SELECT 1 FROM {1}.readings WHERE capture = {0}.id))"
GONE = "NOT EXISTS (SELECT 1 FROM main.captures WHERE id = was.id)"
# The capture is there, it was read before, and it is not now.
UNREAD = f"""EXISTS (SELECT 1 FROM main.captures AS now WHERE now.id = was.id
    AND {IS_READ.format("was", "old")} AND NOT {IS_READ.format("now", "main")})"""  # noqa: S608 - our own names

CAPTURES = f"SELECT warc, count(*) FROM old.captures AS was WHERE {GONE} GROUP BY warc ORDER BY warc"  # noqa: S608 - our own names
READINGS = f"""
SELECT site, count(*), max((SELECT reason FROM main.attempts WHERE capture = was.id))
FROM old.captures AS was WHERE {UNREAD} GROUP BY site ORDER BY site
"""  # noqa: S608 - our own names
# Runs that are gone, and runs whose end is: their summary, or URLs that they could not fetch.
RUNS = """
SELECT was.id, now.id IS NULL FROM old.runs AS was LEFT JOIN main.runs AS now ON now.id = was.id
WHERE now.id IS NULL OR (was.finished_at IS NOT NULL AND now.finished_at IS NULL)
    OR EXISTS (SELECT 1 FROM old.unfetched AS each WHERE each.run = was.id
        AND NOT EXISTS (SELECT 1 FROM main.unfetched WHERE run = each.run AND url = each.url))
ORDER BY was.id
"""
# An article whose version is missing had a text as well as any other.
HAS_TEXT = "ifnull((SELECT body_text FROM {0}.versions WHERE id = {1}.version), '?') <> ''"
# Articles that had a text and have none, under whatever URL: of each the site, whether a capture that showed it is
# lost or unread, and what the present rules say of the capture that it was read from.
ARTICLES = f"""
SELECT article.site, EXISTS (
        SELECT 1 FROM old.readings CROSS JOIN old.captures AS was ON was.id = old.readings.capture
        WHERE old.readings.article = article.url AND ({GONE} OR {UNREAD})) AS is_lost,
    (SELECT outcome || ifnull(': ' || reason, '') FROM main.readings WHERE capture = article.capture) AS verdict,
    count(*)
FROM old.articles AS article WHERE {HAS_TEXT.format("old", "article")} AND NOT EXISTS (
    SELECT 1 FROM main.addresses JOIN main.articles AS now ON now.id = addresses.article
    WHERE addresses.url = article.url AND {HAS_TEXT.format("main", "now")})
GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC, 3
"""  # noqa: S608 - our own names
EMPTIED = f"""
SELECT site, count(*) FROM old.articles AS was WHERE {HAS_TEXT.format("old", "was")}
    AND NOT EXISTS (SELECT 1 FROM main.articles AS now WHERE site = was.site AND {HAS_TEXT.format("main", "now")})
GROUP BY site ORDER BY site
"""  # noqa: S608 - our own names
# The verdict on an article whose capture has no reading of its own, because its text belongs to another URL.
PART = "part of another"


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What a rebuilt database lacks of the one that it is to replace.

    `captures` are (WARC file, why, how many captures are gone). `readings` are (site, why, how many captures were
    read and are not now). `runs` are runs that are gone, `ends` those whose summary or unfetched URLs are. `articles`
    are (site, how many articles have no text for one of these reasons). `emptied` are (site, how many articles) of
    sites that have no article left. `refused` are (site, verdict, how many articles the present rules refuse), which
    is no loss.
    """

    captures: tuple[tuple[str, str, int], ...] = ()
    readings: tuple[tuple[str, str, int], ...] = ()
    runs: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    articles: tuple[tuple[str, int], ...] = ()
    emptied: tuple[tuple[str, int], ...] = ()
    refused: tuple[tuple[str, str, int], ...] = ()

    def __bool__(self) -> bool:
        return any((self.captures, self.readings, self.runs, self.ends, self.articles, self.emptied))

    def sentences(self) -> Iterator[str]:
        """Yield what is lost and why, a clause for each."""
        for name, why, count in self.captures:
            yield f"{_count(count, 'capture')} of {name}: {why}"
        for site, why, count in self.readings:
            yield f"what {_count(count, 'capture')} of {site or 'foreign files'} showed: {why}"
        for site, count in self.articles:
            yield f"{_count(count, 'article')} of {site}, with them"
        for site, count in self.emptied:
            yield f"every article of {site}, {count:,} in all"
        for name in self.runs:
            yield f"the run {name}: no WARC file names it"
        for name in self.ends:
            yield f"the end of the run {name}: its summary, or URLs that it could not fetch"

    def refusals(self) -> Iterator[str]:
        """Yield how many articles the present rules refuse, a clause for each site and verdict."""
        for site, verdict, count in self.refused:
            yield f"{_count(count, 'article')} of {site}: now {verdict}"


# Is called with the loss before the database is replaced, and raises ArchiveError to keep the old one.
Judge = Callable[[Loss], None]


def refuse_loss(loss: Loss) -> None:
    """Raise ArchiveError if anything would be lost."""
    if loss:
        raise ArchiveError(f"The rebuilt database would lose {'; '.join(loss.sentences())}. It was not put in place.")


def find_loss(fresh: sqlite3.Connection, old: Path, folder: Path, profiles: Collection[str]) -> Loss:
    """Compare a rebuilt database with the file of the old one.

    `folder` has the WARC files; `profiles` are the names of those with which the captures were read.
    """
    fresh.execute("ATTACH DATABASE ? AS old", (str(old),))
    try:
        articles, emptied, runs = _rows(fresh, ARTICLES), _rows(fresh, EMPTIED), _rows(fresh, RUNS)
        lost = _by_site((site, count) for site, is_lost, _, count in articles if is_lost)
        return Loss(
            captures=tuple((name, _why_gone(folder / name), count) for name, count in _rows(fresh, CAPTURES)),
            readings=tuple(
                (site, _why_unread(site, reason, profiles), count) for site, count, reason in _rows(fresh, READINGS)
            ),
            runs=tuple(name for name, is_gone in runs if is_gone),
            ends=tuple(name for name, is_gone in runs if not is_gone),
            articles=lost,
            # What is lost with its captures has been told.
            emptied=tuple((site, count) for site, count in emptied if site not in dict(lost)),
            refused=tuple(
                (site, verdict or PART, count) for site, is_lost, verdict, count in articles if not is_lost
            ),
        )
    finally:
        fresh.execute("DETACH DATABASE old")


def _rows(db: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(query).fetchall()]


def _by_site(counted: Iterator[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for site, count in counted:
        counts[site] = counts.get(site, 0) + count
    return tuple(counts.items())


def _why_gone(path: Path) -> str:
    return f"the file {why_unreadable(path) or 'lacks their records, or they are damaged'}"


def _why_unread(site: str, reason: str | None, profiles: Collection[str]) -> str:
    if site and site not in profiles:
        return f"there is no profile {site}"
    return reason or "their records cannot be read from the WARC files"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
