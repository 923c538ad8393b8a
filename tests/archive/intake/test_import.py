"""An import is a run like others: its captures count at their times, and it is done once."""

import json
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from archive.store import Archive
from contents import content_of
from foreign import at, http, one_member, one_member_each, page, record

DAY = 86_400
FIRST = one_member_each(page("/alpha/"), page("/beta/", seconds=1), page("/gamma/", seconds=2))
SECOND = one_member_each(
    page("/alpha/", "It was edited.", seconds=DAY),
    record("response", "https://x.example/beta/", http(b"", status="HTTP/1.1 410 Gone"), WARC_Date=at(DAY + 1)),
    page("/gamma/", seconds=DAY + 2),
)
# What differs because a run has another id, and its files other offsets.
OF_RUNS = {"runs", "run_rules", "run_fields", "warcs", "unfetched"}


def without_runs(data):
    """All tables but those of runs, with captures as they are but for their run and place."""
    tables = {name: rows for name, rows in content_of(data).items() if name not in OF_RUNS}
    del tables["captures"]
    return tables


def captures_of(place):
    return place.rows("SELECT id, url, captured_at, status, source_kind, payload_digest FROM captures ORDER BY id")


def test_the_first_day_after_the_second_is_as_in_order(place, tmp_path):
    first, second = place.put("1.warc.gz", FIRST), place.put("2.warc.gz", SECOND)
    states = []
    for order in ([first], [second]), ([second], [first]), ([second, first],):
        shutil.rmtree(place.data, ignore_errors=True)
        for paths in order:
            assert place.take(*paths).problems == []
        states.append((without_runs(place.data), captures_of(place)))
        assert place.rows("SELECT count(*) FROM runs") == [(2,)]
    assert states[0] == states[1] == states[2]
    changes = place.rows("SELECT change, article, changed_at FROM changes WHERE change <> 'new' ORDER BY article")
    assert changes == [
        ("edit", "https://x.example/alpha/", "2024-03-02T12:00:00+00:00"),
        ("gone", "https://x.example/beta/", "2024-03-02T12:00:01+00:00"),
    ]


def test_twice_changes_nothing(place):
    path = place.put("1.warc.gz", FIRST)
    place.take(path)
    before, files = content_of(place.data), place.warcs()
    again = place.take(path)
    assert (again.captures, again.runs) == ({"known": 3}, [])
    assert (content_of(place.data), place.warcs()) == (before, files)


def test_a_replay_gives_the_same_tables(place):
    place.take(place.put("1.warc.gz", FIRST), place.put("2.warc.gz", SECOND))
    before = content_of(place.data)
    (place.data / "commentary.db").unlink()
    with Archive.open(place.data) as archive:
        assert [each.problem for each in archive.replay({"x": place.site}) if each.outcome == "damaged"] == []
    assert content_of(place.data) == before


def test_the_table_runs_tells_where_captures_come_from(place):
    path = place.put("1.warc.gz", FIRST)
    taken = place.take(path)
    ((run, started, finished, imported, status, summary),) = place.rows(
        "SELECT id, started_at, finished_at, imported_at, status, summary FROM runs"
    )
    assert (taken.runs, started, finished) == ([run], "2024-03-01T12:00:00+00:00", "2024-03-01T12:00:02+00:00")
    assert (imported, status) == ("2026-01-01T00:00:00+00:00", "finished")
    told = json.loads(summary)
    digest = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout[:64]
    files = [{"name": str(path), "sha256": digest, "bytes": path.stat().st_size, "captures": 3, "refused": 0}]
    assert (told["captures"], told["import"]) == (3, {"files": files, "refused": []})


def test_a_record_keeps_its_id_date_digest_and_request(place):
    block = b"GET /alpha/ HTTP/1.1\r\nHost: x.example\r\n\r\n"
    asked = record("request", "https://x.example/alpha/", block, WARC_Record_ID="<urn:x:q>", WARC_Protocol="h2")
    answer = page(
        "/alpha/", WARC_Record_ID="<urn:x:a>", WARC_Concurrent_To="<urn:x:q>", WARC_JSON_Metadata='{"a": 1}'
    )
    place.take(place.put("a.warc.gz", one_member(asked, answer)))
    (path,) = (place.data / "warc").iterdir()
    fields = "warc-type,warc-record-id,warc-concurrent-to,warc-date,warc-json-metadata,commentary-imported-from"
    warcio = Path(sys.executable).with_name("warcio")
    said = subprocess.run([warcio, "index", "-f", fields, path], capture_output=True, text=True, check=True).stdout
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["warc-type"] for line in lines] == ["warcinfo", "request", "response", "metadata"]
    assert lines[1]["warc-record-id"] == "<urn:x:q>"
    assert lines[2] == {
        "warc-type": "response",
        "warc-record-id": "<urn:x:a>",
        "warc-concurrent-to": "<urn:x:q>",
        "warc-date": "2024-03-01T12:00:00Z",
        "warc-json-metadata": '{"a": 1}',
        "commentary-imported-from": "a.warc.gz, byte 0",
    }


def test_files_of_one_crawl_are_one_run_and_a_pause_begins_another(place):
    parts = [page("/alpha/"), page("/beta/", seconds=30), page("/gamma/", seconds=7300)]
    taken = place.take(*(place.put(f"{number}.warc", part) for number, part in enumerate(parts)))
    assert len(taken.runs) == 2
    assert place.rows("SELECT captures FROM runs ORDER BY started_at") == [(2,), (1,)]


def test_listings_are_sources_so_that_an_audit_knows_what_is_missing(place):
    listed = "".join(f"<url><loc>https://x.example/{name}/</loc></url>" for name in ("alpha", "delta"))
    xml = {"headers": "Content-Type: application/xml"}
    index = b"<sitemapindex><sitemap><loc>https://x.example/part.xml</loc></sitemap></sitemapindex>"
    part = f'<?xml version="1.0"?>\n<!-- made -->\n<urlset>{listed}</urlset>'.encode()
    records = [
        record(
            "response", "https://x.example/robots.txt", http(b"User-agent: *", headers="Content-Type: text/plain")
        ),
        record("response", "https://x.example/sitemap.xml", http(index, **xml)),
        record("response", "https://x.example/part.xml", http(part, **xml), WARC_Date=at(1)),
        record("response", "https://x.example/logo.png", http(b"PNG", headers="Content-Type: image/png")),
        page("/alpha/", seconds=2),
    ]
    place.take(place.put("a.warc", b"".join(records)))
    assert place.rows("SELECT url, source_kind FROM captures ORDER BY url") == [
        ("https://x.example/alpha/", None),
        ("https://x.example/logo.png", "asset"),
        ("https://x.example/part.xml", "sitemap"),
        ("https://x.example/robots.txt", "robots"),
        ("https://x.example/sitemap.xml", "sitemap"),
    ]
    assert place.rows("SELECT url, reason FROM standings ORDER BY url") == [
        ("https://x.example/alpha/", None),
        ("https://x.example/delta/", "never asked for"),
    ]


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from foreign import Place
from archive.intake import write
step = write.RunWriter.{step}
count = [0]
def killed(*given, **named):
    found = step(*given, **named)
    count[0] += 1
    if count[0] == {times}:
        os.kill(os.getpid(), signal.SIGKILL)
    return found
write.RunWriter.{step} = killed
place = Place.__new__(Place)
place.data, place.given = Path({data!r}), Path({given!r})
place.take(place.given)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "times"), [("_read", 1), ("_read", 5), ("_summary", 1), ("_summary", 2), ("_publish", 1)]
)
def test_after_a_kill_it_goes_on_and_the_end_is_the_same(place, step, times, pytestconfig):
    place.put("1.warc.gz", FIRST)
    place.put("2.warc.gz", SECOND)
    folders = {"tests": pytestconfig.rootpath / "tests", "data": place.data, "given": place.given}
    names = {name: str(path) for name, path in folders.items()}
    program = textwrap.dedent(KILLED).format(step=step, times=times, **names)
    died = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert place.take(place.given).problems == []
    after, captures = without_runs(place.data), captures_of(place)
    assert not (place.data / "import.tmp").exists()
    shutil.rmtree(place.data)
    place.take(place.given)
    assert (without_runs(place.data), captures_of(place)) == (after, captures)
