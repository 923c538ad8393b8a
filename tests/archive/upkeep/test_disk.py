"""When the disk is full is told by what the last runs took, and one large run changes little."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store import Archive
from archive.upkeep import Forecast, RunSize, bytes_a_day, disk_findings, forecast
from numbered import NOON, SITE, write

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def daily(*sizes: int, site: str = "x", every: timedelta = DAY) -> list[RunSize]:
    return [RunSize(site=site, started_at=MONDAY + each * every, bytes=size) for each, size in enumerate(sizes)]


def test_the_first_run_fetches_all_and_tells_nothing_of_a_day():
    assert bytes_a_day(daily(9_000_000), MONDAY + DAY) is None
    assert bytes_a_day([], MONDAY) is None
    assert bytes_a_day(daily(9_000_000, 1000, 3000), MONDAY + 2 * DAY) == 2000


def test_runs_four_times_a_day_are_added_up():
    runs = daily(9_000_000, *[250] * 8, every=DAY / 4)
    assert bytes_a_day(runs, MONDAY + 2 * DAY) == 1000


def test_one_large_run_counts_as_one_of_middle_size():
    assert bytes_a_day(daily(9, 1000, 1000, 50_000_000, 1000), MONDAY + 4 * DAY) == 1000


def test_runs_every_ten_minutes_are_added_up_over_a_whole_day():
    runs = daily(9_000_000, *[10] * 1000, every=DAY / 144)
    assert bytes_a_day(runs, MONDAY + 1000 * DAY / 144) == 1440


def test_two_runs_within_minutes_are_not_taken_for_hundreds_a_day():
    assert bytes_a_day(daily(9, 1000, every=DAY / 288), MONDAY + DAY / 100) == 1000


def test_a_site_that_is_crawled_no_longer_counts_less_from_day_to_day():
    runs = daily(9, *[1000] * 10)
    assert bytes_a_day(runs, MONDAY + 10 * DAY) == 1000
    assert bytes_a_day(runs, MONDAY + 100 * DAY) == 100


def test_sites_are_added_up_and_one_that_ran_once_is_left_out():
    runs = daily(9, 1000) + daily(9, 500, site="y") + daily(9, site="z")
    assert bytes_a_day(runs, MONDAY + DAY) == 1500


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=40), st.integers(0, 400))
def test_a_pace_lies_between_nothing_and_the_largest_run_of_each(sizes, days):
    pace = bytes_a_day(daily(*sizes), MONDAY + days * DAY)
    assert pace is not None
    assert 0 <= pace <= sum(sizes[1:])


def of(free: int, a_day: float | None = None, database: int = 0) -> str:
    full = date(2026, 5, 1) if a_day else None
    found = Forecast(free=free, warcs=1, database=database, bytes_a_day=a_day, full_on=full)
    (finding,) = disk_findings(found)
    assert (finding.kind, finding.subject, finding.do == "") == ("disk", "", finding.level == "fine")
    return finding.level


@pytest.mark.parametrize(
    ("free", "a_day", "database", "level"),
    [
        (10**12, None, 10**9, "fine"),
        (10**12, 10**9, 10**9, "fine"),
        (31 * 10**9, 10**9, 10**9, "fine"),
        (29 * 10**9, 10**9, 10**9, "warning"),
        (2 * 10**9, 10**9, 10**9, "error"),
        (99_000_000, None, 0, "error"),
        (500_000_000, 1.0, 450_000_000, "warning"),
        (500_000_000, 1.0, 350_000_000, "fine"),
    ],
)
def test_below_thirty_days_is_a_warning_and_below_three_an_error(free, a_day, database, level):
    assert of(free, a_day, database) == level


def test_an_archive_is_forecast_by_its_warc_files_and_the_database_beside_them(tmp_path):
    with Archive.open(tmp_path) as archive:
        for day in range(3):
            run = archive.start_run(SITE, started_at=NOON + day * DAY)
            for number in range(1, 5):
                archive.tables.add_capture(write(run.warc, number))
            archive.finish_run(run, {})
    sizes = [path.stat().st_size for path in sorted((tmp_path / "warc").iterdir())]
    found = forecast(tmp_path, NOON + 2 * DAY)
    assert found.warcs == sum(sizes)
    assert found.database >= (tmp_path / "commentary.db").stat().st_size > 0
    assert found.bytes_a_day == pytest.approx(sum(sizes[1:]) / 2 * (1 + found.database / found.warcs))
    assert found.days == pytest.approx(found.free / found.bytes_a_day)


def test_a_disk_that_lasts_ten_years_is_not_dated(tmp_path):
    with Archive.open(tmp_path):
        pass
    found = forecast(tmp_path)
    assert (found.bytes_a_day, found.full_on, found.days, found.warcs) == (None, None, None, 0)
