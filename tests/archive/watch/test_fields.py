from dataclasses import replace

import pytest

from archive.watch import judge
from archive.watch.fields import JUDGED_BY, first_needed
from watched import Watched

USUAL = {"title": {"css h1": 8}, "authors": {"css .byline": 7, "": 1}}
NO_AUTHORS = {"title": {"css h1": 8}, "authors": {"": 8}}
OTHER_TITLE = {"title": {"og:title": 8}, "authors": {"css .byline": 7, "": 1}}
R2 = {"revision": "r2"}
DAILY = dict.fromkeys(range(7), 4)


def test_a_field_that_is_no_longer_found_is_told_by_its_name_and_is_over_when_it_is_found_again():
    site = Watched().days(40, DAILY).days(2, DAILY, fields=NO_AUTHORS)
    assert site.open == [("fill", "authors")]
    assert (
        "authors is found in 0 % of 8 articles of the newest run, and was in 88 % of 320 readings"
        in site.alarms[0].what
    )
    assert "profile" in site.alarms[0].do
    assert site.days(3, DAILY).open == []
    assert site.told == [("fill", "authors")]


def test_a_rule_that_wins_no_more_is_told_although_the_field_is_found():
    site = Watched().days(40, DAILY).days(2, DAILY, fields=OTHER_TITLE)
    assert site.open == [("rule", "title")]
    assert "«css h1» in 100 %" in site.alarms[0].what
    assert "«og:title» finds it now" in site.alarms[0].what


def test_another_rule_of_the_same_profile_is_no_drift_and_a_general_one_is():
    first, second = ({"title": {f"x title: css {element}": 8}} for element in ("h1", ".headline"))
    site = Watched().days(40, DAILY, fields=first).days(20, DAILY, fields=second)
    assert site.told == []
    site.days(2, DAILY, fields=OTHER_TITLE)
    assert site.told == [("rule", "title")]
    assert "«og:title» finds it now" in site.alarms[0].what


def test_another_profile_is_no_drift_and_ends_one():
    assert Watched().days(40, DAILY).days(20, DAILY, fields=OTHER_TITLE, texts=R2).told == []
    site = Watched().days(40, DAILY).days(2, DAILY, fields=NO_AUTHORS)
    assert site.days(1, DAILY, texts=R2).open == []


def test_a_field_that_few_articles_have_now_and_then_is_not_told():
    site = Watched()
    for at in range(120):
        site.visit(4, fields={"subtitle": {"css .dek": 4 * (at % 5 == 0), "": 8 - 4 * (at % 5 == 0)}})
    assert site.told == []


def test_one_article_that_is_read_again_and_again_is_no_evidence():
    site = Watched()
    for _ in range(60):
        site.visit(1, fields={"authors": {"css .byline": 2}})
    for _ in range(30):
        site.visit(0, fields={"authors": {"": 1}})
    assert ("fill", "authors") not in site.told


def test_a_young_site_and_a_run_without_readings_are_not_judged():
    assert Watched().days(4, DAILY).days(5, DAILY, fields=NO_AUTHORS).told == []
    assert Watched().days(40, DAILY).visit(0, fields={}).told == []


def test_a_redesign_is_told_alone():
    event = ("redesign", "8 of 8 articles changed alike: the rule «css .byline» finds it no longer in 8")
    site = Watched().days(40, DAILY).days(3, DAILY, fields=NO_AUTHORS, events=[event])
    assert site.open == [("redesign", "")]
    assert site.alarms[0].what == f"{event[1]}."
    assert site.days(2, DAILY, texts=R2).open == []


# The rules of the profile win no more, and general ones find the same: no reading is held, and a run later what the
# articles were before is as they are now.
STOPPED = ("redesign", "the profile's rule «css h1» no longer wins in 8 articles")


def redesigned() -> Watched:
    return Watched().days(40, DAILY).days(1, DAILY, fields=OTHER_TITLE, events=[STOPPED])


@pytest.mark.parametrize(
    ("again", "is_over"),
    [
        ({"fields": OTHER_TITLE}, False),
        ({"fields": OTHER_TITLE, "texts": R2}, True),
        ({"fields": OTHER_TITLE, "is_accepted": True}, True),
        ({}, True),
    ],
)
def test_a_redesign_lasts_until_fields_are_found_again_or_somebody_has_done_something(again, is_over):
    site = redesigned().days(4, DAILY, **again)
    assert site.open == [("redesign", "")] * (not is_over)
    assert site.told == [("redesign", "")]


def test_articles_that_are_new_tell_nothing_of_a_redesign():
    site = Watched().days(40, DAILY).visit(4, events=[("redesign", "title gained «x» in 8")])
    assert site.visit(8).visit(8).open == [("redesign", "")]
    assert site.visit(4).open == []


def test_a_field_that_is_lost_long_after_a_redesign_is_told_beside_it():
    lost = {"title": {"og:title": 8}, "authors": {"": 8}}
    site = redesigned().days(30, DAILY, fields=OTHER_TITLE).days(2, DAILY, fields=lost)
    assert site.open == site.told == [("redesign", ""), ("fill", "authors")]
    before = judge(site.runs[:50])
    assert judge(site.runs, before, 50) == site.alarms


def test_a_field_that_is_lost_after_years_is_one_alarm_until_it_is_found_as_before():
    site = Watched().days(805, DAILY).days(20, DAILY, fields=NO_AUTHORS)
    (lost,) = told = judge(site.runs, (), 800)
    assert (lost.key, lost.is_open) == (("fill", "authors"), True)
    (found,) = judge(site.days(3, DAILY).runs, told, 825)
    assert (found.key, found.is_open) == (("fill", "authors"), False)


def test_only_the_runs_with_which_a_run_is_compared_need_their_fields():
    site = Watched().days(450, DAILY).days(410, DAILY, fields=NO_AUTHORS).days(5, DAILY, fields=OTHER_TITLE)
    alarms = judge(site.runs, judge(site.runs[:460], (), 450), 859)
    assert [(alarm.key, alarm.is_open) for alarm in alarms] == [
        (("fill", "authors"), False), (("rule", "title"), True)
    ]  # fmt: skip
    for last, began in ((859, 450), (860, 450), (864, 860)):
        first = first_needed([True] * began, began)
        assert first == began - JUDGED_BY
        runs = site.runs[: last + 1]
        bare = [replace(run, fields={}) if at < first else run for at, run in enumerate(runs)]
        assert judge(bare, alarms, last) == judge(runs, alarms, last)


def test_of_a_young_site_the_fields_of_all_runs_are_needed_and_runs_without_articles_do_not_count():
    assert first_needed([True] * JUDGED_BY, JUDGED_BY) == 0
    assert first_needed([True, False, False] * JUDGED_BY, 3 * JUDGED_BY - 1) == 0
    assert first_needed([True, True, False] * JUDGED_BY, 3 * JUDGED_BY) == 3 * JUDGED_BY // 2
