"""The report of a run, put together from what the archive has of it."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from archive.database import open_read_only
from archive.report import last_run_of_site, run_report, to_json
from archive.store import Archive
from extract.errors import ArchiveError
from extract.profile import FIELDS
from extract.site import Site

OTHER_PAGES = {"canonical_url", "next_page_url", "next_url", "previous_url"}


def report_of(data, site, number=-1, **how):
    """Return the report of a run of a site, by default of its last one."""
    with closing(open_read_only(data / "commentary.db")) as db:
        runs = db.execute("SELECT id FROM runs WHERE site = ? ORDER BY started_at", (site,)).fetchall()
        if number == -1:
            assert last_run_of_site(db, site) == runs[-1][0]
        return run_report(db, runs[number][0], **how)


def test_a_report_lists_what_changed_with_titles_and_classes(filled):
    report = report_of(filled, "review")
    assert (report.site, report.status, report.changed, report.unchanged) == ("review", "finished", 3, 1)
    assert {(each.kind, each.title) for each in report.of("edit")} == {
        ("headline", "Harbour news"),
        ("rewrite", "İSTANBUL vergileri"),
        ("substantive", "Grain"),
    }
    assert {each.title for each in report.of("gone")} == {"Soon withdrawn", "Soon deleted"}
    assert report.counts == {"new": 0, "edit": 3, "gone": 2, "back": 0, "renamed": 0}
    edit = next(each for each in report.articles if each.kind == "rewrite")
    assert edit.removed > 50
    assert edit.version != edit.previous_version


def test_a_first_run_lists_new_articles_up_to_a_number_and_counts_all(filled):
    report = report_of(filled, "review", 0, most=2)
    assert len(report.of("new")) == 2
    assert report.counts["new"] == report.new == report.readings
    assert report.bytes == 1_234_567


def test_a_report_tells_in_how_many_readings_each_field_has_a_value_and_by_which_rules(filled):
    report = report_of(filled, "review", 0)
    assert report.fills["title"] == report.readings
    assert report.rules["published_at"] == {"by headline updated": 1}
    assert (report.fills["body"], report.rules["body"]) == (1, {"blocks": 1})
    assert report.fills["subtitle"] == 0
    assert "subtitle" not in report.rules


def test_the_fields_of_a_report_are_all_that_rules_find_on_the_page_itself(filled):
    assert set(report_of(filled, "review").fills) == set(FIELDS) - OTHER_PAGES


def test_what_only_the_run_knew_comes_from_its_summary(tmp_path, monday):
    summary = {
        "asked": 9, "not_due": 4, "found": 2, "held": 1, "next_due_at": datetime(2026, 3, 3, 9, tzinfo=UTC),
        "why": "a budget was spent", "status": "partial", "alarms": ["3 of 9 pages failed"],
        "reasons": {"refused": {"listing": 2}, "failed": {"status 503": 3}},
        "sources": {"https://review.example/feed/": "status 404"},
    }  # fmt: skip
    with Archive.open(tmp_path) as archive:
        monday(archive).finish(**summary)
    report = report_of(tmp_path, "review")
    assert (report.due, report.not_due, report.found, report.held) == (9, 4, 2, 1)
    assert (report.status, report.why, report.next_due_at) == (
        "partial", "a budget was spent", "2026-03-03T09:00:00+00:00",
    )  # fmt: skip
    assert (report.refused, report.failed, report.skipped) == ({"listing": 2}, {"status 503": 3}, {})
    assert report.unread_sources == {"https://review.example/feed/": "status 404"}
    assert report.alarms == ("3 of 9 pages failed",)


def test_a_replay_keeps_what_the_run_knew_and_counts_its_own_readings(tmp_path, monday, make_review):
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(make_review("grain"), make_review("ports"))
        crawl.finish(asked=2, found=2, articles_new=2)
        before = run_report(archive.tables.db, crawl.run.id)
        site = Site(name="review", title="R", hosts=("review.example",), timezone="UTC", delay=1.0, revision="r")
        # The stored pages show one line, in which the reader finds another text and no title.
        list(archive.replay({"review": site}, judge=lambda _: None))
        after = run_report(archive.tables.db, crawl.run.id)
    assert (after.due, after.found, after.new) == (before.due, before.found, before.new) == (2, 2, 2)
    assert (before.readings, before.fills["title"], before.fills["body"]) == (2, 2, 0)
    assert (after.readings, after.fills["title"], after.fills["body"]) == (2, 0, 2)


def test_a_run_that_has_not_ended_has_what_is_known(tmp_path, monday, make_review):
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(make_review("grain"))
        report = run_report(archive.tables.db, crawl.run.id)
    assert (report.status, report.finished_at, report.due, report.new) == ("running", None, None, None)
    assert [each.title for each in report.of("new")] == ["Grain"]


def test_an_unknown_run_is_named(filled):
    with (
        closing(open_read_only(filled / "commentary.db")) as db,
        pytest.raises(ArchiveError, match="no run nobody-1"),
    ):
        run_report(db, "nobody-1")


def test_a_report_is_an_object_in_json(filled):
    told = json.loads(json.dumps(to_json(report_of(filled, "review"))))
    assert {each["event"] for each in told["articles"]} == {"edit", "gone"}
    assert set(told["articles"][0]) == {
        "event", "kind", "url", "id", "title", "removed", "added", "version", "previous_version",
    }  # fmt: skip


@pytest.mark.parametrize("summary", ["", "{", "[]", "null", "3", '{"reasons": 3, "sources": [], "alarms": "x"}'])
def test_a_damaged_summary_leaves_the_rest_of_a_report(filled, summary):
    with closing(sqlite3.connect(":memory:")) as db, closing(open_read_only(filled / "commentary.db")) as old:
        old.backup(db)
        db.execute("UPDATE runs SET summary = ?, events = x'ff', status = x'fffe'", (summary,))
        run = last_run_of_site(db, "review")
        report = run_report(db, run)
    assert (report.due, report.refused, report.alarms) == (None, {}, ())
    assert report.counts["edit"] == 3
