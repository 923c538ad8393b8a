from watched import Watched

DAILY = dict.fromkeys(range(7), 4)
A, B = {"robots": "sha1:A", "revision": "r1"}, {"robots": "sha1:B", "revision": "r1"}


def test_another_robots_txt_is_said_once():
    site = Watched().days(40, DAILY).days(1, DAILY, texts=B)
    assert site.open == [("robots changed", "")]
    assert "the same for 40 days" in site.alarms[0].what
    assert site.days(20, DAILY, texts=B).open == []
    assert site.told == [("robots changed", "")]


def test_a_robots_txt_that_comes_and_goes_or_is_made_anew_each_time_is_not():
    site = Watched().days(40, DAILY).days(1, DAILY, texts=B).days(1, DAILY).days(5, DAILY, texts=B)
    assert site.told == [("robots changed", "")]
    site = Watched()
    for at in range(60):
        site.visit(4, texts={"robots": f"sha1:{at}"})
    assert site.told == []


def test_a_robots_txt_that_could_not_be_fetched_is_no_other_one():
    assert Watched().days(40, DAILY).fail().days(5, DAILY).told == []


def test_an_outage_of_a_day_is_not_told_and_one_of_three_daily_runs_is():
    assert Watched().days(40, DAILY).fail(2).days(5, DAILY).told == []
    site = Watched().days(40, DAILY).fail(3)
    assert site.open == [("outage", "")]
    assert "Neither a page nor a list has come since 2024-02-10 04:00 UTC, in 3 runs" in site.alarms[0].what
    assert site.fail(3).visit(4).open == []


def test_an_outage_is_told_by_its_time_and_not_by_the_number_of_runs():
    site = Watched().days(40, DAILY)
    for _ in range(5):
        site.visit(0, hours=6, fields={}, texts={}, pages=0, answered=0, read=0, unchanged=0, articles=0, listings=0)
    assert site.told == []
    site.visit(0, hours=6, fields={}, texts={}, pages=0, answered=0, read=0, unchanged=0, articles=0, listings=0)
    assert site.told == [("outage", "")]


def test_a_site_that_has_never_answered_is_not_said_to_be_down():
    assert Watched().fail(5).told == []


def test_known_pages_that_are_all_gone_are_an_outage():
    site = Watched().days(40, DAILY).visit(0, is_doubtful=True)
    assert site.open == [("outage", "")]
    assert site.visit(4).open == []


def test_a_clock_is_wrong_if_two_runs_say_so():
    assert Watched().days(40, DAILY).visit(4, clock=7200).days(2, DAILY).told == []
    site = Watched().days(40, DAILY).days(2, DAILY, clock=-7200)
    assert site.open == [("clock", "")]
    assert "The site's server is 2 hours behind this machine's clock" in site.alarms[0].what
    assert site.days(1, DAILY).open == []


def test_an_event_ends_by_a_run_that_reads_pages_and_not_by_one_that_reads_none():
    event = [("redesign", "8 of 8 articles changed alike")]
    site = Watched().days(40, DAILY).visit(4, events=event)
    assert site.open == [("redesign", "")]
    assert site.visit(0, articles=0).open == [("redesign", "")]
    assert site.visit(0, articles=3).open == []


def test_an_event_that_goes_on_is_one_alarm():
    event = [("refused", "8 of 9 known articles are not read as articles now: 8 x no text")]
    assert Watched().days(9, DAILY).days(6, DAILY, events=event).told == [("refused", "")]
