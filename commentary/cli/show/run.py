"""Shows the progress of a crawl on the terminal, and returns the summary of a crawl as text."""

import time
from collections.abc import Iterator
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from commentary.cli.show.text import align, counted_hosts, duration, size
from crawler.ledger import REDIRECTS, Summary
from extract.kind import STATIC_PAGE

# Without a terminal, a line in the log every few seconds.
LINE_SECONDS = 5.0
MAX_REASONS = 15
# What to do about static pages that are the articles of a site.
TAKES_PAGES = "`pages = true` in the profile takes static pages in"


class CrawlProgress:
    """Shows the progress of a crawl: a bar on a terminal, elsewhere a line every LINE_SECONDS."""

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
        """Update the progress."""
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
    """Return the status of a run, its counts in two columns, and its alarms."""
    new, changed, same = summary.articles_new, summary.articles_changed, summary.articles_same
    responses = ", ".join(f"{count} x {status}" for status, count in summary.statuses.items())
    lines = [
        ("articles", f"{new} new, {changed} changed, {same} unchanged"),
        *(
            ("held", f"{summary.held} pages that do not count for their articles")
            for _ in range(min(1, summary.held))
        ),
        *_with_reasons(summary, "refused", f"{summary.refused} pages that are not articles"),
        *_with_reasons(
            summary,
            "failed",
            f"{summary.failed} requests without a response, or pages with a server error or that could not be read",
        ),
        *(
            _with_reasons(summary, "skipped", f"{summary.skipped} pages that were not fetched")
            if summary.skipped
            else ()
        ),
        *_not_due(summary),
        ("listings", f"{summary.listings} sitemaps, feeds and listings read"),
        *(("not read", f"{url}: {reason}") for url, reason in summary.sources.items()),
        *off_site_lines(summary),
        *static_page_lines(summary),
        *_assets(summary),
        ("requests", f"{summary.requests}, responses {responses or 'none'}"),
        *_hosts(summary),
        ("received", size(summary.bytes)),
        ("time", duration(summary.seconds)),
        ("run", summary.run),
    ]
    why = f", because {summary.why}" if summary.why else f", but {summary.problem}" if summary.problem else ""
    alarms = "".join(f"\nALARM: {alarm}" for alarm in summary.alarms)
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


def _hosts(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield a line for each host: its requests and responses, the time waited, and the delay."""
    for host, row in summary.hosts.items():
        responses = ", ".join(f"{count} x {status}" for status, count in row["statuses"].items())
        requests = f"{row['requests']} requests ({responses or 'no response'}), {size(row['bytes'])}"
        waited = f"waited {duration(row['waited_seconds'])} in all, delay {row['delay_seconds']:.1f} s at the end"
        disallowed = f", {row['refusals']} disallowed by robots.txt" if row["refusals"] else ""
        yield "host", f"{host}: {requests}, {waited}{disallowed}"


def _not_due(summary: Summary) -> Iterator[tuple[str, str]]:
    if summary.not_due:
        yield "not due", f"{summary.not_due} known pages that are not due for another fetch"
    if summary.lastmod_edits:
        yield "lastmod", f"reported {summary.lastmod_told} of {summary.lastmod_edits} known edits"
    for url in summary.lastmod_idle:
        yield "lastmod", f"ignored, since it moves at every look and nothing changes: {url}"


def _with_reasons(summary: Summary, outcome: str, counted: str) -> Iterator[tuple[str, str]]:
    yield outcome, counted
    reasons = list(summary.reasons.get(outcome, {}).items())
    for reason, count in reasons[:MAX_REASONS]:
        yield "", f"{count} x {reason}"
    if len(reasons) > MAX_REASONS:
        yield "", f"and {len(reasons) - MAX_REASONS} other reasons"
