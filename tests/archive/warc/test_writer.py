import gzip
import json
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.warc.members import Damage
from archive.warc.records import Recorded, RunEnd, RunStart, Unfetched, build_record
from archive.warc.writer import WarcFile, read_at, read_records, read_warc
from extract.errors import ArchiveError
from extract.site import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
START = RunStart(run="demo-20260301120000-abc123", site="demo", started_at=NOON)
URL = "https://x.example/a/?q=1"
WARCIO = str(Path(sys.executable).with_name("warcio"))


def write(warc: WarcFile, url: str = URL, body: bytes = b"<p>Hello", status: int = 200, **values: object):
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Etag", '"v1"'), ("Transfer-Encoding", "chunked"))
    request = (("User-Agent", "Commentary"),)
    defaults = {"method": "GET", "request_headers": request, "response_headers": headers, "fetched_at": NOON}
    return warc.write(**{"url": url, "body": body, "status": status} | defaults | values)


@pytest.fixture
def warc(tmp_path):
    warc = WarcFile(tmp_path, START)
    yield warc
    warc.close()


def test_a_response_comes_back_as_it_was_written(warc):
    feed = Source(kind="feed", url="https://x.example/feed/")
    captures = [
        write(warc, ip_address="127.0.0.1"),
        write(warc, "https://x.example/ü?ş=1", "ş".encode(), source=feed, fetched_at=NOON + timedelta(seconds=1.9)),
        write(warc, status=301, body=b"", response_headers=[("Location", "../b/?é")]),
        write(warc, body=b"", status=599, reason="Odd"),
    ]
    captures.append(
        warc.write_revisit(
            url=URL,
            method="GET",
            request_headers=[("If-None-Match", '"v1"')],
            response_headers=[("ETag", '"v1"')],
            fetched_at=NOON + timedelta(days=1),
            original=captures[0],
        )
    )
    warc.finish({"requests": 5})
    entries = list(read_records(warc.path))
    assert [entries[0], entries[-1]] == [START, RunEnd(run=START.run, summary={"requests": 5})]
    assert [entry.capture for entry in entries[1:-1]] == captures
    assert [entry.body for entry in entries[1:-1]] == [b"<p>Hello", "ş".encode(), b"", b"", b""]
    assert [read_at(warc.path, capture) for capture in captures] == entries[1:-1]
    assert (captures[1].source_kind, captures[1].captured_at) == ("feed", NOON + timedelta(seconds=1))
    assert captures[2].redirect_url == "https://x.example/b/?é"
    assert (captures[4].revisit_of, captures[4].payload_digest) == (captures[0].id, captures[0].payload_digest)


def test_what_a_browser_showed_is_a_conversion_of_the_document_and_comes_back_as_it_was_written(warc):
    document = write(warc, source=Source(kind="render", url=URL))
    listing = Source(kind="listing", url="https://x.example/")
    shown = [
        warc.write_rendered(original=document, body=body, browser="Chromium/1.2", rendered_at=NOON, source=source)
        for body, source in (("<p>ş".encode(), None), (b"", listing))
    ]
    entries = [entry for entry in read_records(warc.path) if isinstance(entry, Recorded)]
    assert [entry.capture for entry in entries] == [document, *shown]
    assert [entry.page().text for entry in entries[1:]] == ["<p>ş", ""]
    assert [read_at(warc.path, capture) for capture in shown] == entries[1:]
    assert (shown[0].url, shown[0].status, shown[0].content_type) == (URL, 200, "text/html; charset=utf-8")
    assert (shown[0].source_kind, shown[1].source_kind, shown[1].source_url) == (None, "listing", listing.url)
    assert (shown[0].etag, shown[0].revisit_of) == (None, None)
    subprocess.run([WARCIO, "check", warc.path], check=True)


def test_another_tools_conversion_is_passed_over(tmp_path):
    fields = {
        "WARC-Type": "conversion",
        "WARC-Record-ID": "<urn:uuid:1>",
        "WARC-Date": "2026-03-01T12:00:00Z",
        "WARC-Target-URI": URL,
        "Content-Type": "text/plain",
    }
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(build_record(fields, b"a summary"))
    assert list(read_records(path)) == []


def test_pages_come_back_in_pairs_with_their_captures(warc):
    capture = write(warc)
    ((page, found),) = read_warc(warc.path)
    assert (page.url, page.fetched_at, page.body, page.headers["etag"]) == (URL, NOON, b"<p>Hello", '"v1"')
    assert found == capture


def test_captures_of_one_second_have_ids_in_the_order_of_writing(warc):
    ids = [write(warc).id for _ in range(50)]
    assert ids == sorted(ids)


def test_warcio_accepts_and_indexes_the_file(warc):
    original = write(warc)
    warc.write_revisit(
        url=URL, method="GET", request_headers=[], response_headers=[], fetched_at=NOON, original=original
    )
    warc.finish({"status": "finished"})
    checked = subprocess.run([WARCIO, "check", "-v", warc.path], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout.count("digest pass"), "fail" in checked.stdout) == (0, 5, False)
    fields = "warc-type,warc-target-uri,http:status,warc-concurrent-to,warc-refers-to,offset"
    indexed = subprocess.run([WARCIO, "index", "-f", fields, warc.path], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in indexed.stdout.splitlines()]
    kinds = ["warcinfo", "request", "response", "request", "revisit", "metadata"]
    assert [line["warc-type"] for line in lines] == kinds
    assert (lines[2]["http:status"], lines[2]["offset"]) == ("200", str(original.offset))
    assert lines[1]["warc-concurrent-to"] == lines[4]["warc-refers-to"] == f"<{original.id}>"


def test_what_a_run_did_not_fetch_is_metadata_of_that_run(tmp_path):
    warc = WarcFile(tmp_path, START, rotate_at=1)
    chunks = [(("https://x.example/ü", "no answer in time"), (URL, '"quoted"')), (("https://x.example/b/", "ş"),)]
    for pages in chunks:
        warc.write_unfetched(pages)
    warc.finish({"requests": 1})
    paths = sorted(tmp_path.iterdir())
    told = [list(read_records(path))[1:] for path in paths]
    ends = [Unfetched(run=START.run, pages=pages) for pages in chunks] + [
        RunEnd(run=START.run, summary={"requests": 1})
    ]
    assert [entry for entries in told for entry in entries] == ends
    # Each record found its file full, the first one by what stands at its start.
    assert len(paths) == 4
    for path in paths:
        assert subprocess.run([WARCIO, "check", path], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("pages", ["7", "null", "[7]", '["abc"]', '[["a", "b", "c"]]'])
def test_what_has_our_names_and_is_not_ours_is_told_and_passed_over(warc, pages):
    block = f'{{"commentary-run": "r", "commentary-unfetched": {pages}}}'.encode()
    fields = {"WARC-Type": "metadata", "WARC-Record-ID": "<urn:uuid:m>", "WARC-Date": "2026-03-01T00:00:00Z"}
    warc.close()
    with warc.path.open("ab") as file:
        file.write(build_record(fields, block))
    _, damage = read_records(warc.path)
    assert isinstance(damage, Damage)
    assert "cannot be read" in damage.problem


def test_a_full_file_is_followed_by_another_that_tells_of_the_same_run(tmp_path):
    warc = WarcFile(tmp_path, START, rotate_at=1000)
    captures = [write(warc, body=bytes(range(256))) for _ in range(5)]
    warc.finish({})
    paths = sorted(tmp_path.iterdir())
    assert len(paths) > 1
    entries = [list(read_records(path)) for path in paths]
    assert [found[0] for found in entries] == [START] * len(paths)
    assert [e.capture for found in entries for e in found if isinstance(e, Recorded)] == captures


def test_a_file_whose_first_record_cannot_be_written_is_not_left_behind(tmp_path):
    warc = WarcFile(tmp_path, START, rotate_at=1000)
    write(warc, body=bytes(range(256)) * 4)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit_file_size(100)
    try:
        with pytest.raises(ArchiveError, match=r"00001\.warc\.gz cannot be written: File too large"):
            write(warc)
    finally:
        limit_file_size(resource.RLIM_INFINITY)
    assert len(list(tmp_path.iterdir())) == 1
    warc.finish({"status": "failed"})
    entries = [list(read_records(path)) for path in sorted(tmp_path.iterdir())]
    assert entries[1] == [START, RunEnd(run=START.run, summary={"status": "failed"})]


def limit_file_size(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_full_disk_is_one_sentence_and_the_file_stays_whole(warc):
    first = write(warc)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit_file_size(warc.size + 300)
    try:
        with pytest.raises(ArchiveError, match=rf"{warc.name} cannot be written: File too large\. Nothing stored"):
            write(warc, body=bytes(range(256)) * 9)
    finally:
        limit_file_size(resource.RLIM_INFINITY)
    assert warc.path.stat().st_size == warc.size
    second = write(warc, "https://x.example/b/")
    found = [entry.capture for entry in read_records(warc.path) if isinstance(entry, Recorded)]
    assert found == [first, second]


def test_a_folder_that_is_none_is_one_sentence(tmp_path):
    with pytest.raises(ArchiveError, match=r"00000\.warc\.gz cannot be created: No such file or directory"):
        WarcFile(tmp_path / "none", START)


def test_all_whole_records_of_a_truncated_file_are_read_and_then_its_tail_is_told(warc):
    captures = [write(warc, f"https://x.example/{number}/") for number in range(3)]
    whole = warc.path.read_bytes()
    last = captures[2]
    for cut in (last.offset + 1, last.offset + last.length // 2, len(whole) - 1):
        warc.path.write_bytes(whole[:cut])
        *entries, tail = read_records(warc.path)
        assert [entry.capture for entry in entries[1:]] == captures[:2]
        assert tail == Damage(
            offset=last.offset, length=cut - last.offset, problem="the last record is truncated", truncated=True
        )
        pages = read_warc(warc.path)
        assert [next(pages)[1], next(pages)[1]] == captures[:2]
        with pytest.raises(ArchiveError, match=rf"{warc.name}, byte {last.offset}: the last record is truncated"):
            next(pages)


def test_records_behind_a_damage_are_read(warc):
    captures = [write(warc, f"https://x.example/{number}/") for number in range(3)]
    content = bytearray(warc.path.read_bytes())
    hurt = captures[1].offset + captures[1].length // 2
    content[hurt : hurt + 4] = b"\0\0\0\0"
    warc.path.write_bytes(content)
    entries = list(read_records(warc.path))
    damages = [entry for entry in entries if isinstance(entry, Damage)]
    assert [entry.capture for entry in entries if isinstance(entry, Recorded)] == [captures[0], captures[2]]
    assert [(damage.offset, damage.truncated) for damage in damages] == [(captures[1].offset, False)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A file of four responses and their captures; tests put its bytes elsewhere before they hurt them."""
    warc = WarcFile(tmp_path_factory.mktemp("whole"), START)
    captures = [write(warc, f"https://x.example/{number}/") for number in range(4)]
    warc.finish({})
    return warc.path, warc.path.read_bytes(), captures


@pytest.mark.parametrize("flag", [2, 4, 8, 16, 28])
def test_a_header_that_reaches_over_the_records_behind_it_is_no_torn_tail(whole, flag):
    path, content, captures = whole
    flags = captures[1].offset + 3
    path.write_bytes(content[:flags] + bytes([flag]) + content[flags + 1 :])
    entries = list(read_records(path))
    assert [entry.capture for entry in entries if isinstance(entry, Recorded)] == [captures[0], *captures[2:]]
    assert [entry.truncated for entry in entries if isinstance(entry, Damage)] == [False]


@settings(max_examples=80, deadline=None)
@given(part=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_a_byte_that_changes_costs_at_most_the_record_in_which_it_lies(whole, part, change):
    path, content, captures = whole
    at = int(part * len(content))
    path.write_bytes(content[:at] + bytes([content[at] ^ change]) + content[at + 1 :])
    found = [entry.capture for entry in read_records(path) if isinstance(entry, Recorded)]
    unhurt = [capture for capture in captures if not capture.offset <= at < capture.offset + capture.length]
    assert [capture for capture in found if capture in unhurt] == unhurt


def test_a_record_that_is_not_where_it_should_be_is_named(warc):
    capture = write(warc)
    warc.path.write_bytes(warc.path.read_bytes()[: capture.offset])
    with pytest.raises(ArchiveError, match=f"byte {capture.offset}: there is no record {capture.id}"):
        read_at(warc.path, capture)
    warc.path.unlink()
    with pytest.raises(ArchiveError, match="is missing"):
        read_at(warc.path, capture)


def foreign(kind: str, number: int, uri: str, block: bytes) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": "2025-01-02T03:04:05.678Z",
        "WARC-Target-URI": f"<{uri}>",
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


# What wget writes, but for its shortness: no fields of ours, chunks kept, brackets around the address.
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
FOREIGN = (
    foreign("warcinfo", 1, "", b"software: Wget\r\n"),
    foreign("response", 2, "https://x.example/a/", HEAD + b"4\r\nWiki\r\n2\r\nas\r\n0\r\n\r\n"),
    foreign("resource", 3, "metadata://gnu.org/wget.log", b"log"),
)


def test_a_foreign_file_is_read_compressed_or_not(tmp_path):
    for name, pack in (("wget.warc", bytes), ("wget.warc.gz", gzip.compress)):
        path = tmp_path / name
        path.write_bytes(b"".join(map(pack, FOREIGN)))
        ((page, capture),) = read_warc(path)
        assert (capture.id, capture.site, capture.run, capture.warc) == ("urn:uuid:2", "", "", name)
        assert (capture.url, page.fetched_at) == ("https://x.example/a/", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC))
        assert (page.body, capture.bytes) == (b"Wikias", 6)
        assert read_at(path, capture).body == b"Wikias"


def test_a_foreign_file_of_one_gzip_member_is_told_how_to_be_mended(tmp_path):
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(b"".join(FOREIGN)))
    (damage,) = read_records(path)
    assert "warcio recompress" in damage.problem


@pytest.mark.parametrize(
    "content", [b"", b"no WARC at all", b"\x1f\x8b\x08 broken", b"\0" * 500, b"WARC/1.0\r\nX: y"]
)
def test_a_file_that_is_no_warc_is_damage_or_nothing(tmp_path, content):
    path = tmp_path / "odd.warc.gz"
    path.write_bytes(content)
    entries = list(read_records(path))
    assert [(entry.offset, entry.length) for entry in entries] == ([(0, len(content))] if content else [])


@pytest.mark.parametrize(
    ("location", "redirect_url"),
    [
        ("https://straße.example/".encode(), "https://xn--strae-oqa.example/"),
        ("/çay/".encode(), "https://x.example/çay/"),
        ("/çay/".encode("cp1254"), "https://x.example/çay/"),
        (b"/b/", "https://x.example/b/"),
        (b"https://[", None),
    ],
)
def test_a_location_beyond_ascii_is_read_as_utf_8_where_it_can_be(warc, location, redirect_url):
    capture = write(warc, status=301, body=b"", response_headers=[("Location", location.decode("latin-1"))])
    assert capture.redirect_url == redirect_url
    assert read_at(warc.path, capture).capture == capture


WHOLE = b"<html><body><p>Hello, harbour.</p></body></html>"


@pytest.mark.parametrize(
    ("headers", "body", "error", "broken_off"),
    [
        ([("Content-Length", "900")], WHOLE, f"Content-Length announced 900 bytes, and {len(WHOLE)} came", False),
        ([("Content-Length", "900")], WHOLE[:20], "Content-Length announced 900 bytes, and 20 came", True),
        ([], WHOLE, "the connection was closed before the last chunk", False),
        ([], WHOLE[:20], "the connection was closed before the last chunk", True),
        ([], b"", "the connection was closed before the last chunk", True),
        ([], WHOLE.removesuffix(b"</html>") + b"<script>x()</script><!-- cached -->", "the connection was", False),
        ([("Content-Encoding", "gzip")], gzip.compress(WHOLE)[:-4], "the connection was", False),
        ([("Content-Encoding", "gzip")], gzip.compress(WHOLE * 9)[:40], "the connection was", True),
        (
            [("Content-Type", "application/xml")],
            b"<urlset><url><loc>https://x.example/a</loc></url>",
            "the con",
            True,
        ),
        ([("Content-Type", "application/xml")], b"<urlset></urlset>", "the connection", False),
        ([("Content-Type", "application/json")], b'[{"id": 1}]', "the connection", False),
        ([("Content-Type", "application/json")], b'[{"id": 1}', "the connection", True),
        ([], WHOLE.decode().encode("utf-16"), "the connection", False),
    ],
)
def test_what_a_connection_cut_off_is_stored_as_received_and_marked(warc, headers, body, error, broken_off):
    capture = write(warc, body=body, response_headers=headers, is_cut=True)
    assert capture.length_error.startswith(error)
    assert capture.broken_off == broken_off
    assert read_at(warc.path, capture).body == body
    assert next(entry for entry in read_records(warc.path) if isinstance(entry, Recorded)).capture == capture
    assert b"WARC-Truncated: disconnect" in gzip.decompress(warc.path.read_bytes())


def test_a_response_with_its_whole_body_has_no_mark(warc):
    capture = write(warc, body=WHOLE[:20], response_headers=[("Content-Length", "20")])
    assert (capture.length_error, capture.broken_off) == (None, False)
    assert b"WARC-Truncated" not in gzip.decompress(warc.path.read_bytes())


def test_an_error_that_was_cut_off_is_known_by_its_status(warc):
    assert not write(warc, body=b"<h1>No", status=404, is_cut=True).broken_off


def test_what_another_tool_stored_a_part_of_is_not_read(tmp_path):
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:1>",
        "WARC-Date": "2026-03-01T12:00:00Z",
        "WARC-Target-URI": URL,
        "WARC-Truncated": "length",
        "Content-Type": "application/http; msgtype=response",
    }
    file = tmp_path / "foreign.warc.gz"
    file.write_bytes(build_record(fields, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hello"))
    (entry,) = read_records(file)
    assert entry.capture.broken_off
    assert entry.capture.length_error == "the tool that captured it stored a part of it only (length)"


def remove_file(warc):
    warc.path.unlink()


def remove_folder(warc):
    warc.path.unlink()
    warc.folder.rmdir()


def rename_file(warc):
    warc.path.rename(warc.path.with_suffix(".old"))


def replace_file(warc):
    copy = warc.path.read_bytes()
    warc.path.unlink()
    warc.path.write_bytes(copy)


def rename_folder(warc):
    warc.folder.rename(warc.folder.with_name("elsewhere"))
    warc.folder.mkdir()


def empty_file(warc):
    with warc.path.open("wb"):
        pass


def protect_file(warc):
    warc.path.chmod(0o444)


def protect_folder(warc):
    warc.folder.chmod(0o555)


@pytest.mark.parametrize(
    ("meddle", "problem"),
    [
        (remove_file, "was removed during the run"),
        (remove_folder, "was removed during the run"),
        (rename_file, "was removed during the run"),
        (rename_folder, "was removed during the run"),
        (replace_file, "was replaced by another file during the run"),
        (empty_file, "was changed by another program during the run"),
        (protect_file, "was made read-only during the run"),
        (protect_folder, "was made read-only during the run"),
    ],
)
def test_a_file_that_somebody_takes_away_is_an_error_and_not_a_silent_loss(tmp_path, meddle, problem):
    (tmp_path / "warc").mkdir()
    warc = WarcFile(tmp_path / "warc", START)
    write(warc)
    meddle(warc)
    for last in (lambda: write(warc), lambda: warc.finish({})):
        with pytest.raises(ArchiveError, match=problem):
            last()
    for folder in (tmp_path / "warc", tmp_path / "elsewhere"):
        if folder.exists():
            folder.chmod(0o755)


def test_a_file_that_is_only_read_meanwhile_is_no_error(warc):
    write(warc)
    assert len(list(read_records(warc.path))) == 2
    write(warc)
    warc.finish({})
