"""What a person sees of a run: progress while it goes on, figures when it has ended (writes to the terminal)."""

import time
from collections.abc import Iterator
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from commentary.cli.show.text import align, duration, size
from crawler.run_state import Summary

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
        counts = f"{summary.articles} articles, {size(summary.bytes)}"
        if self.console.is_terminal:
            self._bar.update(self._task, completed=done, total=summary.asked, counts=counts)
        elif time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + LINE_SECONDS
            self.console.print(
                f"{self.name}: {done} of {summary.asked} pages, {counts}, {duration(summary.seconds)}",
                highlight=False,
                soft_wrap=True,
            )


def summary_text(summary: Summary) -> str:
    """Return what a run did, in two columns."""
    new, changed, same = summary.articles_new, summary.articles_changed, summary.articles_same
    answers = ", ".join(f"{count} x {status}" for status, count in summary.statuses.items())
    lines = [
        ("articles", f"{new} new, {changed} changed, {same} same"),
        *_with_reasons(summary, "refused", f"{summary.refused} pages that are no article"),
        *_with_reasons(summary, "failed", f"{summary.failed} requests without an answer or pages that defy reading"),
        *(_with_reasons(summary, "skipped", f"{summary.skipped} pages") if summary.skipped else ()),
        *_not_due(summary),
        ("listings", f"{summary.listings} sitemaps, feeds and listings read"),
        *(("not read", f"{url}: {reason}") for url, reason in summary.sources.items()),
        ("requests", f"{summary.requests}, answered {answers or 'by nobody'}"),
        *_hosts(summary),
        ("received", size(summary.bytes)),
        ("time", duration(summary.seconds)),
        ("run", summary.run),
    ]
    why = f", because {summary.why}" if summary.why else f", but {summary.problem}" if summary.problem else ""
    if summary.status == "partial":
        why = f" because polite: {summary.why}"
    alarms = "".join(f"\nALARM: {alarm}" for alarm in summary.alarms)
    return f"{summary.site}: {summary.status}{why}\n{align(lines)}{alarms}"


def _hosts(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield how each host was treated."""
    for host, row in summary.hosts.items():
        answers = ", ".join(f"{count} x {status}" for status, count in row["statuses"].items())
        asked = f"{row['requests']} requests ({answers or 'no answer'}), {size(row['bytes'])}"
        waited = f"waited {duration(row['waited_seconds'])}, last delay {row['delay_seconds']:.1f} s"
        refused = f", {row['refusals']} not allowed by robots.txt" if row["refusals"] else ""
        yield "host", f"{host}: {asked}, {waited}{refused}"


def _not_due(summary: Summary) -> Iterator[tuple[str, str]]:
    if summary.not_due:
        yield "not due", f"{summary.not_due} pages that need no look yet"
    if summary.lastmod_edits:
        yield "lastmod", f"told of {summary.lastmod_told} of {summary.lastmod_edits} known edits"


def _with_reasons(summary: Summary, outcome: str, counted: str) -> Iterator[tuple[str, str]]:
    yield outcome, counted
    reasons = list(summary.reasons.get(outcome, {}).items())
    for reason, count in reasons[:REASONS]:
        yield "", f"{count} x {reason}"
    if len(reasons) > REASONS:
        yield "", f"and {len(reasons) - REASONS} other reasons"


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
