"""Finds texts that stand at many addresses because they are the text of no article (SQL on an open transaction).

readings with one hash of their text → Shown, one an address and run → a page at many addresses? → readings.held

A maintenance notice, a parked domain, a home page in the place of each article, the shell of an application without
its scripts, a login form, a "not found" with status 200. What decides:

- it replaced different texts at three addresses or more; at two, if the runs that met it read nothing else. If each
  article kept its own title, that is a note of the authors, unless most of the articles read show it;
- or no address ever showed another text, and title, authors and date are the same at three addresses or more, and
  either most pages read are this one, or it is short or has no date.

It depends on captures and readings alone and not on their order. The reading of an address that had the text before
it replaced any other counts: it is the article that others were replaced by.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.text import fold_text, slug_of

SAME_PAGE = "the same page at "
# Fewer addresses with one text may be copies of one article, or articles that were withdrawn with the same note.
MIN_ADDRESSES = 3
MAX_SHORT_WORDS = 150
MAX_EXCERPT = 60

# The hashes of texts at addresses that the runs captured, if they stand at another address too.
TOUCHED = """
WITH touched(text_hash) AS (
    SELECT DISTINCT readings.text_hash FROM readings JOIN captures ON captures.id = readings.capture
    WHERE readings.outcome = 'article' AND readings.text_hash <> '' AND captures.address IN (
        SELECT address FROM captures WHERE run IN (SELECT value FROM json_each(:runs))
        UNION SELECT address FROM captures WHERE run = '' AND site = :site))
SELECT text_hash FROM touched WHERE (
    SELECT count(DISTINCT captures.address) FROM readings JOIN captures ON captures.id = readings.capture
    WHERE readings.text_hash = touched.text_hash AND readings.site = :site) > 1
UNION SELECT text_hash FROM readings WHERE site = :site AND held LIKE :held
ORDER BY text_hash
"""
SHARED = f"""
SELECT readings.text_hash, readings.capture, readings.revision, readings.held, captures.address, captures.run,
    captures.captured_at, versions.title, versions.authors, versions.published_at, versions.word_count,
    substr(versions.body_text, 1, {10 * MAX_EXCERPT}) AS beginning
FROM readings JOIN captures ON captures.id = readings.capture
    JOIN versions ON versions.id = ifnull(readings.part, readings.version)
WHERE readings.site = :site AND readings.outcome = 'article' AND readings.text_hash = :hash
ORDER BY captures.captured_at, captures.id
"""  # noqa: S608 - our own names
# Other texts at an address, by the same rules.
OTHERS = """
SELECT DISTINCT readings.text_hash, versions.title FROM captures JOIN readings ON readings.capture = captures.id
    JOIN versions ON versions.id = ifnull(readings.part, readings.version)
WHERE captures.address = ? AND readings.revision = ? AND readings.outcome = 'article' AND readings.text_hash <> ?
"""
READ_BY = """
SELECT count(DISTINCT captures.address) FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.run = ? AND readings.outcome = 'article'
"""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An address that showed the text in a run; `others` are the hashes and titles of other texts that it showed."""

    address: str
    run: str
    captured_at: str
    title: str
    authors: str
    published_at: str | None
    word_count: int
    others: frozenset[tuple[str, str]]

    @property
    def keeps_title(self) -> bool:
        """Tell whether another text at this address had the same title."""
        return any(title == self.title for _, title in self.others)


def is_placeholder(shown: Sequence[Shown], read: Mapping[str, int]) -> bool:
    """Tell whether a text at several addresses is no article's; `read` counts the addresses that each run read."""
    by_slug = {slug_of(each.address): each for each in shown}
    replaced = [each for each in by_slug.values() if each.others]
    different = min(len(replaced), len({text for each in replaced for text, _ in each.others}))
    of_all = sum(len({each.address for each in shown if each.run == run}) for run in read) / sum(read.values())
    titles = Counter(each.title for each in replaced)
    own_titles = len(titles) > 1 and 2 * sum(each.keeps_title for each in replaced) >= len(replaced)
    if different >= MIN_ADDRESSES:
        return not own_titles or of_all >= 1 / 2
    if different == len(by_slug) == MIN_ADDRESSES - 1 and of_all == 1 and not own_titles:
        return True
    alike = Counter((each.title, each.authors, each.published_at) for each in by_slug.values())
    (_, _, published_at), count = max(alike.items(), key=lambda item: (item[1], repr(item[0])))
    is_short = max(each.word_count for each in shown) <= MAX_SHORT_WORDS
    return count >= MIN_ADDRESSES and (of_all >= 1 / 2 or is_short or published_at is None)


def originals(shown: Sequence[Shown]) -> set[str]:
    """Return the addresses that had the text before it replaced another one: it is the article that stands there."""
    replacing = min((each.captured_at for each in shown if each.others), default=None)
    first_run = {each.run for each in shown if each.captured_at == replacing}
    before = {
        each.address
        for each in shown
        if not each.others and replacing and each.captured_at < replacing and each.run not in first_run
    }
    return before if len(before) == 1 else set()


def find_same_pages(db: sqlite3.Connection, site: str, runs: Iterable[str]) -> dict[str, str | None]:
    """Return for each reading whose text stands at several addresses why it is held, None where it counts.

    Texts at addresses that the runs captured are compared, and those that are held by now.
    """
    values = {"site": site, "runs": json.dumps(sorted(runs)), "held": f"{SAME_PAGE}%"}
    verdicts: dict[str, str | None] = {}
    read: dict[str, int] = {}
    for (text_hash,) in map(tuple, db.execute(TOUCHED, values).fetchall()):
        rows = db.execute(SHARED, {"site": site, "hash": text_hash}).fetchall()
        shown = _shown(db, rows)
        if len({slug_of(each.address) for each in shown}) > 1:
            for each in shown:
                if each.run not in read:
                    read[each.run] = db.execute(READ_BY, (each.run,)).fetchone()[0]
            if is_placeholder(shown, {each.run: read[each.run] for each in shown}):
                reason, kept = _reason(rows), originals(shown)
                verdicts |= {row["capture"]: None if row["address"] in kept else reason for row in rows}
                continue
        verdicts |= {row["capture"]: None for row in rows if (row["held"] or "").startswith(SAME_PAGE)}
    return verdicts


def _shown(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Shown]:
    if len({row["address"] for row in rows}) < 2:
        return []
    found: dict[tuple[str, str], Shown] = {}
    others: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
    for row in rows:
        place = (row["address"], row["revision"])
        if place not in others:
            others[place] = frozenset(map(tuple, db.execute(OTHERS, (*place, row["text_hash"])).fetchall()))
        columns = ("address", "run", "captured_at", "title", "authors", "published_at", "word_count")
        found.setdefault(
            (row["address"], row["run"]), Shown(**{name: row[name] for name in columns}, others=others[place])
        )
    return list(found.values())


def _reason(rows: Sequence[sqlite3.Row]) -> str:
    addresses = {row["address"] for row in rows}
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        titles[row["title"] or ""].add(row["address"])
    title, places = max(titles.items(), key=lambda item: (len(item[1]), item[0]))
    beginning = min(row["beginning"] for row in rows)
    words = title if title and 2 * len(places) > len(addresses) else " ".join(fold_text(beginning).split())
    return f"{SAME_PAGE}{len(addresses)} addresses: «{_short(words)}»"


def _short(text: str) -> str:
    return text if len(text) <= MAX_EXCERPT else text[:MAX_EXCERPT].rsplit(" ", 1)[0] + "…"
