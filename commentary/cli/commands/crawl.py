"""`commentary crawl`: crawls one site in this process, several sites in one process each, one after another."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from archive.ask import count_assets
from archive.database import DATABASE_NAME, open_read_only
from archive.report import RunReport, run_report
from commentary.cli.children import run_in_turn
from commentary.cli.contact import ensure_contact
from commentary.cli.options import Amount, data_option, run_options
from commentary.cli.outputs import check_metrics_file, event_log, write_metrics
from commentary.cli.show.plan import plan_text
from commentary.cli.show.run import MAX_CHANGED, CrawlProgress, summary_text
from crawler.ledger import Summary
from crawler.run import crawl as crawl_site
from crawler.run import plan_crawl
from extract.site import Site
from sites import load_site

# The summary has everything below a warning.
QUIET = {"LOG_LEVEL": "WARNING", "LOG_FORMAT": "commentary: %(message)s"}
ERROR, INCOMPLETE, EMPTY = 1, 3, 4


@click.command()
@click.argument("names", metavar="SITE…", nargs=-1, required=True)
@click.option(
    "--full", is_flag=True, help="Fetch every known article in full, also those that are not due, unchanged or gone."
)
@click.option(
    "--accept-changes",
    is_flag=True,
    help="Take changes alike in many articles for edits: you have seen that they are real.",
)
@click.option(
    "--dry-run", is_flag=True, help="Fetch only robots.txt and the sources, and list what a crawl would fetch."
)
@click.option("--max-pages", type=click.IntRange(min=1), metavar="N", help="Fetch at most N pages.")
@click.option("--max-minutes", type=Amount(), metavar="N", help="Stop after N minutes.")
@click.option("--max-mb", type=Amount(), metavar="N", help="Receive at most N megabytes.")
@run_options
@data_option
def crawl(  # noqa: PLR0913 - one for each option
    names: tuple[str, ...],
    data: Path,
    *,
    full: bool,
    accept_changes: bool,
    dry_run: bool,
    quiet: bool,
    log: Path | None,
    metrics: Path | None,
    **budget: float | None,
) -> None:
    """Find the articles of sites, and store what is new or may have changed.

    Ctrl-C ends a run after the requests under way; a second Ctrl-C ends it at once. What was captured is kept, and
    the next run goes on with what was left, also when --max-pages, --max-minutes or --max-mb ended the run.
    """
    sites = [load_site(name, data / "sites") for name in dict.fromkeys(names)]
    check_metrics_file(metrics)
    ensure_contact(sites, data)
    if len(sites) > 1:
        flags = {"full": full, "accept_changes": accept_changes, "dry_run": dry_run, "quiet": quiet}
        given = ["--data", str(data), *_flags(**flags, log=log, metrics=metrics, **budget)]
        sys.exit(_worst(run_in_turn([["crawl", site.name, *given] for site in sites])))
    limits = {f"COMMENTARY_{name.upper()}": value for name, value in budget.items() if value is not None}
    overrides = QUIET | {"COMMENTARY_FULL": full, "COMMENTARY_ACCEPT_CHANGES": accept_changes} | limits
    with event_log(log), CrawlProgress(sites[0].name, quiet=quiet) as progress:
        if dry_run:
            summary, planned = plan_crawl(sites[0], data, progress=progress.show, overrides=overrides)
        else:
            summary, planned = crawl_site(sites[0], data, progress=progress.show, overrides=overrides), None
    if planned is None:
        click.echo(summary_text(summary, _report(summary, data)))
        write_metrics(data, metrics)
    else:
        known = _known_assets(sites[0], data) if sites[0].assets else None
        click.echo(plan_text(summary, planned, assets=known))
    sys.exit(exit_code(summary))


def _report(summary: Summary, data: Path) -> RunReport:
    with closing(open_read_only(data / DATABASE_NAME)) as db:
        return run_report(db, summary.run, most=MAX_CHANGED)


def _known_assets(site: Site, data: Path) -> tuple[int, int]:
    """Return how many images and stylesheets of a site the archive has, and of how many pages."""
    if not (data / DATABASE_NAME).exists():
        return 0, 0
    with closing(open_read_only(data / DATABASE_NAME)) as db:
        return count_assets(db, site.name)


def _flags(**given: bool | float | Path | None) -> Iterator[str]:
    """Yield options as arguments of a command line."""
    for name, value in given.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            yield option
        elif isinstance(value, Path):
            yield from (option, str(value))
        elif value is not None and value is not False:
            yield from (option, f"{value:g}")


def exit_code(summary: Summary) -> int:
    """Return a run's exit code."""
    if summary.is_empty:
        return EMPTY
    return 0 if summary.is_complete else INCOMPLETE


def _worst(codes: list[int]) -> int:
    """Return one exit code for several runs: 1 if any failed, 4 if all are empty, 3 if any is incomplete."""
    if any(code not in {0, INCOMPLETE, EMPTY} for code in codes):
        return ERROR
    if all(code == EMPTY for code in codes):
        return EMPTY
    return INCOMPLETE if any(codes) else 0
