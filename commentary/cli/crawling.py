"""What `crawl` and `run` have in common: they show each run, and end with one exit code for all (terminal)."""

import traceback
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.report import RunReport, run_report
from commentary.cli.outputs import write_metrics
from commentary.cli.show.due import error_line
from commentary.cli.show.run import MAX_CHANGED, CrawlProgress, summary_text
from crawler.ledger import Summary
from crawler.run import Outcome
from extract.errors import ArchiveError, CommentaryError

# The summary has everything below a warning.
QUIET = {"LOG_LEVEL": "WARNING", "LOG_FORMAT": "commentary: %(message)s"}
ERROR, INCOMPLETE, EMPTY = 1, 3, 4


class Runs:
    """Shows the progress of runs, and what each one did as soon as it ends; `codes` are their exit codes.

    `metrics` is the file of metrics, written anew after each run. An error of a `sole` run is raised, as that of the
    command; of others it is put into `errors`, by the name of the site.
    """

    def __init__(
        self,
        data: Path,
        *,
        errors: dict[str, BaseException] | None = None,
        sole: bool = False,
        quiet: bool = False,
        metrics: Path | None = None,
    ) -> None:
        self.data = data
        self.errors = {} if errors is None else errors
        self.sole = sole
        self.metrics = metrics
        self.progress = CrawlProgress(quiet=quiet)
        self.codes: list[int] = []
        self._ends: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self.progress.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.__exit__(kind, error, trace)

    def ended(self, outcome: Outcome) -> None:
        """Show how a run ended."""
        self.progress.remove(outcome.site)
        with self.progress.paused():
            if outcome.error is not None:
                # Who watches the metrics is to see that a run failed.
                write_metrics(self.data, self.metrics)
                if self.sole:
                    raise outcome.error
                self.codes.append(ERROR)
                self.errors[outcome.site] = outcome.error
                self._ends["failed"] += 1
                tell_error(outcome.site, outcome.error)
            elif outcome.summary is not None:
                self.codes.append(exit_code(outcome.summary))
                self._ends[outcome.summary.status + (" with a problem" if outcome.summary.problem else "")] += 1
                click.echo(summary_text(outcome.summary, self._report(outcome.summary)))
                write_metrics(self.data, self.metrics)

    def _report(self, summary: Summary) -> RunReport | None:
        """Return the report of a run, None if the database cannot be read: that ends no other run."""
        path = self.data / DATABASE_NAME
        try:
            with closing(open_read_only(path)) as db, plain_errors(path):
                return run_report(db, summary.run, most=MAX_CHANGED)
        except ArchiveError as error:
            click.echo(error_line(summary.site, error), err=True)
            return None

    def left(self, names: Iterable[str]) -> None:
        """Name the sites that a signal kept from being crawled."""
        for name in names:
            self.codes.append(INCOMPLETE)
            self._ends["not begun"] += 1
            click.echo(f"{name}: not begun, because of the signal")

    def overview(self) -> None:
        """Say in one line how the runs ended, if there were several."""
        if self._ends.total() > 1:
            ends = ", ".join(f"{number} {end}" for end, number in self._ends.most_common())
            click.echo(f"{self._ends.total()} runs: {ends}")


def tell_error(site: str, error: BaseException) -> None:
    """Print what ended the run of a site: a line, or the traceback of a bug."""
    if isinstance(error, CommentaryError):
        click.echo(error_line(site, error), err=True)
    else:
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
        click.echo(
            f"commentary: {site}: the run was ended by the error above, which is a mistake of this program", err=True
        )


def exit_code(summary: Summary) -> int:
    """Return a run's exit code."""
    if summary.is_empty:
        return EMPTY
    return 0 if summary.is_complete else INCOMPLETE


def worst(codes: Collection[int]) -> int:
    """Return one exit code for several runs: 1 if any failed, 4 if all are empty, 3 if any is incomplete."""
    if any(code not in {0, INCOMPLETE, EMPTY} for code in codes):
        return ERROR
    if codes and all(code == EMPTY for code in codes):
        return EMPTY
    return INCOMPLETE if any(codes) else 0
