"""The archive at the end of the year says what the magazine said, when it said it, and nothing else."""

import json
import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

from almanac import PAYWALL_AT, ZONE, crawled_at, is_down
from simulated_year import LOOK_AGAIN

from contents import content_of

NEXT_YEAR = crawled_at(date(2025, 1, 2))
SHOWN = """
SELECT captures.url, captures.captured_at, title, authors, published_at, body_text, views, held, outcome, reason
FROM captures JOIN readings ON readings.capture = captures.id
    LEFT JOIN versions ON versions.id = ifnull(readings.part, readings.version)
WHERE source_kind IS NULL ORDER BY captures.captured_at, captures.id
"""
# How runs end that do not end well: exit code, status, kinds of events.
TROUBLE = {
    # The profile's rules fit the new theme no longer, until they are mended on the third day.
    date(2024, 5, 13): (3, "finished", ["redesign"]),
    date(2024, 5, 14): (0, "finished", ["redesign"]),
    # robots.txt disallows a source, until the profile names it no more.
    date(2024, 6, 10): (3, "finished", []),
    date(2024, 6, 11): (3, "finished", []),
    # The silence of the holiday is told.
    date(2024, 8, 13): (3, "finished", []),
    # Nothing answers but errors.
    date(2024, 8, 20): (4, "finished", []),
    date(2024, 8, 21): (4, "finished", []),
    date(2024, 8, 22): (4, "finished", []),
    date(2024, 10, 7): (3, "finished", ["cut off"]),
}
# Alarms that begin and that end with a day's crawl, as who looks at them each day sees it.
ALARMS = {
    date(2024, 5, 13): ({"redesign"}, set()),
    date(2024, 5, 15): (set(), {"redesign"}),
    date(2024, 6, 10): ({"robots changed"}, set()),
    date(2024, 6, 11): (set(), {"robots changed"}),
    date(2024, 8, 13): ({"volume low"}, set()),
    date(2024, 8, 22): ({"outage"}, set()),
    date(2024, 8, 23): (set(), {"outage"}),
    date(2024, 8, 30): (set(), {"volume low"}),
    date(2024, 10, 7): ({"bodies short"}, set()),
}
# The spring has few runs before, so that all articles that are due meet the new theme on one day.
IN_SPRING = {date(2024, 5, 14): (0, "finished", [])}
# Moments of publication, with the site's day and its offset then.
ODD_DATES = {
    "2024-02-29T22:40:00+00:00": ("2024-02-29", "+01:00"),
    "2024-02-29T23:10:00+00:00": ("2024-03-01", "+01:00"),
    "2024-03-31T01:10:00+00:00": ("2024-03-31", "+02:00"),
    "2024-10-27T01:30:00+00:00": ("2024-10-27", "+01:00"),
}


def runs_with_answers(year):
    return [moment for moment in year.moments if not is_down(moment)]


def first_run(moment, runs):
    """Return the first of these moments that is not before a moment, None if there is none."""
    return next((run for run in runs if run >= moment), None)


def is_cut(essay, moment, first_seen):
    """Tell whether a page shows only the beginning of an essay that the archive has whole."""
    return moment >= PAYWALL_AT > first_seen


def counted(year):
    """Return for each essay what its readings count for: moments and shown texts, without those that are cut off."""
    for path, moments in year.looked_at.items():
        essay = year.almanac.by_path[path]
        yield essay, [(at, essay.shown(at)) for at in moments if not is_cut(essay, at, moments[0])]


def expected_edits(year):
    """Return what the archive can have seen of edits: path, moment of the crawl, and the columns that differ."""
    edits = []
    for essay, seen in counted(year):
        for (_, before), (at, after) in pairwise(seen):
            columns = {"title": before.title != after.title, "authors": before.authors != after.authors}
            columns["body_text"] = before.paragraphs != after.paragraphs
            if any(columns.values()):
                edits.append((essay.path, at, sorted(name for name, differs in columns.items() if differs)))
    return sorted(edits)


def test_every_essay_is_in_the_archive_from_the_first_crawl_after_its_publication_on(year):
    there = dict(year.rows("SELECT url, first_captured_at FROM articles"))
    expected = {
        year.site.base + essay.path: first_run(essay.published_at, runs_with_answers(year))
        for essay in year.almanac.essays
        if essay.published_at <= year.moments[-1]
    }
    assert {url: year.moment_of(at) for url, at in there.items()} == {
        url: at for url, at in expected.items() if at is not None and year.essay_at(url).is_out(at)
    }


def test_every_page_was_read_as_what_it_showed_on_its_day(year):
    first_seen = {path: moments[0] for path, moments in year.looked_at.items() if moments}
    wrong = []
    for url, captured_at, title, authors, published_at, text, views, held, outcome, reason in year.rows(SHOWN):
        essay, moment = year.essay_at(url), year.moment_of(captured_at)
        shown = essay.shown(moment)
        read = (outcome, title, authors, published_at, text, views)
        expected = (
            "article",
            shown.title,
            json.dumps(list(shown.authors), ensure_ascii=False),
            essay.published_at.isoformat(),
            "\n\n".join(shown.paragraphs),
            essay.views(moment),
        )
        is_held = is_cut(essay, moment, first_seen[essay.path])
        if read != expected or (held is not None) != is_held:
            wrong.append(
                (
                    essay.path,
                    moment.date(),
                    held,
                    reason,
                    *(pair for pair in zip(read, expected, strict=True) if len(set(pair)) > 1),
                )
            )
    assert wrong == []


def test_the_beginning_that_a_paywall_leaves_replaces_no_whole_text(year):
    texts = dict(year.rows("SELECT url, body_text FROM articles JOIN versions ON versions.id = articles.version"))
    expected = {
        year.site.base + essay.path: "\n\n".join(seen[-1][1].paragraphs) for essay, seen in counted(year) if seen
    }
    assert texts == expected
    whole = [url for url in texts if year.essay_at(url).published_at < PAYWALL_AT - timedelta(days=2)]
    assert all(len(texts[url].split("\n\n")) > 3 for url in whole)


def test_the_edits_are_those_of_the_authors_on_the_days_of_the_crawls_that_saw_them(year):
    rows = year.rows("SELECT article, changed_at, changed FROM changes WHERE change = 'edit'")
    found = [
        (url.removeprefix(year.site.base), year.moment_of(at), sorted({*json.loads(changed)} - {"word_count"}))
        for url, at, changed in rows
    ]
    assert sorted(found) == expected_edits(year)


def test_the_year_has_edits_of_each_kind_and_around_each_event(year):
    seen = {f"{at:%m-%d}" for _, at, _ in expected_edits(year)}
    expected = {"01-10", "01-16", "02-07", "03-01", "03-31", "05-07", "05-14", "06-12", "07-17", "07-18"}
    expected |= {"09-21", "10-16", "11-14", "12-25"}
    assert expected & {f"{at:%m-%d}" for at in year.moments} <= seen


def test_an_edit_that_the_site_tells_of_is_seen_by_the_next_crawl(year):
    looked = year.looked_at
    missed = [
        (essay.path, edit)
        for essay in year.almanac.essays
        for edit in essay.edits
        if edit.announced
        and (run := first_run(edit.at, runs_with_answers(year))) is not None
        and run not in looked[essay.path]
    ]
    assert missed == []


def test_no_essay_waits_longer_than_the_profile_says(year):
    late = []
    for essay in year.almanac.essays:
        last = None
        seen = year.looked_at[essay.path]
        for at in runs_with_answers(year):
            if not essay.is_out(at):
                last = None
                continue
            age = at - essay.published_at
            days = next(every for _, limit, every in LOOK_AGAIN if limit is None or age < timedelta(days=limit))
            if seen and is_cut(essay, at, seen[0]):
                # What a wall cuts off is asked for at intervals that grow up to a week.
                days = max(days, 7)
            if at in seen:
                last = at
            elif last is None or at - last >= timedelta(days=days):
                late.append((essay.path, at, last))
    assert late == []


def test_what_was_withdrawn_is_gone_and_what_returned_is_back_on_the_right_days(year):
    rows = year.rows("SELECT url, absences.gone_at, back_at, status FROM absences JOIN articles ON id = article")
    found = {
        url.removeprefix(year.site.base): (year.moment_of(gone), back and year.moment_of(back), status)
        for url, gone, back, status in rows
    }
    runs = runs_with_answers(year)
    assert found == {
        essay.path: (first_run(essay.withdrawn[0], runs), first_run(essay.withdrawn[1], runs), essay.withdrawn[2])
        for essay in year.almanac.essays
        if essay.withdrawn and first_run(essay.withdrawn[0], runs)
    }


def test_dates_around_the_leap_day_and_the_ends_of_summer_time_are_those_of_the_site(year):
    rows = year.rows("SELECT published_at, published_day, published_offset FROM articles ORDER BY published_at")
    found = {at: (day, offset) for at, day, offset in rows}
    last = year.moments[-1].isoformat()
    assert all(found[at] == expected for at, expected in ODD_DATES.items() if at < last)
    for at, (day, offset) in found.items():
        local = datetime.fromisoformat(at).astimezone(ZONE)
        assert (day, offset) == (f"{local:%Y-%m-%d}", local.isoformat()[-6:])


def test_the_counts_of_views_are_those_of_each_day(year):
    rows = year.rows("SELECT article, captured_at, views FROM view_counts")
    found = Counter((url.removeprefix(year.site.base), year.moment_of(at), views) for url, at, views in rows)
    expected = Counter((essay.path, at, essay.views(at)) for essay, seen in counted(year) for at, _ in seen)
    assert found == expected


def test_comments_are_there_from_the_first_look_on_and_do_not_go(year):
    rows = year.rows(
        "SELECT url, comment_history.author, text, first_seen_at, ended FROM comment_history"
        " JOIN articles ON articles.id = comment_history.article"
    )
    found = sorted(
        (url.removeprefix(year.site.base), author, text, year.moment_of(at), ended)
        for url, author, text, at, ended in rows
    )
    expected = sorted(
        (essay.path, remark.author, remark.text, first, None)
        for essay, seen in counted(year)
        for remark in essay.remarks
        if (first := first_run(remark.at, [at for at, _ in seen])) is not None
    )
    assert found == expected


def test_a_run_reports_the_requests_that_the_site_saw(year):
    reported = [(run.summary["requests"], run.summary["statuses"]) for run in year.runs]
    seen = [
        (len(run.asked), {str(status): n for status, n in Counter(s for s, _ in run.asked).items()})
        for run in year.runs
    ]
    assert reported == [(count, dict(sorted(statuses.items()))) for count, statuses in seen]


def test_the_runs_ended_as_their_days_were(year):
    found = {run.day: (run.code, run.status, [event["kind"] for event in run.events]) for run in year.runs}
    trouble = TROUBLE if year.is_whole else TROUBLE | IN_SPRING
    # Behind the wall there are former essays each day.
    usual = {run.day: (0, "finished", ["cut off"] if run.moment >= PAYWALL_AT else []) for run in year.runs}
    expected = {day: trouble.get(day, usual[day]) for day in usual}
    assert {day: found[day] for day in found if found[day] != expected[day]} == {}


def test_alarms_begin_and_end_on_the_right_days_and_there_is_no_other(year):
    found = {run.day: (run.began, run.ended) for run in year.runs}
    expected = {run.day: ALARMS.get(run.day, (set(), set())) for run in year.runs}
    assert {day: found[day] for day in found if found[day] != expected[day]} == {}


def test_replay_makes_the_same_tables(year, tmp_path):
    copy = shutil.copytree(year.data, tmp_path / "data")
    before = content_of(copy)
    (copy / "commentary.db").unlink()
    done = year.clock.run(NEXT_YEAR, "replay", data=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    after = content_of(copy)
    assert [name for name in before if before[name] != after[name]] == []


def test_the_archive_is_verified(year):
    done = year.clock.run(NEXT_YEAR, "verify", data=year.data)
    assert done.returncode == 0, done.stdout + done.stderr
