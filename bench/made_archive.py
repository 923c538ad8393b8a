"""Writes a database of made articles as the archive's writer would leave it, without WARC files (disk, processes).

    numbers → articles in the order of their ids → rows (in a worker process) → the schema's own tables
            → indexes, changes, tallies and full text by the archive's own code

There are no WARC files: what reads records, such as proofs, cannot be measured with it.
"""

import multiprocessing
import random
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import islice
from pathlib import Path

from archive.database import build_search, open_for_writing, pause_search
from archive.derive import change_everything, count_everything
from archive.schema import Row, article_id, insert_rows, stored_reading, to_sql
from archive.watch import watch_runs
from made_articles import Maker
from made_names import FIRST_RUN, RUN_EVERY, RUNS, SITES, Made, begin, run_id

# Articles whose rows are made at once, and the processes that make them.
CHUNK, WORKERS = 500, 2
# One page beside so many articles is none.
ARTICLES_PER_OTHER_PAGE = 20
COPIES_PER_ARTICLE = 0.005
Tell = Callable[[str], None]


def make_archive(folder: Path, articles: int, seed: int, tell: Tell) -> None:
    """Write the database of so many articles into a folder, and tell how far it is."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "warc").mkdir(exist_ok=True)
    started = time.monotonic()

    def say(what: str) -> None:
        tell(f"{time.monotonic() - started:7.0f} s  {what}")

    with closing(open_for_writing(folder / "commentary.db")) as db:
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -1000000", "foreign_keys = OFF"):
            db.execute(f"PRAGMA {pragma}")
        pause_search(db)
        paused = _pause(db)
        say("the order of the ids")
        made = sorted((begin(number, seed) for number in range(articles)), key=lambda each: article_id(each.url))
        db.execute("BEGIN")
        insert_rows(db, "runs", list(_runs()))
        for done, rows in enumerate(_all_rows(made, seed), 1):
            for table, these in rows.items():
                insert_rows(db, table, these, "ON CONFLICT (id) DO NOTHING" if table == "rule_sets" else "")
            if done * CHUNK % 50_000 == 0:
                say(f"{done * CHUNK:,} articles")
        _add_copies(db, articles, seed)
        say("indexes")
        for statement in paused:
            db.execute(statement)
        say("changes")
        change_everything(db)
        say("tallies")
        count_everything(db)
        say("measures of runs")
        db.execute("UPDATE runs SET judged = 0")
        watch_runs(db, folder / "warc")
        say("full text")
        build_search(db)
        db.execute("COMMIT")
        db.execute("PRAGMA optimize")
        say("done")


def _pause(db: sqlite3.Connection) -> list[str]:
    """Drop indexes and triggers; return the statements that make them again, since that is faster at the end."""
    query = """
    SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
        AND (type = 'trigger' OR (type = 'index' AND name LIKE 'idx%'))
    """
    found = db.execute(query).fetchall()
    for kind, name, _ in map(tuple, found):
        db.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in map(tuple, found)]


def _all_rows(made: list[Made], seed: int) -> Iterator[dict[str, list[Row]]]:
    """Yield the rows of so many articles at once, made in another process."""
    chunks = ((seed, made[at : at + CHUNK]) for at in range(0, len(made), CHUNK))
    with multiprocessing.get_context("forkserver").Pool(WORKERS) as pool:
        # imap itself would take all chunks at once.
        waiting = [pool.apply_async(_rows_of, chunk) for chunk in islice(chunks, 2 * WORKERS)]
        while waiting:
            yield waiting.pop(0).get()
            waiting += [pool.apply_async(_rows_of, chunk) for chunk in islice(chunks, 1)]


def _rows_of(seed: int, chunk: Iterable[Made]) -> dict[str, list[Row]]:
    maker = Maker(seed)
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for made in chunk:
        parts = [maker.rows(made)]
        if made.number % ARTICLES_PER_OTHER_PAGE == 0:
            parts.append(maker.beside(made.number))
        for part in parts:
            for table, rows in part.items():
                found[table] += rows
    stored = [stored_reading(row) for row in found["readings"]]
    found["readings"] = [row for row, _ in stored]
    found["rule_sets"] = list({rules["id"]: rules for _, sets in stored for rules in sets}.values())
    return dict(found)


def _runs() -> Iterator[Row]:
    for site in SITES:
        for number in range(RUNS):
            at = FIRST_RUN + number * RUN_EVERY
            yield {
                "id": run_id(site, number), "site": site, "started_at": to_sql(at),
                "finished_at": to_sql(at + timedelta(days=1)),
                "status": "finished", "requests": 900, "captures": 880, "articles_new": 40, "articles_changed": 9,
                "articles_same": 700, "refused": 20, "failed": 3, "bytes": 30_000_000, "seconds": 3600.0, "judged": 1,
            }  # fmt: skip


def _add_copies(db: sqlite3.Connection, articles: int, seed: int) -> None:
    """Let some pairs of articles be copies, which their texts are not."""
    drawn = random.Random(seed)
    numbers = db.execute("SELECT id, version, first_captured_at FROM articles").fetchall()
    rows = {}
    for _ in range(int(articles * COPIES_PER_ARTICLE)):
        original, copy = map(tuple, drawn.sample(numbers, 2))
        share = round(20 + 80 * drawn.random(), 1)
        rows[original[0], copy[0]] = {
            "original": original[0], "copy": copy[0], "share_of_copy": share, "share_of_original": share,
            "shared": 300,
            "original_version": original[1], "copy_version": copy[1], "original_at": original[2],
            "original_at_by": "capture", "copy_at": copy[2], "copy_at_by": "capture", "source_says": None,
        }  # fmt: skip
    insert_rows(db, "copies", list(rows.values()))
