"""What proves a version: its records are shown as stored, and the commands that check them print what they say."""

import base64
import gzip
import hashlib
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.ask import last_capture_of, proof_of, stored_records
from archive.reading import is_readable, read_recorded
from archive.store import Archive
from archive.warc import Recorded
from extract.profile import parse_site
from extract.site import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROFILE = 'title = "X"\nhosts = ["x.example"]\ntimezone = "UTC"\n[fields]\ntitle = [{ css = "h1" }]\n'
SITE = parse_site("x", PROFILE + 'body = [{ css = ".body" }]', defaults="")


def page(name):
    text = f"The harbour of {name} has raised its tariffs on grain, and {name} asks what comes next."
    return f"<html><body><h1>On {name}</h1><div class=body><p>{text}</p></div></body></html>".encode()


def chunked(body, size=40):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def sha1(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def record(kind, name, block, **fields):
    """Return an uncompressed record as other tools write them."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": "2026-03-02T08:00:00Z",
        "WARC-Target-URI": f"http://x.example/{name}/",
        "Content-Type": f"application/http; msgtype={kind}",
        "Content-Length": str(len(block)),
    } | {key.replace("_", "-"): value for key, value in fields.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in named.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def response(name, body, headers="Transfer-Encoding: chunked\r\n", **fields):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    return record("response", name, block, **fields)


AGAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
PACKED = gzip.compress(page("hexadecimal"), mtime=0)
FOREIGN = b"".join(
    [
        record("warcinfo", "info", b"software: Other/1.0\r\n", Content_Type="application/warc-fields"),
        record("request", "q1", b"GET /wget/ HTTP/1.1\r\n\r\n", WARC_Concurrent_To="<urn:uuid:wget>"),
        # wget counts the chunks too, Heritrix and the standard do not.
        response("wget", chunked(page("wget")), WARC_Payload_Digest=sha1(chunked(page("wget")))),
        response("heritrix", chunked(page("heritrix")), WARC_Payload_Digest=sha1(page("heritrix"))),
        record("request", "q2", b"GET /heritrix/ HTTP/1.1\r\n\r\n", WARC_Concurrent_To="<urn:uuid:heritrix>"),
        response(
            "hexadecimal",
            PACKED,
            "Content-Encoding: gzip\r\n",
            WARC_Payload_Digest=sha256(PACKED),
        ),
        response("bare", page("bare"), ""),
        record(
            "revisit",
            "again",
            AGAIN,
            WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            WARC_Refers_To="<urn:uuid:bare>",
            WARC_Payload_Digest=sha1(page("bare")),
            WARC_Block_Digest=sha1(AGAIN),
        ),
    ]
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive with captures of every kind: encoded, revisited, rendered, and by other tools."""
    data = tmp_path_factory.mktemp("proved")
    (data / "warc").mkdir()
    (data / "warc" / "it's other's; rm -rf.warc").write_bytes(FOREIGN)
    found = {}
    with Archive.open(data) as opened:
        list(opened.read_unread({"x": SITE}))
        run = opened.start_run(SITE, started_at=NOON)

        def fetch(name, body, headers=(), original=None, days=0, **values):
            request = {"url": f"http://x.example/{name}/", "method": "GET"}
            request["request_headers"] = [("User-Agent", "Commentary")]
            request["fetched_at"] = NOON + timedelta(days=days, minutes=len(found))
            sent = [("Content-Type", "text/html"), *headers]
            if original:
                capture = run.warc.write_revisit(**request, response_headers=sent, original=original)
            else:
                capture = run.warc.write(**request, status=200, response_headers=sent, body=body, **values)
            opened.tables.add_capture(capture)
            keep(capture, sent, body)
            return capture

        def keep(capture, headers, body):
            found[capture.url.split("/")[3] + f"-{len(found)}"] = capture.id
            if is_readable(capture):
                recorded = Recorded(capture=capture, headers=tuple(headers), body=body)
                opened.tables.add_reading(read_recorded(recorded, SITE))

        plain = fetch("plain", page("plain"))
        coded = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
        fetch("encoded", gzip.compress(page("encoded")), coded)
        fetch("plain", b"", original=plain, days=1)
        shell = fetch(
            "rendered",
            b"<html><script></script></html>",
            source=Source(kind="render", url="http://x.example/rendered/"),
        )
        shown = run.warc.write_rendered(
            original=shell, body=page("rendered"), browser="Chromium 1", rendered_at=NOON + timedelta(hours=1)
        )
        opened.tables.add_capture(shown)
        keep(shown, [("Content-Type", "text/html; charset=utf-8")], page("rendered"))
        opened.finish_run(run, {})
    return data, found | {name: f"urn:uuid:{name}" for name in ("wget", "heritrix", "hexadecimal", "bare", "again")}


@pytest.fixture
def prove(archive):
    data, captures = archive

    def proved(name, **values):
        with closing(sqlite3.connect(data / "commentary.db")) as db:
            db.row_factory = sqlite3.Row
            return proof_of(db, data / "warc", capture=captures[name], **values)

    return proved


def shell(command, folder):
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=True).stdout


CASES = ["plain-0", "encoded-1", "plain-2", "rendered-4", "wget", "heritrix", "hexadecimal", "bare", "again"]


@pytest.mark.parametrize("name", CASES)
def test_the_commands_print_what_the_page_says(archive, prove, name):
    data, captures = archive
    proof = prove(name)
    assert proof.captures[0].capture.id == captures[name]
    for each in proof.captures:
        assert (each.problem, each.is_intact) == (None, True)
        cut, *computed = each.checks
        assert shell(cut.command, data) == ""
        assert f"<{each.capture.id}>" in (data / "record").read_bytes().decode("latin-1")
        assert [shell(check.command, data).strip() for check in computed] == [check.prints for check in computed]
        assert computed


@pytest.mark.parametrize("name", CASES)
def test_each_digest_that_is_stated_has_a_command(prove, name):
    for each in prove(name).captures:
        stated = [
            digest for digest in each.digests if not (each.record.type == "revisit" and digest.kind == "payload")
        ]
        assert len(each.checks) == 1 + len(stated)


def test_a_304_is_proved_by_itself_and_by_the_response_to_which_it_refers(archive, prove):
    _, captures = archive
    again, original = prove("plain-2").captures
    assert (again.capture.id, original.capture.id) == (captures["plain-2"], captures["plain-0"])
    assert [each.role for each in (again, original)] == [
        "the answer that the page has not changed",
        "the response to which it refers",
    ]
    assert again.record.http_head.startswith("HTTP/1.1 304 Not Modified\n")
    assert again.record.get("WARC-Payload-Digest") == original.capture.payload_digest
    assert original.record.body == page("plain")


def test_a_response_whose_page_was_stored_before_is_proved_by_both(prove):
    again, original = prove("again").captures
    assert again.role == "the response whose page was stored before"
    assert [check.says for check in again.checks] == ["Cut the record out of the file", "Compute the block digest"]
    assert again.record.get("WARC-Payload-Digest") == sha1(original.record.body)


def test_a_rendered_page_is_proved_by_itself_and_by_the_document_that_the_browser_received(archive, prove):
    _, captures = archive
    shown, received = prove("rendered-4").captures
    assert (shown.role, received.role) == (
        "the page as a browser rendered it",
        "the document that the browser received",
    )
    assert (shown.record.body, shown.request) == (page("rendered"), None)
    assert received.capture.id == captures["rendered-3"]
    assert received.request.http_head.startswith("GET /rendered/ HTTP/1.1\n")


@pytest.mark.parametrize(("name", "asked"), [("wget", "GET /wget/"), ("heritrix", "GET /heritrix/"), ("bare", None)])
def test_a_request_is_found_before_or_behind_its_response(prove, name, asked):
    [each] = prove(name).captures
    assert (each.request and each.request.http_head) == (asked and f"{asked} HTTP/1.1")
    assert each.software == "Other/1.0"
    assert each.record.is_compressed is False


def test_a_version_is_proved_by_its_first_capture_and_names_the_others(archive, prove):
    data, captures = archive
    first = prove("plain-0")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.row_factory = sqlite3.Row
        assert proof_of(db, data / "warc", version=first.version) == first
        assert proof_of(db, data / "warc", version=first.version, capture=captures["encoded-1"]) is None
        assert proof_of(db, data / "warc", version="none") is None
        assert proof_of(db, data / "warc", capture="none") is None
        assert last_capture_of(db, captures["plain-0"], "9") == captures["plain-2"]
        assert last_capture_of(db, captures["plain-0"], "2026-03-02T00:00:00+00:00") == captures["plain-0"]
    assert [id_ for id_, _, _ in first.all_captures] == [captures["plain-2"], captures["plain-0"]]


@pytest.fixture
def damaged(archive, tmp_path):
    data, captures = archive
    folder = tmp_path / "warc"
    folder.mkdir()
    for path in (data / "warc").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())

    def proved(name):
        with closing(sqlite3.connect(data / "commentary.db")) as db:
            db.row_factory = sqlite3.Row
            return proof_of(db, folder, capture=captures[name])

    return folder, proved


def own_file(folder):
    return next(path for path in folder.iterdir() if path.name.endswith(".gz"))


def test_a_missing_file_is_named_and_the_rest_is_told(damaged):
    folder, proved = damaged
    name = own_file(folder).name
    own_file(folder).unlink()
    [each] = proved("plain-0").captures
    assert each.problem == f"warc/{name} is missing. Its bytes cannot be shown until the file is put back as it was."
    assert (each.record, each.checks, each.is_intact) == (None, (), None)
    assert [each.problem is None for each in proved("plain-2").captures] == [False, False]


def test_a_damaged_record_is_named_with_its_place(damaged):
    folder, proved = damaged
    [each] = proved("encoded-1").captures
    path = own_file(folder)
    content = bytearray(path.read_bytes())
    content[each.capture.offset + 100] ^= 255
    path.write_bytes(bytes(content))
    [each] = proved("encoded-1").captures
    assert f"warc/{path.name}, byte {each.capture.offset}: " in each.problem
    assert proved("plain-0").captures[0].is_intact


def test_bytes_that_were_changed_with_equal_length_do_not_have_the_digest(damaged):
    folder, proved = damaged
    path = next(path for path in folder.iterdir() if path.name.endswith(".warc"))
    path.write_bytes(path.read_bytes().replace(b"harbour", b"harvest"))
    assert [proved(name).captures[0].is_intact for name in ("wget", "heritrix", "bare")] == [False, False, False]
    assert proved("hexadecimal").captures[0].is_intact


def test_a_record_of_another_id_at_the_place_is_not_taken_for_it(archive):
    data, captures = archive
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.row_factory = sqlite3.Row
        db.execute('UPDATE captures SET "offset" = 0 WHERE id = ?', (captures["plain-0"],))
        found = stored_records(db, data / "warc", captures["plain-0"])
    assert found.record is None
    assert f"byte 0: there is no record {captures['plain-0']}." in found.problem
    assert replace(found, problem=None).is_intact is None
