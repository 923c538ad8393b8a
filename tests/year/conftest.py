"""A year of one site, crawled day by day under a faked clock; all tests look at the archive that it leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from almanac import days_of_year
from costs import costs_of_months, write_costs
from faked_clock import FakedClock
from magazine_site import MagazineSite
from simulated_year import SPRING, DayRun, SimulatedYear

COSTS = Path("build/year")
YEAR = pytest.StashKey[SimulatedYear]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole-year", action="store_true", help="crawl on each of the 366 days (make test-year)")


@pytest.fixture(scope="session")
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedYear]:
    """The archive at the end of the year."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")

    def told(run: DayRun) -> None:
        for words, alarms in (("began", run.began), ("ended", run.ended)):
            if alarms:
                reporter.write_line(f"{run.day} {words}: {', '.join(sorted(alarms))}")
        if run.code:
            reporter.write_line(f"{run.day} exit {run.code} {run.status}: {' | '.join(run.summary['alarms'])}")

    with MagazineSite() as site, FakedClock() as clock:
        lived = SimulatedYear(tmp_path_factory.mktemp("year") / "data", site, clock)
        lived.live(days_of_year() if request.config.getoption("--whole-year") else SPRING, told)
        request.config.stash[YEAR] = lived
        yield lived


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what each month cost, and write what each day did."""
    lived = config.stash.get(YEAR, None)
    if lived is not None:
        write_costs(lived, COSTS)
        terminalreporter.write_line(f"each day's crawl stands in {COSTS}")
        for line in costs_of_months(lived):
            terminalreporter.write_line(line)
