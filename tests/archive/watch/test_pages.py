from datetime import date

import pytest

from watched import Watched

DAILY = dict.fromkeys(range(7), 4)


def test_bodies_that_get_short_are_told_and_one_short_article_is_not():
    assert Watched().days(40, DAILY).visit(4, words=60).days(5, DAILY).told == []
    site = Watched().days(40, DAILY).days(2, DAILY, words=150)
    assert site.open == [("bodies short", "")]
    assert "The longest of the newest 7 articles or more has 300 words; 1600 are usual" in site.alarms[0].what
    assert site.days(4, DAILY).open == []


def test_bodies_of_which_most_get_short_are_told_by_more_articles():
    site = Watched().days(60, DAILY).days(7, DAILY, words=150, longest=1600)
    assert "Half of the newest 20 articles or more have at most 150 words, where 800 are usual" in site.alarms[0].what
    assert site.days(6, DAILY).open == []


def test_texts_that_are_cut_off_are_told_at_once_and_beside_a_redesign():
    events = [("cut off", "9 of 10 articles are cut off now (Subscribe)"), ("redesign", "9 of 10 changed alike")]
    assert Watched().days(5, DAILY).visit(4, events=events).open == [("bodies short", ""), ("redesign", "")]


def test_a_wall_is_told_once_while_known_articles_are_cut_off_now_and_then_and_is_over_in_a_week_without():
    event = ("cut off", "9 of 10 articles are cut off now (Subscribe)")
    site = Watched().days(5, DAILY)
    for _ in range(4):
        site.visit(4, events=[event], **{"cut off": 9}).days(6, DAILY)
    assert site.told == site.open == [("bodies short", "")]
    assert site.days(3, DAILY).open == []


def test_new_pages_with_one_text_are_told():
    site = Watched().days(40, DAILY).days(2, DAILY, alike=3)
    assert site.open == [("pages alike", "")]
    assert site.days(4, DAILY).open == []


def test_a_site_that_repeats_its_texts_always_is_not_told():
    assert Watched().days(40, DAILY, alike=3).told == []


def test_dates_that_stand_still_while_articles_come_are_told_and_not_as_silence():
    site = Watched().days(60, DAILY)
    for _ in range(10):
        site.visit({date(2019, 1, 1): 4})
    assert site.open == [("dates stand still", "")]
    assert site.days(4, DAILY).open == []


def test_old_articles_that_are_found_late_are_no_dates_that_stand_still():
    site = Watched().days(60, DAILY)
    for _ in range(10):
        site.visit({date(2019, 1, 1): 4, site.now.date(): 1})
    assert site.told == []


@pytest.mark.parametrize(("measure", "kind"), [("blocked", "blocked"), ("consent walls", "consent wall")])
def test_what_stands_before_every_page_is_told_at_once_and_alone(measure, kind):
    site = Watched().days(40, DAILY).fail(pages=10, **{measure: 10})
    assert site.open == [(kind, "")]
    assert site.fail(5, pages=10, **{measure: 10}).open == [(kind, "")]
    assert site.days(1, DAILY).open == []


def test_pages_that_a_wall_keeps_away_are_not_told_as_refused_too():
    refused = [("refused", "6 of 6 known articles are not read as articles now: 6 x consent wall")]
    site = Watched().days(40, DAILY).fail(pages=10, events=refused, **{"consent walls": 10})
    assert site.told == [("consent wall", "")]


def test_what_stands_in_the_way_is_compared_with_all_runs_before():
    site = Watched().days(40, DAILY).visit(4, blocked=3).fail(pages=10, blocked=10)
    assert site.alarms[0].what == "10 of 10 answers refuse this client or show a challenge; 1 % of 451 did before."


def test_a_young_site_that_begins_to_block_is_told_though_it_blocked_a_part_in_the_run_before():
    site = Watched().visit(4, blocked=4).fail(pages=10, blocked=10)
    assert site.told == [("blocked", "")]


def test_a_site_that_always_blocks_a_section_is_not_told():
    assert Watched().days(40, DAILY, blocked=6, pages=16).told == []


def test_a_few_blocked_pages_are_not_told():
    assert Watched().days(40, DAILY).days(5, DAILY, blocked=2).told == []


def test_pages_that_fail_are_told_by_the_second_run():
    assert Watched().days(40, DAILY).visit(4, failed=8, pages=12).told == []
    site = Watched().days(40, DAILY).days(2, DAILY, failed=8, pages=12)
    assert site.open == [("failing", "")]
    assert site.days(1, DAILY).open == []
