"""How many articles a site published on each day, as the runs up to now have found them (pure).

A day counts by the date of publication, so that neither the interval of runs nor a run that failed makes a gap: the
next run finds the articles of the days before. What has no date counts on the day before the run that found it.
"""

from collections import Counter
from datetime import date
from itertools import accumulate, pairwise
from statistics import median

from archive.watch.values import Measures

PUBLISHED = "published "
# Between two runs that saw the site lie so many of the usual intervals, and days, before what was published meanwhile
# may be lost: a feed lists a few articles.
LONG_INTERVALS, LONG_DAYS = 2.5, 2
LEAST_INTERVALS, INTERVALS = 5, 60
# Before the first run so many days are known, by the dates of articles that the site still lists.
DAYS_BEFORE = 84


class Published:
    """Counts articles by day, as `date.toordinal` counts days.

    `first_run` is the day of the first run that saw the site, `last` the last day that is known whole, `oldest` the
    day of the oldest article, or of the first run.
    """

    def __init__(self) -> None:
        self.first_run: int | None = None
        self.last = 0
        self.oldest = 0
        self._counts: Counter[int] = Counter()
        self._found: Counter[int] = Counter()
        self._unknown: set[int] = set()
        self._days: list[int] = []

    def add(self, run: Measures) -> None:
        """Add what a run found."""
        if not run.is_answered:
            return
        if self.first_run is None:
            self.first_run = self.oldest = run.day
        else:
            # Of what the first run found without a date nothing tells how old it is.
            self._counts[run.day - 1] += run.number("undated")
            self._note_interval(run.day)
        for name, number in run.values.items():
            if name.startswith(PUBLISHED) and number:
                day = _ordinal(name.removeprefix(PUBLISHED), run.day)
                self._counts[day] += int(number)
                self.oldest = min(self.oldest, day)
        self._found[run.day - 1] += run.number("new")
        self._days.append(run.day)
        self.last = run.day - 1

    @property
    def first(self) -> int:
        """The first day that counts as known: a while before the first run, if there are articles of then."""
        if self.first_run is None:
            return self.last + 1
        return max(self.oldest, self.first_run - DAYS_BEFORE)

    def is_known(self, day: int) -> bool:
        """Tell whether the runs could see what was published on a day."""
        return day not in self._unknown

    def count(self, first: int, last: int) -> int:
        """Return how many articles were published from one day to another."""
        return sum(self._counts[day] for day in range(first, last + 1))

    def found(self, first: int, last: int) -> int:
        """Return how many articles, of whatever date, runs found for the first time from one day to another."""
        return sum(self._found[day] for day in range(first, last + 1))

    def sums(self, first: int, last: int) -> list[float]:
        """Return how many articles were published before each day since `first`, up to the day after `last`."""
        days = range(first, last + 1)
        return [0.0, *accumulate(self._counts[day] if day not in self._unknown else 0 for day in days)]

    def pauses(self, first: int, last: int) -> list[int]:
        """Return the lengths of pauses in days, the last one, which goes on, at the end; 0 if it is none."""
        found: list[int] = []
        pause = 0
        for day in range(first, last + 1):
            if self._counts[day]:
                found += [pause] if pause else []
                pause = 0
            elif day not in self._unknown:
                pause += 1
        return [*found, pause]

    def _note_interval(self, day: int) -> None:
        intervals = [after - before for before, after in pairwise(self._days[-INTERVALS:])]
        latest = day - self._days[-1]
        if len(intervals) >= LEAST_INTERVALS and latest > max(LONG_DAYS, LONG_INTERVALS * median(intervals)):
            self._unknown.update(range(self._days[-1], day))


def _ordinal(day: str, latest: int) -> int:
    """Return the ordinal of a day such as 2026-03-01; a page may state one that is still to come."""
    return min(date.fromisoformat(day).toordinal(), latest)
