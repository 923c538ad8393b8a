"""Shows the progress of a crawl on the terminal, and returns the summary of a crawl as text."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from archive.report import RunReport
from commentary.cli.show.report import alarms_of_report, changed_lines
from commentary.cli.show.text import align, counted_hosts, duration, minute, size
from crawler.ledger import REDIRECTS, Summary
from extract.kind import STATIC_PAGE

# Without a terminal, a line in the log every few seconds.
LINE_SECONDS = 5.0
MAX_REASONS = 15
# Titles of changed articles that the summary names.
MAX_CHANGED = 5
# What else than an edit happens to an article.
OTHERS = ("gone", "back", "renamed")
FAILED = "requests without a response, or pages with a server error or that could not be read"
# What to do about static pages that are the articles of a site.
TAKES_PAGES = "`pages = true` in the profile takes static pages in"


class CrawlProgress:
    """Shows the progress of runs: a bar each on a terminal, elsewhere a line every LINE_SECONDS; none if `quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.console = Console(stderr=True)
        self._next_line: dict[str, float] = {}
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
            transient=True,
            # What is printed goes where it should, while the bars are away.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the bars away while something is printed."""
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def remove(self, site: str) -> None:
        """Take away the bar of a run that has ended."""
        self._next_line.pop(site, None)
        if site in self._tasks:
            self._bar.remove_task(self._tasks.pop(site))

    def show(self, summary: Summary) -> None:
        """Update the progress of a run."""
        site, now = summary.site, time.monotonic()
        if site not in self._tasks:
            self._tasks[site] = self._bar.add_task(site, total=None, counts="")
            self._next_line[site] = now + LINE_SECONDS
        done = summary.pages + summary.failed + summary.skipped
        counts = f"{summary.articles} articles, {size(summary.bytes)}"
        if self.console.is_terminal:
            self._bar.update(self._tasks[site], completed=done, total=summary.asked, counts=counts)
        elif not self.quiet and now >= self._next_line[site]:
            self._next_line[site] = now + LINE_SECONDS
            self.console.print(
                f"{site}: {done} of {summary.asked} pages, {counts}, {duration(summary.seconds)}",
                highlight=False,
                soft_wrap=True,
            )


def summary_text(summary: Summary, report: RunReport | None = None) -> str:
    """Return the status of a run, its counts in two columns, and its alarms; with its report, what changed."""
    lines = [
        ("articles", _articles(summary, report)),
        *(changed_lines(report, MAX_CHANGED) if report is not None else ()),
        *(
            ("held", f"{summary.held} pages that do not count for their articles")
            for _ in range(min(1, summary.held))
        ),
        *_with_reasons(summary, "refused", summary.refused, "pages that are not articles"),
        *_with_reasons(summary, "failed", summary.failed, FAILED),
        *_with_reasons(summary, "skipped", summary.skipped, "pages that were not fetched"),
        *_not_due(summary),
        ("listings", f"{summary.listings} sitemaps, feeds and listings read"),
        *(("not read", f"{url}: {reason}") for url, reason in summary.sources.items()),
        *off_site_lines(summary),
        *static_page_lines(summary),
        *_assets(summary),
        *_requests(summary),
        ("received", f"{size(summary.bytes)} in {duration(summary.seconds)}"),
        ("run", f"{summary.run}{_next_due(summary)}"),
    ]
    why = f", because {summary.why}" if summary.why else f", but {summary.problem}" if summary.problem else ""
    own = "".join(f"\nALARM: {alarm}" for alarm in summary.alarms)
    alarms = alarms_of_report(report) if report is not None else own
    return f"{summary.site}: {summary.status}{why}\n{align(lines)}{alarms}"


def off_site_lines(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield a line for each source with links to hosts that the profile does not name, and what to do about them."""
    for url, hosts in summary.off_site.items():
        where = "pages that redirect" if url == REDIRECTS else url
        yield "elsewhere", f"{where}: {counted_hosts(hosts)}"
    if summary.off_site:
        yield "", "the profile does not name these hosts; add to its `hosts` those that are the site's own"


def static_page_lines(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield what was left out as static pages, and how to take it in."""
    refused = summary.reasons.get("refused", {}).get(STATIC_PAGE, 0)
    if refused:
        yield "static pages", f"{refused} pages refused as static pages"
    for url in summary.page_lists:
        yield "static pages", f"not requested, since it lists static pages alone: {url}"
    if refused or summary.page_lists:
        yield "", f"{TAKES_PAGES}; `commentary replay` reads those that the archive has"


def _assets(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield what became of images and stylesheets, for a run that had any."""
    if summary.assets:
        kept = f"{summary.assets} responses for images and stylesheets, {size(summary.asset_bytes)}"
        yield "assets", f"{kept}; {summary.assets_known} of them stored before"
    for reason, count in list(summary.reasons.get("assets", {}).items())[:MAX_REASONS]:
        yield "" if summary.assets else "assets", f"{count} x {reason}"
    if summary.assets_left:
        yield "", f"{summary.assets_left} are left to the next run"


def _articles(summary: Summary, report: RunReport | None) -> str:
    counts = [
        f"{summary.articles_new} new", f"{summary.articles_changed} changed", f"{summary.articles_same} unchanged"
    ]  # fmt: skip
    others = report.counts.items() if report is not None else ()
    return ", ".join([*counts, *(f"{number} {event}" for event, number in others if number and event in OTHERS)])


def _requests(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield requests and responses, and of each host these, the time waited, and the delay; of one host in one."""
    rows = list(summary.hosts.items())
    if len(rows) != 1:
        yield "requests", f"{summary.requests}, responses {_responses(summary.statuses) or 'none'}"
    for host, row in rows:
        told = f"({_responses(row['statuses']) or 'no response'}), {size(row['bytes'])}"
        waited = f"waited {duration(row['waited_seconds'])} in all, delay {row['delay_seconds']:.1f} s at the end"
        disallowed = f", {row['refusals']} disallowed by robots.txt" if row["refusals"] else ""
        name, requests = ("host", " requests") if len(rows) > 1 else ("requests", "")
        yield name, f"{host}: {row['requests']}{requests} {told}, {waited}{disallowed}"


def _responses(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{count} x {status}" for status, count in statuses.items())


def _next_due(summary: Summary) -> str:
    due_at = summary.next_due_at
    return "" if due_at is None else f", the next page is due at {minute(due_at.astimezone(UTC))} UTC"


def _not_due(summary: Summary) -> Iterator[tuple[str, str]]:
    if summary.not_due:
        yield "not due", f"{summary.not_due} known pages that are not due for another fetch"
    if summary.lastmod_edits:
        yield "lastmod", f"reported {summary.lastmod_told} of {summary.lastmod_edits} known edits"
    for url in summary.lastmod_idle:
        yield "lastmod", f"ignored, since it moves at every look and nothing changes: {url}"


def _with_reasons(summary: Summary, outcome: str, number: int, what: str) -> Iterator[tuple[str, str]]:
    if not number:
        return
    yield outcome, f"{number} {what}"
    reasons = list(summary.reasons.get(outcome, {}).items())
    for reason, count in reasons[:MAX_REASONS]:
        yield "", f"{count} x {reason}"
    if len(reasons) > MAX_REASONS:
        yield "", f"and {len(reasons) - MAX_REASONS} other reasons"
