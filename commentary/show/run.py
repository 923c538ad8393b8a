"""What a person sees of a run: progress while it goes on, a table when it has ended (writes to the terminal)."""

import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from commentary.show.units import duration, megabytes
from crawler.ledger import Summary

# Without a terminal a line every so many seconds is enough to see in a log that it goes on.
LINE_SECONDS = 5.0
REASONS = 15


class CrawlProgress:
    """How far a crawl is: a bar on a terminal, a plain line now and then elsewhere."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.console = Console(stderr=True)
        self._next_line = time.monotonic() + LINE_SECONDS
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task(name, total=None, counts="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, summary: Summary) -> None:
        """Show how far the run is."""
        done = summary.pages + summary.failed + summary.skipped
        counts = f"{summary.articles} articles, {megabytes(summary.bytes)}"
        if self.console.is_terminal:
            self._bar.update(self._task, completed=done, total=summary.asked, counts=counts)
        elif time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + LINE_SECONDS
            self.console.print(
                f"{self.name}: {done} of {summary.asked} pages, {counts}, {duration(summary.seconds)}",
                highlight=False,
                soft_wrap=True,
            )


def summary_table(summary: Summary) -> Table:
    """Return what a run did as a table of two columns."""
    table = Table(title=f"{summary.site}: {summary.status}", title_justify="left", show_header=False, box=None)
    table.add_column(style="bold")
    table.add_column()
    new, changed, same = summary.articles_new, summary.articles_changed, summary.articles_same
    table.add_row("articles", f"{new} new, {changed} changed, {same} same")
    table.add_row("refused", f"{summary.refused} pages that are no article")
    table.add_row("failed", f"{summary.failed} requests or pages")
    table.add_row("listings", f"{summary.listings} sitemaps, feeds and listings read")
    answers = ", ".join(f"{count} x {status}" for status, count in summary.statuses.items())
    table.add_row("requests", f"{summary.requests} ({answers or 'no answer'})")
    table.add_row("received", megabytes(summary.bytes))
    table.add_row("time", duration(summary.seconds))
    table.add_row("run", summary.run)
    reasons = list(summary.reasons.items())
    for reason, count in reasons[:REASONS]:
        table.add_row("", f"{count} x {reason}")
    if len(reasons) > REASONS:
        table.add_row("", f"and {len(reasons) - REASONS} other reasons")
    for url, reason in summary.sources.items():
        table.add_row("not read", f"{url}: {reason}")
    return table


class ReplayProgress:
    """How far a replay is: a bar on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("replay", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, done: int, total: int) -> None:
        """Show how many captures have been read."""
        self._bar.update(self._task, completed=done, total=total)
