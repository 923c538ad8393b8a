"""`commentary crawl`: one site in this process, several one after another in processes of their own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from commentary.cli.children import run_in_turn
from commentary.cli.contact import ensure_contact
from commentary.cli.options import data_option
from commentary.cli.show.plan import plan_text
from commentary.cli.show.run import CrawlProgress, summary_text
from crawler.run import crawl as crawl_site
from crawler.run import plan_crawl
from crawler.run_state import Summary
from sites import load_site

# Warnings are for the person who looks on; all else is in the summary.
QUIET = {"LOG_LEVEL": "WARNING", "LOG_FORMAT": "commentary: %(message)s"}
ERROR, INCOMPLETE, EMPTY = 1, 3, 4


@click.command()
@click.argument("names", metavar="SITE…", nargs=-1, required=True)
@click.option("--full", is_flag=True, help="Look at every article, also at those that are not due.")
@click.option("--dry-run", is_flag=True, help="Read only robots.txt and the sources, and list what would be fetched.")
@click.option("--max-pages", type=click.IntRange(min=1), metavar="N", help="Ask for no more pages than that.")
@click.option("--max-minutes", type=click.FloatRange(0, min_open=True), metavar="N", help="Go on for no longer.")
@click.option("--max-mb", type=click.FloatRange(0, min_open=True), metavar="N", help="Receive no more megabytes.")
@data_option
def crawl(names: tuple[str, ...], data: Path, *, full: bool, dry_run: bool, **budget: float | None) -> None:
    """Crawl sites into the archive.

    Ctrl-C ends a run politely: what is under way is finished and kept. A second Ctrl-C ends it at once; nothing that
    was captured is lost. What a budget cuts off is asked for first by the next run.
    """
    sites = [load_site(name, data / "sites") for name in dict.fromkeys(names)]
    ensure_contact(sites, data)
    if len(sites) > 1:
        given = ["--data", str(data), *_flags(full=full, dry_run=dry_run, **budget)]
        sys.exit(_worst(run_in_turn([["crawl", site.name, *given] for site in sites])))
    limits = {f"COMMENTARY_{name.upper()}": value for name, value in budget.items() if value is not None}
    overrides = QUIET | {"COMMENTARY_FULL": full} | limits
    with CrawlProgress(sites[0].name) as progress:
        if dry_run:
            summary, planned = plan_crawl(sites[0], data, progress=progress.show, overrides=overrides)
        else:
            summary, planned = crawl_site(sites[0], data, progress=progress.show, overrides=overrides), None
    click.echo(summary_text(summary) if planned is None else plan_text(summary, planned))
    sys.exit(exit_code(summary))


def _flags(**given: bool | float | None) -> Iterator[str]:
    """Yield the options as they stand on a command line."""
    for name, value in given.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            yield option
        elif value is not None and value is not False:
            yield from (option, f"{value:g}")


def exit_code(summary: Summary) -> int:
    """Return what a run says to whoever started it."""
    if summary.is_empty:
        return EMPTY
    return 0 if summary.is_complete else INCOMPLETE


def _worst(codes: list[int]) -> int:
    """Return one code for several runs: an error before all, then whatever was missed."""
    if any(code not in {0, INCOMPLETE, EMPTY} for code in codes):
        return ERROR
    if all(code == EMPTY for code in codes):
        return EMPTY
    return INCOMPLETE if any(codes) else 0
