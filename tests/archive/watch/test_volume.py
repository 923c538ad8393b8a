from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.watch.tails import chance_of_at_least, chance_of_at_most
from watched import Watched

DAILY = dict.fromkeys(range(7), 4)
WORKDAYS = dict.fromkeys(range(5), 3)
MONDAYS = {0: 8}


def test_a_site_that_publishes_on_mondays_only_is_quiet_on_all_other_days():
    assert Watched().days(400, MONDAYS).told == []


def test_a_site_that_falls_silent_is_told_within_a_week_once_and_is_over_when_it_publishes_again():
    site = Watched().days(120, DAILY).days(7, {})
    assert site.told == [("volume low", "")]
    assert "The newest article is of 2024-04-29" in site.alarms[0].what
    site.days(20, {}).days(7, DAILY)
    (alarm,) = site.alarms
    assert alarm.ended_run is not None
    assert alarm.began_at < alarm.ended_at


def test_a_weekend_and_a_missed_monday_are_no_silence():
    assert Watched().days(100, WORKDAYS).told == []
    assert Watched().days(100, MONDAYS).days(7, {}).days(60, MONDAYS).told == []


def test_two_missed_mondays_are():
    assert Watched().days(100, MONDAYS).days(15, {}).told == [("volume low", "")]


def test_a_young_site_is_not_judged():
    assert Watched().days(10, DAILY).days(10, {}).told == []


def test_a_site_of_one_article_now_and_then_is_not_judged_by_a_month_without():
    site = Watched()
    for _ in range(12):
        site.days(10, {}).visit(1)
    assert site.days(30, {}).told == []


def test_the_same_weeks_of_the_year_before_excuse_a_pause():
    site = Watched().days(210, DAILY).days(31, {})
    assert site.told == [("volume low", "")]
    site.days(334, DAILY).days(30, {})
    assert site.told == [("volume low", "")], "the second August is not told"


def test_a_silence_at_another_time_of_the_year_is_told_all_the_same():
    site = Watched().days(210, DAILY).days(31, {}).days(200, DAILY).days(14, {})
    assert site.told == [("volume low", "")] * 2


def test_a_pause_that_is_over_is_not_told_again_by_the_weeks_around_it():
    site = Watched().days(200, DAILY).days(31, {}).days(12, DAILY)
    site.days(4, {}).days(30, DAILY)
    assert site.told == [("volume low", "")]


def test_half_of_the_articles_missing_for_weeks_is_told():
    whole, half = dict.fromkeys(range(7), 20), dict.fromkeys(range(7), 10)
    site = Watched().days(100, whole)
    # The days on which the machine is off, and which its site's lists no longer have, are none with few articles.
    site.visit(20, hours=24 * 15).days(100, whole).days(28, half)
    (alarm,) = site.alarms
    assert (alarm.key, alarm.is_open) == (("volume low", ""), True)
    assert "were to be expected" in alarm.what


def test_runs_of_any_interval_see_the_same_days():
    for hours in (6, 24, 168):
        site = Watched()
        published = 0
        while published < 200:
            before = site.now
            days = [
                before.date() + timedelta(days=at) for at in range((before + timedelta(hours=hours) - before).days)
            ]
            if hours == 6:
                days = [before.date() - timedelta(days=1)] if before.hour == 4 else []
            site.visit(dict.fromkeys(days, 4), hours=hours)
            published += max(1, hours // 24) if days else 0
        assert site.told == [], hours
        for _ in range(21 * 24 // hours):
            site.visit(0, hours=hours)
        assert site.told == [("volume low", "")], hours


def test_a_machine_that_was_off_for_weeks_makes_no_silence():
    site = Watched().days(120, DAILY)
    site.visit(4, hours=24 * 21).days(30, DAILY)
    assert site.told == []


def test_a_site_that_was_down_is_not_silent_too():
    site = Watched().days(120, DAILY).fail(9).days(30, DAILY)
    assert site.told == [("outage", "")]


def test_articles_found_late_count_on_their_day():
    site = Watched().days(120, DAILY)
    lost = [site.now.date() + timedelta(days=at) for at in range(3)]
    site.days(3, {}).visit(dict.fromkeys(lost, 4)).days(10, DAILY)
    assert site.told == []


def test_old_articles_found_by_the_first_runs_are_no_level():
    site = Watched()
    old = [date(2020, 1, 1) + timedelta(days=3 * at) for at in range(400)]
    for at in range(8):
        site.visit(dict.fromkeys(old[50 * at : 50 * at + 50], 2))
    assert site.days(120, {2: 1}).told == []


def test_a_flood_is_told_and_a_busy_day_is_not():
    assert Watched().days(120, DAILY).visit(11).days(10, DAILY).told == []
    site = Watched().days(120, DAILY).days(2, dict.fromkeys(range(7), 90))
    assert site.open == [("volume high", "")]
    assert site.days(21, DAILY).open == []


def test_a_site_that_is_no_longer_crawled_whole_is_not_silent_while_articles_without_a_date_come():
    site = Watched().days(120, DAILY)
    for _ in range(20):
        site.visit({}, new=4, undated=4)
    assert site.told == []


@given(st.floats(0.1, 60), st.floats(1, 8), st.integers(0, 80))
def test_chances_of_counts_add_up(mean, dispersion, count):
    below, above = chance_of_at_most(count, mean, dispersion), chance_of_at_least(count + 1, mean, dispersion)
    assert 0 <= below <= 1
    assert abs(below + above - 1) < 1e-6


def test_chances_are_those_of_known_distributions():
    # Poisson with the mean 2: 3 e^-2. Negative binomial with the mean 2 and the variance 4 is geometric sums: 1/4.
    assert abs(chance_of_at_most(1, 2, 1) - 0.40600584970983794) < 1e-12
    assert abs(chance_of_at_most(0, 2, 2) - 0.25) < 1e-12
    assert chance_of_at_most(0, 0, 1) == 1
    assert chance_of_at_least(1, 0, 1) == 0
    assert chance_of_at_least(0, 3, 1) == 1
