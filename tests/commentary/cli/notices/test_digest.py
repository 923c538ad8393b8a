"""A digest lists what happened on the days of the site, the same each time, and lets no page write into it."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ask import ArticleChange
from archive.schema import add_cut_words, add_form_functions
from commentary.cli.notices import digest_html, digest_text, read_digest, read_zones
from commentary.cli.notices.digest import Digest, SiteDigest, Zone, due_span, last_day, span_of, span_with
from commentary.cli.notices.digest_text import MAX_LISTED
from commentary.cli.notices.message import site_page

MONDAY = date(2026, 3, 2)
NEW_YORK = ZoneInfo("America/New_York")
BASE = "https://archive.example/commentary/"


@pytest.fixture
def days(changed_at):
    """A copy of the archive of two crawls; the first was on Sunday evening in New York, the second on Monday."""
    # Midnight in New York is at 05:00 UTC.
    data = changed_at("2026-03-02T04:59:59+00:00", "2026-03-02T05:00:00+00:00")
    (data / "sites" / "demo.toml").write_text(
        re.sub(
            r'timezone = ".*"', 'timezone = "America/New_York"', (data / "sites" / "demo.toml").read_text("utf-8")
        ),
        "utf-8",
    )
    return data


def counts(digest):
    return {event: digest.count(event) for event in ("new", "edit", "gone", "back")}


def test_a_change_counts_on_the_day_of_its_site(days):
    zones = read_zones(days)
    sunday, monday = (read_digest(days, day, day, zones=zones) for day in (MONDAY - timedelta(days=1), MONDAY))
    assert counts(sunday)["edit"] == 0 < counts(sunday)["new"]
    assert counts(monday)["edit"] > 0 < counts(monday)["gone"]
    both = read_digest(days, MONDAY - timedelta(days=1), MONDAY, zones=zones)
    assert counts(both) == {event: counts(sunday)[event] + counts(monday)[event] for event in counts(both)}
    in_utc = read_digest(days, MONDAY, MONDAY, zones={})
    assert counts(in_utc) == counts(both)
    assert [site.zone for site in in_utc.sites] == ["UTC"]


def test_another_site_has_no_part_in_it(days):
    assert read_digest(days, MONDAY, MONDAY, zones=read_zones(days), site="elsewhere").sites == ()
    assert len(read_digest(days, MONDAY, MONDAY, zones=read_zones(days), site="demo").sites) == 1


def test_an_edit_has_its_class_and_the_title_of_then(days):
    with closing(sqlite3.connect(days / "commentary.db")) as db:
        add_form_functions(db)
        add_cut_words(db)
        of_edits = "SELECT version FROM changes WHERE change = 'edit'"
        titles = dict(db.execute(f"SELECT id, title FROM versions WHERE id IN ({of_edits})").fetchall())  # noqa: S608
        db.execute("UPDATE articles SET title = 'Renamed since'")
        db.commit()
    (site,) = read_digest(days, MONDAY, MONDAY, zones=read_zones(days)).sites
    assert {change.version: change.title for change in site.changes["edit"]} == titles
    text = digest_text(read_digest(days, MONDAY, MONDAY, zones=read_zones(days)))
    for change in site.changes["edit"]:
        assert f"  {change.title} ({change.kind}: " in text


def test_the_same_archive_gives_the_same_digest(days, commentary):
    words = ("digest", "--of", "2026-03-02", "--data", days)
    # Each is a process with another order of its sets.
    said = [commentary(*words, *more).stdout for more in ((), (), ("--html",), ("--html",))]
    assert said[0] == said[1] != said[2] == said[3]
    assert said[0].startswith("Digest of 2026-03-02: ")
    week = commentary("digest", "--week", "--of", "2026-03-08", "--data", days)
    assert week.stdout.startswith("Digest of 2026-03-02 to 2026-03-08: ")


def test_the_last_day_that_is_over_is_asked_for_by_default(days, commentary):
    said = commentary("digest", "--data", days)
    yesterday = datetime.now(NEW_YORK).date() - timedelta(days=1)
    assert (said.returncode, said.stdout) == (0, f"Digest of {yesterday}: nothing changed\n")


def test_a_site_that_is_not_there_is_told_by_its_name(days, commentary):
    said = commentary("digest", "--site", "dmo", "--data", days)
    assert said.returncode == 1
    assert "there is no site 'dmo'" in said.stderr


HOSTILE = 'Free <b>beer</b> & "wine"</a><script>alert(1)</script>\r\nBcc: everybody@example.org \x1b[2J\u202e'


def change(event="new", **other):
    kind = "headline" if event == "edit" else event
    given = {"site": "demo", "article": "https://example.org/a?b=1&c=\"2'", "id": 17, "title": HOSTILE} | other
    return ArticleChange(changed_at="2026-03-02T06:00:00+00:00", event=event, kind=kind, capture="c", **given)


def digest_of(*changes, **other):
    events = {each.event: tuple(one for one in changes if one.event == each.event) for each in changes}
    given = {"site": "demo", "title": "The <i>Demo</i>", "zone": "UTC", "changes": events} | other
    return Digest(first=MONDAY, last=MONDAY, sites=(SiteDigest(**given),))


def test_nothing_of_a_page_is_markup():
    digest = digest_of(change(), change("edit", removed=1, added=2), change("gone", reason="<img src=x>"))
    tree = lxml.html.document_fromstring(digest_html(digest))
    assert {element.tag for element in tree.iter()} == {
        "html", "head", "meta", "title", "body", "h1", "h2", "h3", "p", "ul", "li", "a",
    }  # fmt: skip
    assert {link.get("href") for link in tree.iter("a")} == {"https://example.org/a?b=1&c=\"2'"}
    shown = 'Free <b>beer</b> & "wine"</a><script>alert(1)</script> Bcc: everybody@example.org \\x1b[2J\\u202e'
    assert [item.text_content() for item in tree.iter("li")] == [
        shown, f"{shown} (headline: -1 +2 words)", f"{shown} (<img src=x>)",
    ]  # fmt: skip
    text = digest_text(digest)
    assert not re.search(r"^Bcc|[\x00-\x09\x0b-\x1f\u202e]", text, re.MULTILINE)
    assert f"  {shown} (headline: -1 +2 words)\n    https://example.org/a?b=1&c=\"2'\n" in text


def test_what_is_no_address_of_the_web_is_no_link():
    html = digest_html(digest_of(change(article="javascript:alert(1)")))
    assert list(lxml.html.document_fromstring(html).iter("a")) == []


def test_links_lead_to_the_served_archive_if_its_address_is_known():
    digest = digest_of(change(), change("gone", reason="status 410"))
    tree = lxml.html.document_fromstring(digest_html(digest, base_url=BASE))
    assert [link.get("href") for link in tree.iter("a")] == [
        f"{BASE}-/site/demo", f"{BASE}-/a/a0000000000h", f"{BASE}-/a/a0000000000h",
    ]  # fmt: skip
    assert f"\n    {BASE}-/a/a0000000000h\n" in digest_text(digest, base_url=BASE)


def test_the_page_of_a_site_is_at_the_address_that_datasette_knows():
    assert site_page("a b/c.d_é", BASE) == f"{BASE}-/site/a+b~2Fc~2Ed_~C3~A9"
    assert (site_page("", BASE), site_page("demo", None)) == (BASE, "")


def test_the_first_crawl_of_a_large_site_makes_no_endless_mail():
    digest = digest_of(*(change(id=number, title=f"Title {number}") for number in range(MAX_LISTED + 1234)))
    more = "and 1,234 more: `commentary changes --site demo --class new --since 2026-03-02 --until 2026-03-02`"
    for written in (digest_text(digest), digest_html(digest)):
        assert written.count("Title ") == MAX_LISTED
        assert more in written


def test_a_day_is_over_when_it_is_over_at_every_site():
    zones = [ZoneInfo("Asia/Tokyo"), NEW_YORK]
    assert last_day(datetime(2026, 3, 3, 4, 59, tzinfo=UTC), zones) == MONDAY - timedelta(days=1)
    assert last_day(datetime(2026, 3, 3, 5, 0, tzinfo=UTC), zones) == MONDAY
    assert last_day(datetime(2026, 3, 3, 0, 0, tzinfo=UTC), []) == MONDAY


def test_a_week_is_of_monday_to_sunday():
    week = (MONDAY, MONDAY + timedelta(days=6))
    assert {span_of("weekly", MONDAY + timedelta(days=number)) for number in range(6, 13)} == {week}
    assert {span_with("weekly", MONDAY + timedelta(days=number)) for number in range(7)} == {week}
    assert span_of("daily", MONDAY) == span_with("daily", MONDAY) == (MONDAY, MONDAY)


@given(st.sampled_from(["daily", "weekly"]), st.lists(st.integers(0, 20), max_size=30))
def test_each_day_is_in_one_digest_however_the_runs_come(every, pauses):
    digested, told, today = None, [], MONDAY
    for pause in pauses:
        today += timedelta(days=pause)
        span = due_span(every, today, digested)
        if span is not None:
            told += [span[0] + timedelta(days=number) for number in range((span[1] - span[0]).days + 1)]
        digested = max(filter(None, (digested, span_of(every, today)[1])))
    start = span_of(every, MONDAY + timedelta(days=pauses[0] if pauses else 0))[1]
    assert told == [start + timedelta(days=number + 1) for number in range(len(told))]
    assert not pauses or not told or told[-1] == span_of(every, today)[1]


def test_days_follow_one_another_also_where_the_clock_is_changed():
    # In Cairo the clock skips the first hour of a day; in Havana it has it twice.
    for name, first in (("Africa/Cairo", date(2026, 4, 23)), ("America/Havana", date(2026, 10, 30))):
        zone = Zone(title="", zone=ZoneInfo(name))
        ends = [datetime.combine(first + timedelta(days=n), datetime.min.time(), zone.zone) for n in range(5)]
        in_utc = [end.astimezone(UTC) for end in ends]
        assert in_utc == sorted(set(in_utc))


def test_a_change_of_a_site_without_a_title_has_a_name():
    digest = digest_of(replace(change(), title=None))
    assert "  Untitled\n" in digest_text(digest)
