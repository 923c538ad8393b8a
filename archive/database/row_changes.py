"""Changes the rows of an older database when it becomes one of the newest schema (SQL on one database).

Tables, columns and indexes are complete by then: `archive/database/migrations.py` does that.
"""

import sqlite3
from collections.abc import Callable, Sequence

from archive.database.site_days import give_site_days
from archive.database.version_ids import give_new_ids
from archive.derive import change_everything, count_everything, judge_ended_run, refresh, sum_up_everything
from archive.schema import host_of
from extract.kind import LOGIN, PASSWORD
from extract.text import text_hash
from extract.urls import canonical_url, registered_domain


def _judge_runs(db: sqlite3.Connection) -> None:
    """Judge which runs of a former release met an outage; it did not know of outages."""
    runs = [run for (run,) in map(tuple, db.execute("SELECT id FROM runs").fetchall())]
    refresh(db, sorted({address for run in runs for address in judge_ended_run(db, run)}))


def _read_later_pages_anew(db: sqlite3.Connection) -> None:
    """Give each article its one page, and forget readings that refused later pages, so that those are read anew."""
    db.execute("UPDATE articles SET page_count = 1")
    db.execute("UPDATE readings SET page_count = 1, page_number = 1 WHERE outcome = 'article'")
    db.execute("DELETE FROM readings WHERE reason = 'later page of an article'")


def _add_domains(db: sqlite3.Connection) -> None:
    """Fill in the registered domain of each link, and write its host in ASCII."""
    db.create_function("host_of", 1, host_of, deterministic=True)
    db.create_function("registered_domain", 1, registered_domain, deterministic=True)
    db.execute("UPDATE links SET host = host_of(url), domain = registered_domain(host_of(url))")
    for name in ("host_of", "registered_domain"):
        db.create_function(name, 1, None)


def _read_unfinished_anew(db: sqlite3.Connection) -> None:
    """Forget errors that were no function of the page: its reader took too long or was ended."""
    db.execute(
        "DELETE FROM readings WHERE outcome = 'error' AND (reason GLOB 'could not be read in * seconds'"
        " OR reason IN ('ended the process that read it', 'the process that read it crashed'))"
    )


def _add_text_hashes(db: sqlite3.Connection) -> None:
    """Fill in the hashes by which one page at many addresses is recognised; the runs are judged afterwards."""
    db.create_function("text_hash_of", 2, text_hash, deterministic=True)
    db.execute("""
        UPDATE readings SET text_hash = (SELECT text_hash_of(body_text, url) FROM versions, captures
            WHERE versions.id = ifnull(part, version) AND captures.id = readings.capture)
        WHERE outcome = 'article'
    """)
    db.create_function("text_hash_of", 2, None)


def _decide_on_canonical_urls(db: sqlite3.Connection) -> None:
    """Decide which canonical URLs to believe, and derive all articles anew; former releases believed all of them."""
    db.create_function("canonical", 1, lambda url: url and canonical_url(url), deterministic=True)
    for table, column in NORMALISED:
        change = f"UPDATE OR REPLACE {table} SET {column} = canonical({column})"  # noqa: S608 - our own names
        db.execute(f"{change} WHERE {column} <> canonical({column})")
    db.create_function("canonical", 1, None)
    db.execute("UPDATE readings SET own_url = (SELECT address FROM captures WHERE captures.id = readings.capture)")
    db.execute("UPDATE readings SET known_as = own_url WHERE outcome = 'article'")
    refresh(db, [address for (address,) in map(tuple, db.execute(ALL_ADDRESSES).fetchall())])


def _derive_anew(db: sqlite3.Connection) -> None:
    """Derive all articles anew: former releases knew no forms in place of a text, copies, or history of comments."""
    forms = f"SELECT site FROM readings WHERE reason IN ('{PASSWORD}', '{LOGIN}')"  # noqa: S608 - our own words
    db.execute(f"UPDATE runs SET judged = 0 WHERE status <> 'running' AND site IN ({forms})")  # noqa: S608
    refresh(db, [address for (address,) in map(tuple, db.execute(ALL_ADDRESSES).fetchall())])


def _measure_runs(db: sqlite3.Connection) -> None:
    """Have all runs judged and measured when the archive is opened next; former releases measured none."""
    db.execute("UPDATE runs SET judged = 0 WHERE status <> 'running'")


# The columns with URLs in normal form, which leaves out more sessions than that of former releases.
NORMALISED = (
    ("captures", "address"),
    ("captures", "redirect_address"),
    ("readings", "canonical_url"),
    ("readings", "next_page_url"),
    ("sources", "url"),
    ("unfetched", "url"),
)
ALL_ADDRESSES = "SELECT address FROM captures UNION SELECT url FROM addresses"

# What happens to the rows of an older database when it becomes one of this version, once all tables are complete; in
# this order.
ROW_CHANGES: Sequence[tuple[int, Callable[[sqlite3.Connection], None]]] = (
    (2, _judge_runs),
    (3, _read_later_pages_anew),
    (4, _add_domains),
    (5, _read_unfinished_anew),
    (5, _add_text_hashes),
    (5, give_new_ids),
    (5, _decide_on_canonical_urls),
    (7, _derive_anew),
    (8, give_site_days),
    (8, sum_up_everything),
    (9, change_everything),
    (9, count_everything),
    (9, _measure_runs),
)
