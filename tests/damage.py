"""What can happen to an archive: a function for each kind of damage, with what a verification has to find.

Each function damages an archive of three runs and returns the findings that it must give, as (kind, file, offset);
others may come with them.
"""

import gzip
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive.schema import SEARCHED, add_cut_words, add_form_functions, pack_forms, pack_text, unpack_forms
from archive.store import Archive
from archive.warc.files import warc_files
from archive.warc.members import RawRecord, raw_records
from archive.warc.reader import read_records
from archive.warc.records import Recorded, digest
from extract.site import Site

Where = tuple[str, str, int | None]
DATABASE = "commentary.db"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A kind of damage. `reads` tells that only reading pages again finds it, `full` only deriving all tables anew.

    `mended` tells that a repair makes the archive as it was.
    """

    inflict: Callable[[Path], list[Where]]
    mended: bool = False
    reads: bool = False
    full: bool = False
    options: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.inflict.__name__


CASES: list[Case] = []


def damage(**options) -> Callable:
    """Add a function to CASES."""

    def add(inflict: Callable[[Path], list[Where]]) -> Callable[[Path], list[Where]]:
        CASES.append(Case(inflict=inflict, **options))
        return inflict

    return add


def files(data: Path) -> list[Path]:
    return warc_files(data / "warc")


def records(path: Path) -> list[RawRecord]:
    with path.open("rb") as file:
        return [each for each in raw_records(file) if isinstance(each, RawRecord)]


def captures(path: Path) -> list[Recorded]:
    return [each for each in read_records(path) if isinstance(each, Recorded)]


def pages(path: Path) -> list[Recorded]:
    """The captures of articles in a file, of which there are several in each."""
    return [each for each in captures(path) if each.capture.source_kind is None and each.capture.status == 200]


def where(path: Path) -> str:
    return f"warc/{path.name}"


def flip(path: Path, offset: int, mask: int = 1) -> None:
    whole = bytearray(path.read_bytes())
    whole[offset] ^= mask
    path.write_bytes(whole)


def rewrite(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Write a file anew from its members, changed."""
    whole = path.read_bytes()
    path.write_bytes(b"".join(change([whole[each.offset : each.offset + each.length] for each in records(path)])))


def index_of(path: Path, offset: int) -> int:
    return [each.offset for each in records(path)].index(offset)


@contextmanager
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """Change the database as a program would that knows nothing of it."""
    with closing(sqlite3.connect(data / DATABASE)) as db:
        add_cut_words(db)
        add_form_functions(db)
        yield db
        db.commit()


def replace_record(path: Path, at: int, change: Callable[[bytes], bytes]) -> None:
    """Write the record at an offset anew, as a program would that knows the format."""
    number = index_of(path, at)

    def change_members(members: list[bytes]) -> list[bytes]:
        members[number] = gzip.compress(change(gzip.decompress(members[number])), mtime=0)
        return members

    rewrite(path, change_members)


# The bytes of WARC files.


@damage()
def a_bit_flips_in_the_head_of_a_file(data):
    path = files(data)[1]
    flip(path, 40)
    return [("record-damaged", where(path), 0), ("warc-changed", where(path), None)]


@damage()
def a_bit_flips_in_the_middle_of_a_file(data):
    path = files(data)[0]
    capture = pages(path)[3].capture
    flip(path, capture.offset + capture.length // 2)
    return [("record-damaged", where(path), capture.offset)]


@damage()
def a_bit_flips_in_the_tail_of_the_last_file(data):
    path = files(data)[-1]
    flip(path, path.stat().st_size - 2)
    return [("warc-changed", where(path), None)]


@damage()
def a_bit_flips_that_no_checksum_of_gzip_covers(data):
    path = files(data)[-1]
    capture = pages(path)[0].capture
    # The time in the head of a member.
    flip(path, capture.offset + 5)
    return [("warc-changed", where(path), None)]


@damage()
def a_sector_of_a_file_is_zeros(data):
    path = files(data)[0]
    capture = pages(path)[2].capture
    whole = bytearray(path.read_bytes())
    whole[capture.offset + 20 : capture.offset + 532] = bytes(512)
    path.write_bytes(whole)
    return [("record-damaged", where(path), capture.offset)]


@damage()
def the_end_of_a_file_is_lost(data):
    path = files(data)[1]
    last = records(path)[-1]
    os.truncate(path, last.offset + last.length - 7)
    return [
        ("warc-shorter", where(path), last.offset + last.length - 7),
        ("record-damaged", where(path), last.offset),
    ]


@damage()
def half_of_a_file_is_lost_at_the_border_of_two_records(data):
    path = files(data)[0]
    at = pages(path)[5].capture.offset
    os.truncate(path, at)
    return [("warc-shorter", where(path), at)]


@damage()
def a_file_is_empty(data):
    path = files(data)[0]
    path.write_bytes(b"")
    return [("warc-shorter", where(path), 0)]


@damage()
def a_file_is_missing(data):
    path = files(data)[1]
    path.unlink()
    return [("warc-missing", where(path), None), ("run-missing", where(path), None)]


@damage()
def a_file_is_a_folder(data):
    path = files(data)[1]
    path.unlink()
    path.mkdir()
    return [("warc-unreadable", where(path), None)]


@damage(mended=True)
def a_file_is_renamed(data):
    path = files(data)[1]
    path.rename(path.with_name("old.warc.gz"))
    return [("warc-renamed", "warc/old.warc.gz", None), ("warc-missing", where(path), None)]


@damage(mended=True)
def two_files_are_swapped(data):
    first, second = files(data)[:2]
    spare = first.with_suffix(".spare")
    first.rename(spare)
    second.rename(first)
    spare.rename(second)
    return [("warc-renamed", where(first), None), ("warc-renamed", where(second), None)]


@damage(mended=True)
def a_file_is_doubled(data):
    path = files(data)[0]
    shutil.copy2(path, path.with_name("a copy.warc.gz"))
    return [("warc-doubled", "warc/a copy.warc.gz", None)]


@damage(mended=True)
def a_file_is_doubled_and_the_copy_is_taken_in(data):
    path = files(data)[0]
    shutil.copy2(path, path.with_name("a copy.warc.gz"))
    Archive.open(data).close()
    return [("warc-doubled", "warc/a copy.warc.gz", None)]


@damage(mended=True)
def a_torn_record_follows_the_end_of_a_file(data):
    path = files(data)[1]
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(path.read_bytes()[:200])
    return [("torn-tail", where(path), size)]


@damage(mended=True)
def zeros_follow_the_end_of_a_file(data):
    path = files(data)[-1]
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(bytes(4096))
    return [("torn-tail", where(path), size)]


# The records of WARC files, changed by a program that knows the format.


@damage()
def a_record_is_removed_with_its_request(data):
    path = files(data)[0]
    capture = pages(path)[4].capture
    at = index_of(path, capture.offset)
    rewrite(path, lambda members: members[: at - 1] + members[at + 1 :])
    return [
        ("capture-without-record", where(path), capture.offset),
        ("warc-shorter", where(path), path.stat().st_size),
    ]


@damage()
def a_response_is_removed_and_its_request_stays(data):
    path = files(data)[0]
    capture = pages(path)[4].capture
    at = index_of(path, capture.offset)
    rewrite(path, lambda members: members[:at] + members[at + 1 :])
    return [
        ("capture-without-record", where(path), capture.offset),
        ("record-out-of-place", where(path), capture.offset),
    ]


@damage()
def two_records_are_swapped(data):
    path = files(data)[1]
    first, second = (index_of(path, each.capture.offset) for each in pages(path)[2:4])
    moved = records(path)[first - 1].offset

    def swap(members: list[bytes]) -> list[bytes]:
        pair, other = members[first - 1 : first + 1], members[second - 1 : second + 1]
        return [*members[: first - 1], *other, *members[first + 1 : second - 1], *pair, *members[second + 1 :]]

    rewrite(path, swap)
    length = records(path)[first - 1].length
    return [("capture-moved", where(path), moved + length), ("warc-changed", where(path), None)]


@damage()
def a_record_is_dated_anew(data):
    path = files(data)[0]
    capture = pages(path)[1].capture
    replace_record(path, capture.offset, lambda data: re.sub(rb"WARC-Date: \d{4}", b"WARC-Date: 2019", data, count=1))
    return [("capture-differs", where(path), capture.offset)]


@damage()
def a_text_is_changed_with_equal_length(data):
    path = files(data)[0]
    capture = pages(path)[1].capture
    replace_record(path, capture.offset, lambda record: record[:-5] + bytes([record[-5] ^ 1]) + record[-4:])
    return [("digest-mismatch", where(path), capture.offset)]


@damage()
def a_text_is_changed_and_its_digests_with_it(data):
    path = files(data)[0]
    recorded = pages(path)[1]

    def forge(record: bytes) -> bytes:
        head, _, block = record.partition(b"\r\n\r\n")
        block = block.removesuffix(b"\r\n\r\n")
        changed = block[:-1] + bytes([block[-1] ^ 1])
        body = changed.partition(b"\r\n\r\n")[2]
        for name, value in (("Block", changed), ("Payload", body)):
            given = f"WARC-{name}-Digest: {digest(value)}".encode()
            head = re.sub(rf"WARC-{name}-Digest: \S+".encode(), given, head)
        return head + b"\r\n\r\n" + changed + b"\r\n\r\n"

    replace_record(path, recorded.capture.offset, forge)
    return [("capture-differs", where(path), recorded.capture.offset)]


@damage()
def a_file_is_forged_and_the_database_made_anew(data):
    a_record_is_dated_anew(data)
    path = files(data)[0]
    (data / DATABASE).unlink()
    Archive.open(data).close()
    return [("chain-broken", where(path), None)]


@damage()
def a_run_is_removed_and_the_database_made_anew(data):
    path = files(data)[1]
    path.unlink()
    (data / DATABASE).unlink()
    Archive.open(data).close()
    return [("run-missing", where(path), None)]


@damage()
def a_record_stands_twice_in_a_file(data):
    path = files(data)[1]
    size = path.stat().st_size
    at = index_of(path, pages(path)[2].capture.offset)
    rewrite(path, lambda members: [*members, members[at]])
    return [("warc-longer", where(path), size)]


@damage()
def a_record_of_another_file_is_put_into_one(data):
    source, path = files(data)[:2]
    first = pages(path)[2].capture
    at, taken = index_of(path, first.offset) - 1, index_of(source, pages(source)[0].capture.offset)
    offset = records(path)[at].offset
    donated = source.read_bytes()
    record = records(source)[taken]
    rewrite(
        path,
        lambda members: [*members[:at], donated[record.offset : record.offset + record.length], *members[at:]],
    )
    return [("record-doubled", where(path), offset), ("record-out-of-place", where(path), offset)]


@damage()
def the_summary_of_a_run_is_removed(data):
    path = files(data)[0]
    rewrite(path, lambda members: members[:-1])
    return [("run-differs", where(path), None), ("warc-shorter", where(path), path.stat().st_size)]


# Rows.


def change_row(data: Path, kind: str, change: str) -> list[Where]:
    """Change the row of a capture by a statement without its WHERE; return the finding at its record."""
    path = files(data)[1]
    capture = pages(path)[0].capture
    with database(data) as db:
        assert db.execute(f"{change} WHERE id = ?", (capture.id,)).rowcount == 1
    return [(kind, where(path), capture.offset)]


@damage(mended=True)
def a_capture_is_deleted_from_its_table(data):
    return change_row(data, "capture-not-in-table", "DELETE FROM captures")


@damage(mended=True)
def the_status_of_a_capture_is_changed(data):
    return change_row(data, "capture-differs", "UPDATE captures SET status = 203")


@damage(mended=True)
def a_capture_is_dated_anew_in_its_table(data):
    return change_row(data, "capture-differs", "UPDATE captures SET captured_at = '2020-01-01T00:00:00+00:00'")


@damage(mended=True)
def the_place_of_a_capture_is_changed(data):
    return change_row(data, "capture-moved", 'UPDATE captures SET "offset" = "offset" + 1')


@damage()
def a_capture_is_invented(data):
    path = files(data)[1]
    with database(data) as db:
        db.execute("CREATE TEMP TABLE made AS SELECT * FROM captures WHERE warc = ? LIMIT 1", (path.name,))
        db.execute("UPDATE made SET id = 'urn:uuid:invented', \"offset\" = 99")
        db.execute("INSERT INTO captures SELECT * FROM made")
    return [("capture-without-record", where(path), 99)]


@damage(mended=True, reads=True)
def a_reading_is_deleted(data):
    path = files(data)[-1]
    capture = pages(path)[-1].capture
    with database(data) as db:
        db.execute("DELETE FROM readings WHERE capture = ?", (capture.id,))
    return [("reading-missing", where(path), capture.offset)]


@damage(mended=True, reads=True)
def the_views_of_a_reading_are_changed(data):
    with database(data) as db:
        db.execute("""UPDATE readings SET views = 99 WHERE outcome = 'article' AND views IS NOT NULL
            AND capture NOT IN (SELECT capture FROM articles)""")
    return [("reading-differs", DATABASE, None)]


@damage(mended=True)
def a_word_of_a_version_is_changed(data):
    with database(data) as db:
        db.create_function("pack_text", 1, pack_text)
        db.execute("""UPDATE versions SET packed_text = pack_text(replace(body_text, 'the', 'teh'))
            WHERE id = (SELECT min(versions.id) FROM versions JOIN articles ON articles.version = versions.id
                WHERE instr(body_text, 'the'))""")
    return [("version-differs", DATABASE, None)]


@damage(mended=True, reads=True)
def the_markup_of_a_version_is_changed_where_no_hash_covers_it(data):
    with database(data) as db:
        for number, text, packed in db.execute("SELECT id, body_text, body_forms FROM versions").fetchall():
            markdown, html, *lists = unpack_forms(text, packed)
            forms = pack_forms(text, markdown, html.replace("<p>", "<div>"), *lists)
            db.execute("UPDATE versions SET body_forms = ? WHERE id = ?", (forms, number))
    return [("version-differs", DATABASE, None)]


@damage(mended=True)
def the_packed_forms_of_a_version_are_damaged(data):
    with database(data) as db:
        db.execute("""UPDATE versions SET body_forms = substr(body_forms, 1, length(body_forms) - 9)
            WHERE id = (SELECT version FROM articles ORDER BY id LIMIT 1)""")
    return [("version-differs", DATABASE, None)]


@damage(mended=True)
def the_packed_forms_of_a_version_are_those_of_another(data):
    with database(data) as db:
        db.execute("""UPDATE versions SET body_forms = (SELECT body_forms FROM versions ORDER BY id DESC LIMIT 1)
            WHERE id = (SELECT min(id) FROM versions)""")
    return [("version-differs", DATABASE, None)]


@damage(mended=True)
def a_version_is_deleted(data):
    with database(data) as db:
        db.execute("DELETE FROM versions WHERE id = (SELECT version FROM articles LIMIT 1)")
    return [("orphan-row", DATABASE, None)]


@damage(mended=True)
def the_headline_of_an_article_is_changed(data):
    with database(data) as db:
        db.execute("UPDATE articles SET title = 'Nothing of this' WHERE id = (SELECT min(id) FROM articles)")
    return [("article-differs", DATABASE, None)]


@damage(mended=True)
def an_article_is_deleted(data):
    with database(data) as db:
        db.execute("DELETE FROM articles WHERE id = (SELECT min(id) FROM articles)")
    return [("orphan-row", DATABASE, None)]


def last_row(db, table):
    """Return the key of one row of a table of parts of articles, which have no row numbers."""
    return db.execute(f"SELECT article, position FROM {table} ORDER BY 1 DESC, 2 DESC LIMIT 1").fetchone()  # noqa: S608


@damage(mended=True)
def an_author_is_changed(data):
    with database(data) as db:
        db.execute("UPDATE authors SET name = 'Nobody' WHERE article = ? AND position = ?", last_row(db, "authors"))
    return [("article-differs", DATABASE, None)]


@damage(mended=True)
def a_link_is_deleted(data):
    with database(data) as db:
        db.execute("DELETE FROM links WHERE article = ? AND position = ?", last_row(db, "links"))
    return [("article-differs", DATABASE, None)]


@damage(mended=True)
def a_tag_belongs_to_no_article(data):
    with database(data) as db:
        db.execute("UPDATE tags SET article = 7 WHERE article = ? AND position = ?", last_row(db, "tags"))
    return [("orphan-row", DATABASE, None), ("article-differs", DATABASE, None)]


@damage(mended=True)
def an_absence_is_dated_anew(data):
    with database(data) as db:
        db.execute("UPDATE absences SET gone_at = '2020-01-01T00:00:00+00:00' WHERE back_at IS NULL")
    return [("article-differs", DATABASE, None)]


@damage(mended=True, full=True)
def a_listed_url_is_dated_anew(data):
    with database(data) as db:
        db.execute("UPDATE sources SET modified_at = '2020-01-01' WHERE rowid = (SELECT max(rowid) FROM sources)")
    return [("table-differs", DATABASE, None)]


@damage(mended=True, full=True)
def an_address_of_an_article_is_deleted(data):
    with database(data) as db:
        db.execute("DELETE FROM addresses WHERE rowid = (SELECT max(rowid) FROM addresses)")
    return [("table-differs", DATABASE, None)]


@damage(mended=True)
def the_summary_of_a_run_is_changed(data):
    path = files(data)[0]
    with database(data) as db:
        db.execute("UPDATE runs SET requests = 1 WHERE substr(?, 1, length(id)) = id", (path.name,))
    return [("run-differs", where(path), records(path)[-1].offset)]


@damage(mended=True)
def a_run_is_deleted(data):
    path = files(data)[0]
    with database(data) as db:
        db.execute("DELETE FROM runs WHERE substr(?, 1, length(id)) = id", (path.name,))
    return [("run-differs", where(path), 0), ("orphan-row", DATABASE, None)]


@damage(mended=True)
def the_digest_of_a_run_is_changed(data):
    path = files(data)[-1]
    with database(data) as db:
        db.execute("UPDATE runs SET digest = 'sha256:00' WHERE substr(?, 1, length(id)) = id", (path.name,))
    return [("run-changed", where(path), None)]


@damage()
def a_page_is_said_not_to_have_been_fetched(data):
    path = files(data)[-1]
    with database(data) as db:
        db.execute(
            "INSERT INTO unfetched SELECT id, 'https://x.example/', 'no reason' FROM runs WHERE digest IS NOT NULL"
        )
    return [("unfetched-differs", where(path), None)]


@damage(mended=True)
def a_file_is_forgotten(data):
    path = files(data)[1]
    with database(data) as db:
        db.execute("DELETE FROM warcs WHERE name = ?", (path.name,))
    return [("warc-not-loaded", where(path), None)]


# The database as a file.


@damage(mended=True)
def the_search_index_lacks_an_article(data):
    names = ", ".join(SEARCHED)
    with database(data) as db:
        db.execute(f"""INSERT INTO articles_fts_words(articles_fts_words, rowid, {names})
            SELECT 'delete', number, {names} FROM articles_fts_texts LIMIT 1""")  # noqa: S608 - our own names
    return [("search-differs", DATABASE, None)]


@damage(mended=True)
def the_data_of_the_search_index_is_damaged(data):
    with database(data) as db:
        db.execute("UPDATE articles_fts_words_data SET block = zeroblob(20) WHERE id > 10")
    return [("search-differs", DATABASE, None)]


@damage(mended=True)
def an_article_has_no_number_in_the_search_index(data):
    with database(data) as db:
        db.execute("DELETE FROM articles_fts_words_numbers WHERE number = 1")
    return [("search-differs", DATABASE, None)]


@damage(mended=True)
def the_search_index_is_dropped(data):
    with database(data) as db:
        db.execute("DROP TABLE articles_fts_words")
    return [("search-missing", DATABASE, None)]


@damage(mended=True)
def a_trigger_is_dropped(data):
    with database(data) as db:
        db.execute("DROP TRIGGER articles_au")
    return [("schema-differs", DATABASE, None)]


@damage(mended=True)
def a_view_and_an_index_are_dropped(data):
    with database(data) as db:
        db.execute("DROP VIEW history")
        db.execute("DROP INDEX idx_captures_missed")
    return [("schema-differs", DATABASE, None)]


@damage(mended=True)
def a_column_is_dropped(data):
    with database(data) as db:
        for view in [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]:
            db.execute(f"DROP VIEW {view}")
        db.execute("ALTER TABLE runs DROP COLUMN summary")
    return [("schema-differs", DATABASE, None)]


@damage(mended=True)
def a_number_is_text(data):
    with database(data) as db:
        db.execute("UPDATE articles SET word_count = 'many' WHERE id = (SELECT min(id) FROM articles)")
    return [("wrong-type", DATABASE, None)]


@damage(mended=True)
def a_list_is_no_json(data):
    with database(data) as db:
        db.execute("UPDATE readings SET comments = '[' WHERE rowid = (SELECT min(rowid) FROM readings)")
    return [("wrong-type", DATABASE, None)]


@damage(mended=True)
def an_index_lacks_rows(data):
    with database(data) as db:
        db.execute("PRAGMA writable_schema = ON")
        change = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'idx_articles_word_count'"
        db.execute(change, ('("word_count")', '("views")'))
    return [("index-damaged", DATABASE, None)]


@damage(mended=True)
def a_page_of_the_database_is_overwritten(data):
    with closing(sqlite3.connect(data / DATABASE)) as db:
        add_cut_words(db)
        add_form_functions(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'versions'").fetchone()
    whole = bytearray((data / DATABASE).read_bytes())
    whole[(page - 1) * size : page * size] = b"\xff" * size
    (data / DATABASE).write_bytes(whole)
    return [("database-damaged", DATABASE, (page - 1) * size)]


@damage(mended=True)
def the_head_of_the_database_is_overwritten(data):
    for suffix in ("-wal", "-shm"):
        (data / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    whole = bytearray((data / DATABASE).read_bytes())
    whole[:100] = bytes(range(100))
    (data / DATABASE).write_bytes(whole)
    return [("database-damaged", DATABASE, 0)]


@damage(mended=True)
def the_end_of_the_database_is_lost(data):
    for suffix in ("-wal", "-shm"):
        (data / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    os.truncate(data / DATABASE, (data / DATABASE).stat().st_size // 2)
    return [("database-damaged", DATABASE, None)]


@damage(mended=True)
def the_database_is_missing(data):
    for suffix in ("", "-wal", "-shm"):
        (data / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    return [("database-missing", DATABASE, None)]


@damage(mended=True)
def the_database_is_of_a_former_release(data):
    with database(data) as db:
        db.execute("PRAGMA user_version = 6")
    return [("schema-version", DATABASE, None)]


# What was left by what was ended.


@damage(mended=True)
def a_replay_was_killed(data):
    (data / f"{DATABASE}.new").write_bytes(b"SQLite format 3\0")
    return [("leftover", f"{DATABASE}.new", None)]


@damage(mended=True)
def a_wal_is_there_without_its_database(data):
    the_database_is_missing(data)
    (data / f"{DATABASE}-wal").write_bytes(b"what was not yet in the database")
    return [("leftover", f"{DATABASE}-wal", None), ("database-missing", DATABASE, None)]


@damage(mended=True)
def the_frontier_is_no_database(data):
    (data / "frontier.db").write_bytes(b"no database at all")
    return [("leftover", "frontier.db", None)]


@damage(mended=True)
def a_run_was_killed(data):
    archive = Archive.open(data)
    site = Site(name="demo", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r1")
    run = archive.start_run(site, started_at=captures(files(data)[-1])[-1].capture.captured_at)
    run.warc.close()
    archive.close()
    return [("unfinished-run", where(run.warc.path), None)]


@damage()
def the_time_of_a_file_is_to_come(data):
    path = files(data)[0]
    os.utime(path, (time.time() + 9e8,) * 2)
    return [("file-time", where(path), None)]


@damage()
def a_file_is_older_than_its_run(data):
    path = files(data)[0]
    os.utime(path, (9e8, 9e8))
    return [("file-time", where(path), None)]
