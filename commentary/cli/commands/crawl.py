"""`commentary crawl`: crawls sites side by side, or lists what a crawl would fetch."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from archive.ask import count_assets
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.settings import load_settings
from commentary.cli.children import run_in_turn
from commentary.cli.contact import require_contact
from commentary.cli.crawling import QUIET, Runs, exit_code, worst
from commentary.cli.notices import announced
from commentary.cli.options import budget_options, budget_settings, data_option, run_options
from commentary.cli.outputs import check_metrics_file, event_log, output_files
from commentary.cli.show.plan import plan_text
from commentary.cli.show.run import CrawlProgress
from crawler.run import crawl_sites, plan_crawl
from extract.site import Site
from sites import load_site


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
@budget_options
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

    Several sites are crawled side by side, but for those that share a host; an error of one ends no other.

    Ctrl-C ends a run after the requests under way; a second Ctrl-C ends it at once. What was captured is kept, and
    the next run goes on with what was left, also when --max-pages, --max-minutes or --max-mb ended the run.
    """
    names = tuple(dict.fromkeys(names))
    log, metrics = output_files(data, log, metrics)
    limits = budget_settings(budget)
    overrides = QUIET | {"COMMENTARY_FULL": full, "COMMENTARY_ACCEPT_CHANGES": accept_changes} | limits
    if dry_run:
        flags = {"full": full, "accept_changes": accept_changes, "dry_run": dry_run, "quiet": quiet}
        given = ["--data", str(data), *_flags(**flags, log=log, **budget)]
        sites = _load(names, data)
        if len(sites) > 1:
            sys.exit(worst(run_in_turn([["crawl", site.name, *given] for site in sites])))
        sys.exit(_plan(sites[0], data, overrides, quiet=quiet, log=log))
    with announced(data, load_settings(data), names) as errors, event_log(log):
        check_metrics_file(metrics)
        sites = _load(names, data)
        with Runs(data, errors=errors, sole=len(sites) == 1, quiet=quiet, metrics=metrics) as runs:
            outcomes = crawl_sites(sites, data, progress=runs.progress.show, ended=runs.ended, overrides=overrides)
        begun = {outcome.site for outcome in outcomes}
        runs.left(site.name for site in sites if site.name not in begun)
        runs.overview()
    sys.exit(worst(runs.codes))


def _load(names: Iterable[str], data: Path) -> list[Site]:
    sites = [load_site(name, data / "sites") for name in names]
    require_contact(sites, data)
    return sites


def _plan(site: Site, data: Path, overrides: Mapping[str, Any], *, quiet: bool, log: Path | None) -> int:
    with event_log(log), CrawlProgress(quiet=quiet) as progress:
        summary, planned = plan_crawl(site, data, progress=progress.show, overrides=dict(overrides))
    known = _known_assets(site, data) if site.assets else None
    click.echo(plan_text(summary, planned, assets=known))
    return exit_code(summary)


def _known_assets(site: Site, data: Path) -> tuple[int, int]:
    """Return how many images and stylesheets of a site the archive has, and of how many pages."""
    if not (data / DATABASE_NAME).exists():
        return 0, 0
    path = data / DATABASE_NAME
    with closing(open_read_only(path)) as db, plain_errors(path):
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
