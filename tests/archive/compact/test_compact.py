"""After a compaction the archive says the same in fewer bytes, whoever asks: tables, replay, verification, proof."""

import gzip
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.ask import open_reads, proof_of
from archive.compact import Skipped, compact_files, least_freed, plan_files, vacuum
from archive.database import database_bytes
from archive.forget import carry_out, plan_of_url, scan
from archive.intake import take_archives
from archive.page_view import view_of
from archive.read_captures import read_unread
from archive.snapshot import restore, write_snapshot
from archive.store import Archive
from archive.verify import Scope, verify
from archive.wacz import write_wacz
from archive.warc import (
    Examined,
    examine,
    is_compacted_name,
    raw_records,
    read_compacted,
    rewritten_files,
)
from archive.warc.files import warc_files
from compact_tools import no_progress, run_digest_of, tables_of
from contents import content, content_of, tables_in_any_order
from damage import captures, flip
from foreign import at, http, record, sha1
from test_replay import NOON, SITES, Crawl, X, html, replay


def rows(data, query):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute(query).fetchall()


def pages_of(data):
    """What each capture is read from, by its id."""
    with open_reads(data) as reads:
        ids = [number for (number,) in map(tuple, reads.db.execute("SELECT id FROM captures WHERE status = 200"))]
        return {number: reads.recorded_of(number).page() for number in ids}


def is_read(item):
    return isinstance(item, Examined)


def size_of(data):
    return sum(path.stat().st_size for path in warc_files(data / "warc"))


def test_the_tables_are_the_same_before_and_after_and_after_a_replay(data, compact):
    before, pages, size = tables_of(data), pages_of(data), size_of(data)
    done = compact(data)
    assert size_of(data) < 0.8 * size
    assert sum(each.repeats for each in done) == 10
    assert tables_of(data) == before
    assert pages_of(data) == pages
    whole = content_of(data)
    for path in data.glob("commentary.db*"):
        path.unlink()
    replay(data)
    assert content_of(data) == whole


def test_a_payload_is_kept_where_it_was_first_captured_and_in_the_newest_response(data, compact):
    compact(data)
    query = """
    SELECT captures.url, substr(captures.captured_at, 9, 2), substr(first.captured_at, 9, 2), captures.status
    FROM captures JOIN captures AS first ON first.id = captures.revisit_of ORDER BY 4, 1, 2
    """
    robots, feed = "https://x.example/robots.txt", "https://x.example/sitemap.xml"
    a, c = "https://x.example/a/", "https://x.example/c/"
    # A 304 of the third day refers to the second of a/. c/ was edited on the third day, and taken back on the fifth.
    assert rows(data, query) == [
        (a, "03", "01", 200), (a, "04", "01", 200), (c, "02", "01", 200), (c, "04", "03", 200),
        (robots, "02", "01", 200), (robots, "03", "01", 200), (robots, "04", "01", 200),
        (feed, "02", "01", 200), (feed, "03", "01", 200), (feed, "04", "01", 200),
        (a, "03", "02", 304),
    ]  # fmt: skip


def test_other_tools_read_the_revisit_records(data, compact):
    compact(data)
    kinds = Counter()
    for path in warc_files(data / "warc"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                kinds[record.rec_type] += 1
                if record.rec_type == "revisit" and record.http_headers.get_statuscode() == "200":
                    assert record.rec_headers["WARC-Profile"].endswith("/identical-payload-digest")
                    assert record.rec_headers["WARC-Truncated"] == "length"
                    assert record.content_stream().read() == b""
    assert kinds["request"] == kinds["response"] + kinds["revisit"]
    assert kinds["revisit"] > 5


def test_one_record_is_one_member_and_nothing_else_changes(data, compact):
    before = {each.id: each for path in warc_files(data / "warc") for each in examine(path)}
    compact(data)
    changed = 0
    for path in warc_files(data / "warc"):
        whole = path.read_bytes()
        for each in examine(path):
            assert gzip.decompress(whole[each.offset : each.offset + each.length]).startswith(b"WARC/1.1\r\n")
            if is_compacted_name(path.name):
                continue
            if (each.fields, each.block) != (before[each.id].fields, before[each.id].block):
                changed += 1
                assert (before[each.id].fields["WARC-Type"], each.fields["WARC-Type"]) == ("response", "revisit")
                kept = ("WARC-Date", "WARC-Target-URI", "WARC-Payload-Digest", "WARC-Warcinfo-ID")
                assert all(each.fields.get(name) == before[each.id].fields.get(name) for name in kept)
    assert changed == 10


def test_the_chain_of_runs_can_be_followed_and_verification_finds_nothing(data, compact):
    compact(data)
    for run, digest in rows(data, "SELECT id, digest FROM runs"):
        assert digest == run_digest_of(data, run)
    assert verify(data, SITES, Scope(full=True)).findings == ()
    assert verify(data, SITES, Scope(site="x")).findings == ()
    for path in data.glob("commentary.db*"):
        path.unlink()
    assert {each.kind for each in verify(data, SITES).findings} == {"database-missing"}
    # Without what tells of it, the next run names digests that no file has.
    (told,) = (data / "warc").glob("compacted-*")
    told.unlink()
    assert "chain-broken" in {each.kind for each in verify(data, SITES).findings}


def test_what_is_changed_after_a_compaction_is_found_as_before(data, compact):
    compact(data)
    path = next(path for path in warc_files(data / "warc") if not is_compacted_name(path.name))
    last = list(examine(path))[-1]
    path.write_bytes(
        path.read_bytes()[: last.offset] + gzip.compress(gzip.decompress(path.read_bytes()[last.offset :]))
    )
    assert {"warc-changed", "chain-broken"} <= {each.kind for each in verify(data, SITES).findings}


def test_the_record_of_a_compaction_tells_the_digests_before_and_after(data, compact):
    before = dict(rows(data, "SELECT name, sha256 FROM warcs"))
    done = compact(data)
    (path,) = (data / "warc").glob("compacted-*.warc.gz")
    told = [read_compacted(each.id, each.block) for each in examine(path) if each.fields["WARC-Type"] == "metadata"]
    assert told == done
    after = dict(rows(data, "SELECT name, sha256 FROM warcs"))
    assert [each.sha256 for each in told] == [(before[each.file], after[each.file]) for each in told]
    assert after[path.name]


def test_compacting_again_changes_nothing_and_a_new_crawl_is_compacted_too(data, compact):
    compact(data)
    files = {path: path.read_bytes() for path in warc_files(data / "warc")}
    assert compact(data) == []
    assert {path: path.read_bytes() for path in warc_files(data / "warc")} == files
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=9))
        crawl.fetch("c/", html("Gamma", "New."))
        crawl.finish()
    before = tables_of(data)
    # The fifth response of c/ is no longer the newest, and has the payload of the first.
    assert sum(each.repeats for each in compact(data)) == 1
    assert tables_of(data) == before
    assert verify(data, SITES, Scope(full=True)).findings == ()
    assert len(list((data / "warc").glob("compacted-*"))) == 2


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_the_files_does_not_matter_after_a_compaction(data, compact, seed):
    compact(data)
    tables = tables_in_any_order(data / "warc", seed, lambda tables: list(read_unread(tables, SITES)))
    assert content(tables.db) == content_of(data)
    tables.close()


def test_a_file_that_would_lose_little_keeps_its_bytes_and_its_digest(data, compact):
    before = {path.name: path.read_bytes() for path in warc_files(data / "warc")}
    done = compact(data, least_share=0.2)
    assert done
    after = {path.name: path.read_bytes() for path in warc_files(data / "warc")}
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {each.file for each in done}
    # The first run has every payload, the last one every newest response.
    assert min(before) not in changed
    assert compact(data, least_share=1.0) == []


def test_a_file_that_loses_less_than_it_has_to_keeps_its_bytes(data):
    before = {path.name: path.read_bytes() for path in warc_files(data / "warc")}
    with Archive.open(data) as archive:
        found = plan_files(archive.tables.db, archive.tables.warc_folder, no_progress, least_share=0)
        plans = [replace(each, least=each.bytes) for each in found]
        assert plans
        assert list(compact_files(archive.tables, plans, no_progress)) == []
    assert {path.name: path.read_bytes() for path in warc_files(data / "warc")} == before
    assert not (data / "compacting").exists()


def test_a_vacuum_frees_what_was_told_before_or_more(data):
    path = data / "commentary.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE junk AS SELECT randomblob(100000) AS bytes")
        db.execute("DROP TABLE junk")
        told, before = least_freed(db, path), database_bytes(path)
    with Archive.open(data) as archive:
        done = vacuum(archive.tables)
    assert 100_000 < told <= before - done.after
    assert done.why_not == ""


def test_the_runs_of_a_site_of_that_name_tell_of_no_compaction(tmp_path):
    (tmp_path / "warc").mkdir()
    (tmp_path / "warc" / "compacted-20260301120000-abcdef-00000.warc.gz").touch()
    assert rewritten_files(tmp_path) == frozenset()
    (tmp_path / "warc" / "compacted-20260301120000-abcdef.warc.gz").touch()
    assert rewritten_files(tmp_path) == {("compacted-20260301120000-abcdef.warc.gz", 0)}


def test_files_of_other_tools_are_left_alone(data, compact):
    url, body = "https://x.example/alpha/", html("Alpha", "word " * 900)
    for day in range(3):
        made = record("response", url, http(body), WARC_Date=at(day * 86_400), WARC_Payload_Digest=sha1(body))
        (data / "warc" / f"other-{day}.warc.gz").write_bytes(gzip.compress(made, 1))
    with Archive.open(data) as archive:
        list(archive.read_unread(SITES))
    before = {path.name: path.read_bytes() for path in (data / "warc").glob("other-*")}
    assert compact(data)
    assert {path.name: path.read_bytes() for path in (data / "warc").glob("other-*")} == before


def test_a_file_that_is_a_link_to_another_folder_is_left_alone(data, attempt, tmp_path):
    path = warc_files(data / "warc")[3]
    path.symlink_to(path.rename(tmp_path / path.name))
    before = path.read_bytes()
    assert len(attempt(data)) > 3
    assert (path.is_symlink(), path.read_bytes()) == (True, before)


def test_a_file_that_is_damaged_is_left_as_it_is_and_told(data, attempt):
    path = warc_files(data / "warc")[1]
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)
    (skipped,) = (each for each in attempt(data) if isinstance(each, Skipped))
    assert (skipped.path, skipped.why) == (path, f"{path} is not as it was loaded; see `commentary verify`.")
    assert path.read_bytes() == whole
    assert not (data / "compacting").exists()


def test_records_of_other_kinds_stay_and_a_file_with_several_in_a_member_is_told(data, attempt, tmp_path):
    kinds = ["banana", "resource", "conversion", "continuation"]
    foreign = [record(kind, "https://x.example/f/", kind.encode() * 300) for kind in kinds]
    whole = tmp_path / "whole"
    (whole / "warc").mkdir(parents=True)
    for number, path in enumerate(warc_files(data / "warc")):
        at_once = [b"".join(foreign)] if number == 2 else foreign
        with path.open("rb") as file:
            end = list(raw_records(file))[-2].offset
        added = b"".join(gzip.compress(each, 1) for each in at_once)
        (whole / "warc" / path.name).write_bytes(path.read_bytes()[:end] + added + path.read_bytes()[end:])
    with Archive.open(whole) as archive:
        list(archive.read_unread(SITES))
    before = tables_of(whole)
    with Archive.open(whole) as archive:
        assert len(archive.problems) == 0
    blocks = Counter(each.block for path in warc_files(whole / "warc") for each in examine(path) if is_read(each))
    (skipped,) = (each for each in attempt(whole) if isinstance(each, Skipped))
    assert skipped.path == warc_files(whole / "warc")[3]
    assert "its gzip member holds several records" in skipped.why
    assert tables_of(whole) == before
    after = Counter(each.block for path in warc_files(whole / "warc") for each in examine(path) if is_read(each))
    assert all(after[kind.encode() * 300] == blocks[kind.encode() * 300] == 5 for kind in kinds)


def test_a_payload_that_is_damaged_where_it_was_first_captured_stays_where_it_was_captured_again(data, attempt):
    first = warc_files(data / "warc")[0]
    capture = next(each.capture for each in captures(first) if each.capture.url == "https://x.example/a/")
    flip(first, capture.offset + capture.length // 2)
    assert [each.path for each in attempt(data) if isinstance(each, Skipped)] == [first]
    query = "SELECT count(*) FROM captures WHERE revisit_of IS NOT NULL AND status = 200 AND url LIKE ?"
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        counts = [db.execute(query, (f"%{path}",)).fetchone()[0] for path in ("/a/", "robots.txt")]
    assert counts == [0, 3]


def test_the_same_digest_of_another_payload_makes_no_revisit_record(data, attempt):
    # As of two payloads that were made to collide; the database says that they are the same.
    with Archive.open(data) as archive:
        archive.tables.db.execute("UPDATE captures SET payload_digest = 'sha1:A' WHERE url LIKE '%/b/'")
    attempt(data)
    assert rows(data, "SELECT count(*) FROM captures WHERE revisit_of IS NOT NULL AND url LIKE '%/b/'") == [(0,)]


def test_a_page_is_proved_by_its_own_record_and_by_the_one_that_has_its_payload(data, compact):
    compact(data)
    ((capture, first),) = rows(
        data, "SELECT id, revisit_of FROM captures WHERE url LIKE '%/c/' AND captured_at LIKE '2026-03-02%'"
    )
    with open_reads(data) as reads:
        proof = proof_of(reads.db, data / "warc", capture=capture)
    assert [(each.capture.id, each.role, each.is_intact) for each in proof.captures] == [
        (capture, "the response whose page was stored before", True),
        (first, "the response to which it refers", True),
    ]


def test_what_was_compacted_can_be_forgotten(data, compact):
    compact(data)
    with Archive.open(data) as archive:
        tables = archive.tables
        plan = plan_of_url(tables.db, tables.warc_folder, "https://x.example/c/", tables.tombstones)
        found = scan(tables.db, tables.warc_folder, plan, tombstone="urn:uuid:t")
        carry_out(tables, plan, found, tombstone="urn:uuid:t", reason="r", by="b", leftovers=())
        list(archive.read_unread(SITES))
    assert verify(data, SITES, Scope(full=True)).findings == ()
    before = content_of(data)
    replay(data)
    assert content_of(data) == before
    compact(data)
    assert verify(data, SITES, Scope(full=True)).findings == ()


def test_a_page_whose_payload_is_in_another_record_is_shown_as_it_was(data, compact):
    query = "SELECT id FROM captures WHERE url LIKE '%/c/' AND captured_at LIKE '2026-03-0_%' ORDER BY captured_at"
    captures = [capture for (capture,) in rows(data, query)]

    def shown():
        with open_reads(data) as reads:
            return [view_of(reads.db, data / "warc", capture).page for capture in captures]

    before = shown()
    compact(data)
    assert shown() == before
    assert all(before)


def test_the_package_of_a_site_has_the_captures_and_what_its_chain_needs(data, compact, tmp_path):
    before = tables_of(data)
    compact(data)
    with (tmp_path / "x.wacz").open("wb") as out:
        write_wacz(data / "commentary.db", data / "warc", out, site="x")
    with Archive.open(tmp_path / "other") as archive:
        taken = take_archives(archive, [tmp_path / "x.wacz"], site=None, now=NOON, progress=no_progress)
        list(archive.read_unread(SITES))
    assert taken.problems == []
    assert verify(tmp_path / "other", SITES, Scope(full=True)).findings == ()
    of_x = {row for row in before["versions"] if row in tables_of(tmp_path / "other")["versions"]}
    assert len(of_x) == len(before["versions"]) - 1


def test_what_was_compacted_can_be_kept_and_taken_into_another_archive(data, compact, tmp_path):
    compact(data)
    write_snapshot(data, tmp_path / "kept", profiles={})
    restore(tmp_path / "kept", tmp_path / "back")
    assert content_of(tmp_path / "back") == content_of(data)
    with Archive.open(tmp_path / "other") as archive:
        taken = take_archives(archive, [data], site=None, now=NOON, progress=no_progress)
        list(archive.read_unread(SITES))
    assert taken.problems == []
    assert content_of(tmp_path / "other") == content_of(data)
    assert verify(tmp_path / "other", SITES).findings == ()


@pytest.mark.parametrize("is_compacted", [False, True])
def test_an_archive_merges_with_one_that_was_copied_before_it_was_compacted(data, compact, tmp_path, is_compacted):
    copied = shutil.copytree(data, tmp_path / "copied")
    compact(data)
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=9))
        crawl.fetch("c/", html("Gamma", "New."))
        crawl.finish()
    ours, theirs = (data, copied) if is_compacted else (copied, data)
    before = {path.name: path.read_bytes() for path in warc_files(ours / "warc")}
    with Archive.open(ours) as archive:
        taken = take_archives(archive, [theirs], site=None, now=NOON, progress=no_progress)
        list(archive.read_unread(SITES))
    assert taken.problems == []
    after = {path.name: path.read_bytes() for path in warc_files(ours / "warc")}
    assert {name: after[name] for name in before} == before
    assert (taken.files["known"], taken.files["copied"]) == (6, 0 if is_compacted else 2)
    assert verify(ours, SITES, Scope(full=True)).findings == ()
