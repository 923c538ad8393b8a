"""Measures and alarms of a real archive: from WARC files, in any order, as a crawl leaves them."""

import asyncio
import json
import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.database import open_read_only
from archive.forget import carry_out, plan_of_site, scan
from archive.read_captures import read_unread
from archive.report import run_report, to_json
from archive.store import Archive
from archive.warc import RunStart, make_id
from archive.watch import all_alarms, history_of, open_alarms
from archive.watch.measure import Run, measure
from archive.web.server import open_datasette
from commentary.cli.commands.status import status
from contents import content, content_of, tables_in_any_order
from extract.site import Source
from test_replay import FEED, SITES, Crawl, X

BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROBOTS = Source(kind="robots", url="https://x.example/robots.txt")


def essay(name: str) -> bytes:
    """Return a page with a text that no other one has."""
    words = random.Random(name).choices(
        ("harbour", "grain", "tariff", "ports", "rail", "river", "coal", "tides"), k=60
    )
    return f"""<html><head><title>{name}</title></head><body><h1>On {words[0]} and {words[1]} {name}</h1>
        <p class="author">Ada Byron</p><div class="body"><p>{" ".join(words)}.</p></div></body></html>""".encode()


def crawl(data: Path, day: int, *, robots: bytes = b"", minutes: float = 0, status: int = 200) -> tuple[str, ...]:
    """Add the run of a day: robots.txt, a list, three new pages and the first one; return the alarms that begin."""
    with Archive.open(data) as archive:
        run = Crawl(archive, X, BEGAN + timedelta(days=day))
        date = format_datetime(run.now + timedelta(minutes=minutes), usegmt=True)
        headers = [("Content-Type", "text/html"), ("Date", date)]
        run.fetch("robots.txt", robots, source=ROBOTS, headers=headers)
        paths = [f"{word}{'abcdefghij'[day]}/" for word in ("x", "y", "z")]
        listed = "".join(f"<url><loc>https://x.example/{path}</loc></url>" for path in paths)
        run.fetch("sitemap.xml", f"<urlset>{listed}</urlset>".encode(), source=FEED, headers=headers)
        for path in paths:
            run.fetch(path, essay(f"{path[0]}{day}"), status, headers=headers)
        run.fetch("xa/", essay("x0"), status, headers=headers)
        archive.judge_readings(run.run)
        begun = archive.begun_alarms(run.run)
        archive.finish_run(run.run, {"finished_at": run.now, "alarms": [*begun, "A source lists nothing"]})
    return begun


@pytest.fixture(scope="module")
def watched(tmp_path_factory) -> Path:
    """An archive of ten runs: robots.txt changes on day 5, we are refused on day 6, the clock is wrong from 7 on."""
    data = tmp_path_factory.mktemp("watched")
    begun = [
        crawl(data, day, robots=b"User-agent: *" * (day > 4), status=403 if day == 6 else 200, minutes=90 * (day > 6))
        for day in range(10)
    ]
    assert [len(each) for each in begun] == [0, 0, 0, 0, 0, 1, 1, 0, 1, 0]
    return data


def measures(data: Path, at: int) -> Mapping[str, object]:
    with closing(open_read_only(data / "commentary.db")) as db:
        run = history_of(db, "x")[at]
        return {**run.values, **run.texts}


def test_a_run_measures_what_its_pages_answered(watched):
    first, second, refused = (measures(watched, at) for at in (0, 1, 6))
    assert first["robots"].startswith("sha256:") or first["robots"].startswith("sha1:")
    counts = {"pages": 3, "answered": 3, "read": 3, "articles": 3, "new": 3, "undated": 3, "listings": 1}
    assert {name: first[name] for name in counts} == counts
    assert first["revision"] == X.revision
    assert first["longest"] >= first["words"] > 20
    assert second["new"] == 3
    assert second["articles"] == second["pages"] == 4
    assert (refused["pages"], refused["blocked"]) == (4, 4)
    assert refused.keys().isdisjoint({"new", "articles", "answered", "clock"})
    assert 5300 < measures(watched, 7)["clock"] <= 5400


def test_a_run_is_measured_without_a_look_at_every_capture_of_its_site(watched):
    def steps(more: int) -> int:
        with closing(sqlite3.connect(":memory:")) as db, closing(open_read_only(watched / "commentary.db")) as stored:
            stored.backup(db)
            db.row_factory = sqlite3.Row
            row = dict(db.execute("SELECT * FROM captures WHERE source_kind IS NULL").fetchone()) | {"run": ""}
            for number in range(more):
                row |= {"id": f"more{number}", "url": f"{row['url']}{number}", "address": f"{row['address']}{number}"}
                db.execute(f"INSERT INTO captures VALUES ({', '.join('?' * len(row))})", tuple(row.values()))  # noqa: S608
            run = Run(*db.execute("SELECT id, site, started_at FROM runs ORDER BY started_at DESC").fetchone())
            taken = []
            db.set_progress_handler(lambda: taken.append(1), 10)
            measure(db, watched / "warc", run)
        return len(taken)

    assert steps(2_000) < 1.2 * steps(0)


def test_alarms_are_told_with_the_run_that_shows_them_and_end(watched):
    with closing(open_read_only(watched / "commentary.db")) as db:
        told = [(alarm.kind, alarm.began_at[:10], (alarm.ended_at or "")[:10]) for alarm in all_alarms(db, "x")]
        assert told == [
            ("robots changed", "2026-03-06", "2026-03-07"),
            ("blocked", "2026-03-07", "2026-03-08"),
            ("clock", "2026-03-09", ""),
        ]
        assert [alarm.kind for alarm in open_alarms(db)] == ["clock"]
        assert open_alarms(db, "y") == []
        assert all_alarms(db) == all_alarms(db, "x")


def test_the_report_of_a_run_has_what_began_is_open_and_ended(watched):
    with closing(open_read_only(watched / "commentary.db")) as db:
        runs = [run.run for run in history_of(db, "x")]
        reports = [run_report(db, run) for run in runs[5:]]
    opened = [[alarm.kind for alarm in report.open_alarms] for report in reports]
    assert opened == [["robots changed"], ["blocked"], [], ["clock"], ["clock"]]
    ended = [[alarm.kind for alarm in report.ended_alarms] for report in reports]
    assert ended == [[], ["robots changed"], ["blocked"], [], []]
    assert {report.alarms for report in reports} == {("A source lists nothing",)}
    told = json.loads(json.dumps(to_json(reports[-1])))["open_alarms"]
    assert [(alarm["kind"], alarm["began_run"], alarm["ended_at"]) for alarm in told] == [("clock", runs[8], None)]


def test_status_shows_what_is_open_and_what_to_do(watched):
    printed = CliRunner().invoke(status, ["--data", str(watched)]).output
    assert "x: ALARM: clock: The site's server is 90 minutes ahead" in printed
    assert "(since 2026-03-09 12:00 UTC)\n  Compare `date -u`" in printed
    (site,) = map(json.loads, CliRunner().invoke(status, ["--data", str(watched), "--json"]).output.splitlines())
    assert [alarm["kind"] for alarm in site["open_alarms"]] == ["clock"]
    of_run = CliRunner().invoke(status, ["x", "--data", str(watched)]).output
    assert "\nALARM: A source lists nothing\nALARM: clock: " in of_run


def test_the_pages_of_the_site_and_of_all_sites_show_what_is_open(watched):
    with open_datasette(watched) as opened:
        home, site = (asyncio.run(opened.client.get(path)).text for path in ("/", "/-/site/x"))
        asked = asyncio.run(opened.client.get("/commentary/alarms_and_ends.json?_shape=array")).json()
    assert "look at it" in home
    assert "The site&#39;s server is 90 minutes ahead" in home
    assert "Clock</strong> since" in site
    assert "2 alarms that ended" in site
    assert "Compare <code>date -u</code>" in site
    assert [(row["kind"], row["state"]) for row in asked] == [
        ("clock", "open"),
        ("blocked", "over"),
        ("robots changed", "over"),
    ]


@pytest.mark.parametrize("seed", [1])
def test_measures_and_alarms_are_the_same_in_any_order_of_files(watched, seed):
    tables = tables_in_any_order(watched / "warc", seed, lambda tables: list(read_unread(tables, SITES)))
    with closing(tables):
        found = content(tables.db)
    stored = content_of(watched)
    for table in ("run_measures", "alarms", "runs"):
        assert found[table] == stored[table], table


def test_a_run_that_is_found_later_measures_those_after_it_anew(watched, tmp_path):
    with Archive.open(tmp_path) as archive:
        for path in sorted((watched / "warc").iterdir()):
            (tmp_path / "warc" / path.name).write_bytes(path.read_bytes())
        missing = random.Random(1).choice(sorted((tmp_path / "warc").iterdir())[:3])
        taken = missing.read_bytes()
        missing.unlink()
    with Archive.open(tmp_path) as archive:
        list(archive.read_unread(SITES))
    fewer = content_of(tmp_path)["run_measures"]
    missing.write_bytes(taken)
    with Archive.open(tmp_path) as archive:
        list(archive.read_unread(SITES))
    assert content_of(tmp_path)["run_measures"] == content_of(watched)["run_measures"] != fewer


def test_an_import_is_no_visit_of_the_site(tmp_path):
    for day in range(2):
        crawl(tmp_path, day)
    with Archive.open(tmp_path) as archive:
        start = RunStart(run="x-import", site="x", started_at=BEGAN, imported_at=BEGAN + timedelta(days=3))
        archive.tables.add_run(start, status="finished")
        archive.tables.judge_readings()
    with closing(open_read_only(tmp_path / "commentary.db")) as db:
        assert [run.run.startswith("x-2026") for run in history_of(db, "x")] == [True, True]


def test_a_site_that_is_forgotten_leaves_no_measure_and_no_alarm(watched, tmp_path):
    (tmp_path / "warc").mkdir()
    for path in (watched / "warc").iterdir():
        (tmp_path / "warc" / path.name).write_bytes(path.read_bytes())
    with Archive.open(tmp_path) as archive:
        list(archive.read_unread(SITES))
        assert all_alarms(archive.tables.db)
        plan = plan_of_site(archive.tables.db, "x", archive.tables.tombstones)
        tombstone = make_id()
        found = scan(archive.tables.db, archive.tables.warc_folder, plan, tombstone=tombstone)
        carry_out(archive.tables, plan, found, tombstone=tombstone, reason="r", by="b", leftovers=())
    found = content_of(tmp_path)
    assert found["run_measures"] == found["alarms"] == found["runs"] == []
