"""Files of every form that other tools write are read."""

import gzip
import hashlib
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest

from archive.intake.unpack import zstd
from foreign import arc_record, at, html, http, one_member, one_member_each, page, record, sha1

WARCIO = str(Path(sys.executable).with_name("warcio"))
PAGES = (page("/alpha/"), page("/beta/", seconds=1))
X = "https://x.example/alpha/"
BODY = html("Alpha")


def with_dictionary(*records: bytes) -> bytes:
    """A WARC file of zstd frames with their dictionary in the first one."""
    samples = [
        bytes([65 + number % 26]) * 40 + b"HTTP/1.1 200 OK\r\nContent-Type: text/html" for number in range(400)
    ]
    dictionary = zstd.train_dict(samples, 2048)
    content = dictionary.dict_content
    head = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    return head + b"".join(zstd.compress(each, zstd_dict=dictionary) for each in records)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plain.warc", b"".join(PAGES)),
        ("each.warc.gz", one_member_each(*PAGES)),
        ("one.warc.gz", one_member(*PAGES)),
        ("mixed.warc.gz", one_member(*PAGES[:1]) + one_member(*PAGES)),
        ("padded.warc.gz", one_member(*PAGES) + bytes(512)),
        ("zstd.warc.zst", b"".join(map(zstd.compress, PAGES))),
        ("dictionary.warc.zst", with_dictionary(*PAGES)),
        ("line-ends.warc", b"\r\n\r\n" + b"\n\n".join(PAGES)),
        ("named-otherwise.bin", b"".join(PAGES)),
    ],
)
def test_records_are_read_whatever_they_are_packed_in(place, name, content):
    taken = place.take(place.put(name, content))
    assert (taken.problems, taken.captures["taken"]) == ([], 2)
    assert place.titles() == ["Alpha", "Beta"]
    (path,) = (place.data / "warc").iterdir()
    assert subprocess.run([WARCIO, "check", path], capture_output=True, text=True, check=False).stdout == ""


def test_arc_files_come_in_with_their_times_and_ids_that_stay_the_same(place):
    described = b"1 0 Alexa\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc.gz 0.0.0.0 20010203040506 text/plain %d\n%b\n" % (len(described), described)
    answer = arc_record(X, http(BODY, status="HTTP/1.0 200 OK"))
    path = place.put("a.arc.gz", one_member_each(head, answer, arc_record("dns:x.example", b"1.2.3.4")))
    taken = place.take(path)
    assert (taken.problems, taken.captures["taken"], place.titles()) == ([], 1, ["Alpha"])
    assert place.rows("SELECT url, captured_at, status FROM captures") == [(X, "2001-02-03T04:05:06+00:00", 200)]
    assert place.take(path).captures == {"known": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "WARC/0.18"},
        {"version": "WARC/1.1", "WARC_Date": "2024-03-01T12:00:00.123456789Z"},
        {"WARC_Target_URI": f"<{X}>"},
        {"WARC_Target_URI": "HTTPS://X.Example:443/alpha/"},
        {"WARC_Record_ID": None},
        {"WARC_Payload_Digest": None},
        {"WARC_Payload_Digest": "sha256:" + hashlib.sha256(BODY).hexdigest()},
        {"WARC_Payload_Digest": sha1(BODY).lower()},
        {"WARC_Payload_Digest": "crc32:cafe"},
        {"WARC_Block_Digest": sha1(http(BODY))},
    ],
)
def test_fields_are_taken_as_tools_write_them(place, fields):
    fields = {"WARC_Payload_Digest": sha1(BODY)} | fields
    taken = place.take(place.put("a.warc", record("response", X, http(BODY), **fields)))
    assert (taken.problems, place.titles()) == ([], ["Alpha"])
    assert place.rows("SELECT captured_at FROM captures") == [("2024-03-01T12:00:00+00:00",)]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2024-03-01T12:00:00.5Z", "2024-03-01T12:00:00.5Z"),
        ("2024-03-01 12:00:00Z", "2024-03-01T12:00:00Z"),
        ("2024-03-01 12:00:00", "2024-03-01T12:00:00Z"),
        ("2024-03-01T12:00:00+00:00", "2024-03-01T12:00:00Z"),
    ],
)
def test_times_are_written_as_the_standard_has_them(place, given, written):
    place.take(place.put("a.warc", record("response", X, http(BODY), WARC_Date=given)))
    (content,) = place.warcs().values()
    assert f"\r\nWARC-Date: {written}\r\nWARC-Target-URI: {X}\r\n".encode() in gzip.decompress(content)


CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)


@pytest.mark.parametrize(
    ("status", "headers", "body", "payload"),
    [
        ("HTTP/2 200", "", BODY, BODY),
        ("HTTP/2.0 200 OK", "", BODY, BODY),
        ("HTTP/1.1 200", "Content-Encoding: gzip", gzip.compress(BODY, mtime=0), gzip.compress(BODY, mtime=0)),
        ("HTTP/1.1 200 OK", "Content-Encoding: gzip", gzip.compress(BODY, mtime=0), BODY),
        ("HTTP/1.1 200 OK", "Content-Encoding: deflate", zlib.compress(BODY), BODY),
        ("HTTP/1.1 200 OK", "Content-Encoding: br", brotli.compress(BODY), BODY),
        ("HTTP/1.1 200 OK", "Content-Encoding: zstd", zstd.compress(BODY), BODY),
        ("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", CHUNKED, BODY),
        ("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", CHUNKED, CHUNKED),
        ("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", BODY, BODY),
    ],
)
def test_a_payload_is_whole_in_every_coding_and_its_digest_that_of_a_form(place, status, headers, body, payload):
    block = http(body, status=status, headers=f"Content-Type: text/html\n{headers}".strip())
    taken = place.take(place.put("a.warc", record("response", X, block, WARC_Payload_Digest=sha1(payload))))
    assert (taken.problems, place.titles()) == ([], ["Alpha"])
    assert place.rows("SELECT payload_digest FROM captures") == [(sha1(payload),)]


def test_responses_without_body_and_redirects_from_http_to_https_are_captures(place):
    moved = record(
        "response",
        "http://x.example/alpha/",
        http(b"", status="HTTP/1.1 301 Moved", headers=f"Location: {X}"),
        WARC_Date=at(-5),
    )
    missing = record("response", "https://x.example/gone/", http(b"", status="HTTP/1.1 404 Not Found"))
    taken = place.take(place.put("a.warc", moved + page("/alpha/") + missing))
    assert (taken.problems, taken.captures["taken"], place.titles()) == ([], 3, ["Alpha"])
    assert place.rows("SELECT status, redirect_url FROM captures ORDER BY status") == [
        (200, None),
        (301, X),
        (404, None),
    ]
    assert place.rows("SELECT url FROM addresses ORDER BY url") == [("http://x.example/alpha/",), (X,)]


def test_a_part_that_its_tool_cut_is_told_and_its_digest_is_that_of_what_is_there(place):
    cut = BODY[: len(BODY) // 2]
    block = record("response", X, http(cut), WARC_Truncated="length", WARC_Payload_Digest=sha1(BODY))
    assert place.take(place.put("a.warc", block)).problems == []
    told = "the tool that captured it stored a part of it only (length)"
    assert place.rows("SELECT payload_digest, length_error, broken_off FROM captures") == [(sha1(cut), told, 1)]
    assert place.titles() == []
