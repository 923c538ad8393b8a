"""Reads captures in worker processes and stores what was read, so many in one transaction (disk).

captures → profile → read_recorded (in a worker) → readings, and an outcome for each
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from archive.pool import ReadingPool, Stored, Unreadable
from archive.reading import Outcome, Reading, site_of
from archive.tables import Tables
from archive.warc import Capture
from extract.site import Site

# After a kill at most so many pages have to be read again.
READINGS_PER_TRANSACTION = 100

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """The outcome for one capture, or for a WARC file that is missing or damaged at `offset` (then `url` is empty).

    `problem` is None unless something went wrong.
    """

    outcome: Outcome | Literal["no profile", "damaged"]
    warc: str
    offset: int
    url: str = ""
    problem: str | None = None


def no_progress(done: int, total: int) -> None:
    """Report no progress (the default)."""


def read_unread(
    tables: Tables, sites: Mapping[str, Site], *, progress: Progress = no_progress, kept: int = 0
) -> Iterator[Replayed]:
    """Read all captures that are still to be read; yield the outcome of each.

    `kept` were read before, and count for the progress.
    """
    before, waiting = 0, -1
    # What was read last may leave a version to be stored as a capture shows it that was read before.
    while waiting not in {0, before}:
        work, total = Work(tables, sites), tables.reads.count_unread() + kept
        yield from read_captures(work, tables.reads.unread(), progress, done=kept, total=total)
        before, waiting = waiting, tables.reads.count_to_lend()
    tables.judge_readings()


@dataclass
class Work:
    """Into which tables and by which profiles captures are read; `problems` are outcomes of those that are not."""

    tables: Tables
    sites: Mapping[str, Site]
    problems: list[Replayed] = field(default_factory=list)

    def pages(self, captures: Iterable[Capture]) -> Iterator[tuple[Stored, str]]:
        """Yield each capture that a profile can read, with its name."""
        for capture in captures:
            site = site_of(capture, self.sites)
            if site is None:
                problem = f"there is no profile {capture.site}" if capture.site else "no profile names its host"
                self.problems.append(_problem(capture, "no profile", problem))
            else:
                original = self.tables.reads.original_of(capture) if capture.revisit_of else None
                named = replace(capture, site=site.name)
                yield Stored(folder=self.tables.warc_folder, capture=named, original=original), site.name


def read_captures(
    work: Work, captures: Iterable[Capture], progress: Progress, *, done: int, total: int
) -> Iterator[Replayed]:
    """Read captures, which may be stored meanwhile; `total` with those `done` before is a guess then."""
    with ReadingPool(work.sites) as pool:
        readings = pool.read(work.pages(captures))
        while True:
            together = list(islice(readings, READINGS_PER_TRANSACTION))
            with work.tables.batch(judge=False):
                for reading in together:
                    if isinstance(reading, Reading):
                        work.tables.add_reading(reading)
            outcomes = work.problems + [_replayed(reading) for reading in together]
            work.problems.clear()
            if not outcomes:
                return
            done += sum(outcome.url != "" for outcome in outcomes)
            progress(done, max(done, total))
            yield from outcomes


def damaged(warc: str, offset: int, problem: str) -> Replayed:
    """Return the outcome for a WARC file that is missing or damaged."""
    return Replayed(outcome="damaged", warc=warc, offset=offset, problem=problem)


def _problem(capture: Capture, outcome: Literal["no profile", "damaged"], problem: str) -> Replayed:
    return Replayed(outcome=outcome, warc=capture.warc, offset=capture.offset, url=capture.url, problem=problem)


def _replayed(reading: Reading | Unreadable) -> Replayed:
    capture = reading.capture
    if isinstance(reading, Unreadable):
        return _problem(capture, "damaged", reading.problem)
    return Replayed(
        outcome=reading.outcome, warc=capture.warc, offset=capture.offset, url=capture.url, problem=reading.reason
    )
