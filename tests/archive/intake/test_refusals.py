"""What is wrong with a record or a file is named, and all others are taken."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.forget import carry_out, plan_of_url, scan
from archive.intake import foreign as foreign_module
from archive.store import Archive
from archive.warc import make_id
from extract.errors import ArchiveError
from foreign import NOON, at, html, http, one_member_each, page, record, sha1

X = "https://x.example/alpha/"
BODY = html("Alpha")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"WARC_Payload_Digest": sha1(b"other")}, "its WARC-Payload-Digest is not that of its payload"),
        ({"WARC_Payload_Digest": "sha1:XYZ"}, "its WARC-Payload-Digest is not that of its payload"),
        ({"WARC_Block_Digest": sha1(b"other")}, "its WARC-Block-Digest is not that of its block"),
        ({"WARC_Date": "1995-12-31T23:59:59Z"}, "its time 1995-12-31 23:59:59 is before the web was archived"),
        ({"WARC_Date": "2026-01-01T00:06:00Z"}, "its time 2026-01-01 00:06:00 is in the future"),
        ({"WARC_Date": "2024"}, "its WARC-Date '2024' is no time to the second"),
        (
            {"WARC_Date": "2024-02-30T00:00:00Z"},
            "its WARC-Date '2024-02-30T00:00:00Z' is no time: day is out of range",
        ),
        ({"WARC_Segment_Number": 1}, "its response is in several segments, which are not joined here"),
    ],
)
def test_a_record_that_cannot_be_right_is_named(place, fields, problem):
    good = page("/beta/")
    taken = place.take(
        place.put("a.warc", good + record("response", X, http(BODY), **fields) + page("/gamma/", seconds=1))
    )
    assert len(taken.problems) == 1
    assert taken.problems[0].startswith(f"{place.given / 'a.warc'}, byte {len(good)}: {X}: {problem}")
    assert place.titles() == ["Beta", "Gamma"]
    ((summary,),) = place.rows("SELECT json_extract(summary, '$.import') FROM runs")
    assert problem[:30] in summary
    assert place.rows("SELECT status FROM runs") == [("partial",)]


def test_no_http_response_is_named(place):
    taken = place.take(place.put("a.warc", record("response", X, b"no head")))
    assert taken.problems[0].endswith(f"{X}: the record holds no HTTP response")


def test_damage_is_named_and_what_follows_it_is_taken(place):
    first, second, third = (
        one_member_each(page("/alpha/")),
        one_member_each(page("/beta/")),
        one_member_each(page("/gamma/")),
    )
    bad = second[:100] + b"\0\0\0\0" + second[104:]
    taken = place.take(place.put("a.warc.gz", first + bad + third[:-20]), place.put("b.warc.gz", b"nothing of WARC"))
    assert place.titles() == ["Alpha"]
    (damaged, truncated, other) = taken.problems
    assert f"a.warc.gz, byte {len(first)}: a record is damaged" in damaged
    assert truncated.endswith(f"a.warc.gz, byte {len(first + second)}: the file ends within a record")
    assert other.endswith("b.warc.gz, byte 0: there is no WARC or ARC record")


def test_records_after_a_wrong_length_in_a_plain_file_are_found(place):
    bad = page("/alpha/").replace(b"Content-Length: ", b"Content-Length: 9")
    taken = place.take(place.put("a.warc", bad + page("/beta/")))
    assert taken.problems == [f"{place.given / 'a.warc'}, byte 0: the file ends within a record"]
    assert place.titles() == ["Beta"]


def test_a_block_that_is_too_large_is_passed_over(place, monkeypatch):
    monkeypatch.setattr(foreign_module, "MAX_BLOCK", 2000)
    taken = place.take(place.put("a.warc.gz", one_member_each(page("/alpha/", "long " * 1000), page("/beta/"))))
    assert ["MB" in problem for problem in taken.problems] == [True]
    assert place.titles() == ["Beta"]


def test_what_unpacks_to_hundreds_of_times_its_size_ends_the_reading_of_the_file(place, monkeypatch):
    monkeypatch.setattr("archive.intake.unpack.SLACK", 100_000)
    bomb = record("response", "https://elsewhere.example/", bytes(5_000_000))
    taken = place.take(place.put("a.warc.gz", one_member_each(bomb, page("/alpha/"))))
    assert taken.problems == [
        f"{place.given / 'a.warc.gz'}, byte 0: the file unpacks to more than 200 times its size"
    ]
    assert place.data.joinpath("import.tmp").exists() is False


def test_what_is_left_out_without_being_wrong_is_counted(place):
    others = [
        record("response", "https://cdn.example/a.js", http(b"x")),
        record("response", "https://cdn.example/b.js", http(b"x")),
        record("response", "https://x.example.evil.example/", http(b"x")),
        record("response", "https://x.example@evil.example/", http(b"x")),
        record("request", "https://cdn.example/a.js", b"GET / HTTP/1.1\r\n\r\n"),
        record("resource", f"urn:pageinfo:{X}", b"{}"),
        record("metadata", X, b"a: b"),
        record("conversion", X, b"text"),
        record("response", "dns:x.example", b"1.2.3.4", Content_Type="text/dns"),
    ]
    taken = place.take(place.put("a.warc", b"".join([*others, page("/alpha/")])))
    assert taken.problems == []
    assert taken.hosts == {"cdn.example": 2, "x.example.evil.example": 1, "evil.example": 1}
    assert taken.kinds == {"resource": 1, "metadata": 1, "conversion": 1, "response": 1}
    assert [url for (url,) in place.rows("SELECT url FROM captures")] == [X]


def test_an_answer_to_post_shows_no_page(place):
    answer = record("response", X, http(BODY), WARC_Record_ID="<urn:x:1>")
    asked = record("request", X, b"POST /alpha/ HTTP/1.1\r\n\r\na=b", WARC_Concurrent_To="<urn:x:1>")
    taken = place.take(place.put("a.warc", answer + asked))
    assert (taken.methods, taken.captures, taken.runs, taken.problems) == ({"POST": 1}, {"method": 1}, [], [])


def test_two_records_of_one_id_and_other_content_are_both_named(place):
    first = page("/alpha/", WARC_Record_ID="<urn:x:1>")
    path = place.put("a.warc", first + page("/alpha/", WARC_Record_ID="<urn:x:1>"))
    other = place.put("b.warc", page("/beta/", WARC_Record_ID="<urn:x:1>"))
    taken = place.take(path, other)
    assert taken.captures == {"taken": 1, "known": 1, "refused": 1}
    where = f"{other}, byte 0: https://x.example/beta/: another record in {path}, byte 0"
    assert taken.problems == [f"{where} has its id urn:x:1, and other content"]
    again = place.take(other)
    (name,) = place.warcs()
    assert f"another record in {name}, byte " in again.problems[0]
    assert (again.captures["refused"], again.runs, place.titles()) == (1, [], ["Alpha"])


def test_files_of_other_tools_need_a_site(place):
    path = place.put("a.warc", page("/alpha/"))
    with pytest.raises(ArchiveError, match=r"a\.warc was written by another tool: say with --site NAME"):
        place.take(path, site=None)


def test_links_in_a_folder_and_what_is_no_file_are_named(place):
    path = place.put("a.warc", page("/alpha/"))
    (place.given / "b.warc").symlink_to(path)
    (place.given / "c.warc").mkdir()
    taken = place.take(place.given)
    assert taken.problems == [f"{place.given / 'b.warc'}: it is a link; give the file to which it leads"]
    assert place.titles() == ["Alpha"]


def test_a_clock_that_is_a_little_ahead_is_no_problem(place):
    taken = place.take(place.put("a.warc", page("/alpha/")), now=NOON - timedelta(minutes=4))
    assert (taken.problems, at(0)) == ([], "2024-03-01T12:00:00Z")


def test_what_was_forgotten_does_not_come_back(place):
    path = place.put("a.warc", page("/alpha/") + page("/beta/"))
    place.take(path)
    ((name, content),) = place.warcs().items()
    with Archive.open(place.data) as archive:
        tables, tombstone = archive.tables, make_id()
        plan = plan_of_url(tables.db, tables.warc_folder, X, tables.tombstones)
        found = scan(tables.db, tables.warc_folder, plan, tombstone=tombstone)
        carry_out(tables, plan, found, tombstone=tombstone, reason="a court", by="the operator", leftovers=[])
    before = place.warcs()
    taken = place.take(path)
    assert (taken.captures, taken.runs, place.titles()) == ({"known": 1, "forgotten": 1}, [], ["Beta"])
    (problem,) = place.take(place.put(name, content), site=None).problems
    assert problem.endswith("it holds 1 records of what was forgotten here; forget that in the other archive first")
    assert place.warcs() == before
