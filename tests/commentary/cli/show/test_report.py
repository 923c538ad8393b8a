"""The report of a run as text, and the titles in the summary after a crawl."""

from dataclasses import replace

from archive.report import ChangedArticle, RunReport
from archive.watch import Alarm
from commentary.cli.show.report import changed_lines, report_text
from commentary.cli.show.run import summary_text
from crawler.ledger import Summary

EMPTY = dict.fromkeys(("new", "edit", "gone", "back", "renamed"), 0)


def make_report(**values):
    known = dict.fromkeys(RunReport.__dataclass_fields__)
    known |= {"run": "r-1", "site": "demo", "status": "finished", "started_at": "2026-03-02T09:00:00+00:00"}
    known |= {"why": "", "doubtful": False, "counts": EMPTY, "articles": (), "readings": 0, "alarms": ()}
    known |= {"open_alarms": (), "ended_alarms": ()}
    known |= {name: {} for name in ("refused", "failed", "skipped", "unread_sources", "fills", "rules")}
    return RunReport(**known | values)


def edit(title, kind="typo", event="edit"):
    return ChangedArticle(event=event, kind=kind, url=f"https://a.example/{title}/", id=1, title=title)


def test_a_report_tells_all_that_a_run_did():
    report = make_report(
        seconds=61, bytes=2_000_000, requests=9, due=5, not_due=3, found=2, new=1, changed=1, unchanged=3, held=0,
        counts=EMPTY | {"new": 1, "edit": 1, "gone": 1},
        articles=(edit("Fresh", "new", "new"), edit("Grain"), edit("Ports", "gone", "gone")),
        refused={"listing": 1, "no text": 4}, failed={"status 503": 2},
        unread_sources={"https://a.example/feed/": "status 404"},
        readings=300, fills={"title": 300, "authors": 299, "views": 0},
        rules={"title": {"css h1": 290, "og:title": 10}},
        next_due_at="2026-03-03T09:00:00+00:00", alarms=("Look at it",),
    )  # fmt: skip
    text = report_text(report)
    assert text.splitlines()[:12] == [
        "demo: finished",
        "run       r-1",
        "started   2026-03-02 09:00:00 UTC, 1 min 1 s",
        "pages     5 due, 3 known ones not due, 2 found for the first time",
        "articles  1 new, 1 changed, 3 unchanged, 1 gone",
        "new       Fresh",
        "changed   typo: Grain",
        "gone      Ports",
        "refused   4 x no text",
        "          1 x listing",
        "failed    2 x status 503",
        "not read  https://a.example/feed/: status 404",
    ]
    assert "of 300 readings: title 100%, subtitle 0%, authors 99%, " in text
    assert "\nrules     title: css h1 290, og:title 10\n" in text
    assert "\nreceived  2.0 MB by 9 requests\nnext due  2026-03-03 09:00 UTC\nALARM: Look at it" in text


def test_a_report_tells_which_alarms_are_open_with_what_to_do_and_which_are_over():
    alarm = Alarm(
        id=1, site="demo", kind="fill", subject="authors", what="authors is found in 0 % of 9 articles.",
        do="Mend the rules.", began_run="r-1", began_at="2026-03-02T09:00:00+00:00",
    )  # fmt: skip
    over = replace(alarm, kind="blocked", subject="", what="9 of 9 answers refuse this client.", ended_run="r-1")
    assert report_text(make_report(open_alarms=(alarm,), ended_alarms=(over,))).splitlines()[-3:] == [
        "ALARM: fill of authors: authors is found in 0 % of 9 articles. (since 2026-03-02 09:00 UTC)",
        "  Mend the rules.",
        "the alarm is over: blocked: 9 of 9 answers refuse this client. (since 2026-03-02 09:00 UTC)",
    ]


def test_of_many_changes_the_first_are_named_and_the_others_counted():
    many = make_report(articles=tuple(edit(f"Essay {n}") for n in range(5)), counts=EMPTY | {"edit": 9, "gone": 2})
    assert list(changed_lines(many, 5))[-3:] == [("", "typo: Essay 4"), ("", "and 4 more"), ("gone", "2 articles")]
    assert list(changed_lines(make_report(counts=EMPTY | {"back": 1}), 5)) == [("back", "1 article")]
    assert list(changed_lines(make_report(), 5)) == []


def test_a_run_that_did_not_end_tells_what_is_known():
    assert report_text(make_report(status="interrupted")).splitlines()[1:] == [
        "run       r-1",
        "started   2026-03-02 09:00:00 UTC",
        "articles  not counted",
    ]


def test_titles_do_not_act_on_the_terminal():
    report = make_report(articles=(edit("Clear \x1b[2J\nthe screen"),), counts=EMPTY | {"edit": 1})
    assert "\x1b" not in report_text(report)
    assert "Clear \\x1b[2J\\nthe screen" in report_text(report)


def test_a_summary_names_what_changed_and_is_not_longer_than_its_counts():
    host = {
        "requests": 9,
        "statuses": {"200": 9},
        "bytes": 10,
        "waited_seconds": 1,
        "delay_seconds": 1,
        "refusals": 0,
    }
    summary = Summary(
        run="r-1", site="demo", status="finished", seconds=1, pages=9, requests=9, articles_changed=6,
        hosts={"a.example": host},
    )  # fmt: skip
    many = make_report(articles=tuple(edit(f"Essay {n}") for n in range(5)), counts=EMPTY | {"edit": 6, "renamed": 1})
    assert summary_text(summary, many).splitlines()[1:] == [
        "articles  0 new, 6 changed, 0 unchanged, 1 renamed",
        "changed   typo: Essay 0",
        *(f"          typo: Essay {n}" for n in range(1, 5)),
        "          and 1 more",
        "renamed   1 article",
        "listings  0 sitemaps, feeds and listings read",
        "requests  a.example: 9 (9 x 200), 10 bytes, waited 1.0 s in all, delay 1.0 s at the end",
        "received  0 bytes in 1.0 s",
        "run       r-1",
    ]
