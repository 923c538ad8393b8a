"""`commentary run`: crawls the scheduled sites that are due, side by side, and says nothing where none is."""

import sys
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from archive.database import Lock
from archive.settings import Settings, load_settings
from commentary.cli.due_sites import DueSites
from commentary.cli.options import budget_options, budget_settings, data_option, run_options
from commentary.cli.outputs import check_metrics_file, event_log, output_files
from commentary.cli.show.due import error_line, moment_text
from extract.errors import ArchiveError, ArchiveInUse, CommentaryError


@click.command()
@click.option(
    "--at-once", type=click.IntRange(min=1), metavar="N", help="Crawl at most N sites at the same time; by default 8."
)
@budget_options
@run_options
@data_option
def run(
    data: Path,
    *,
    at_once: int | None,
    quiet: bool,
    log: Path | None,
    metrics: Path | None,
    **budget: float | None,
) -> None:
    """Crawl the scheduled sites that are due, side by side.

    `commentary schedule` lists which these are, and when. Sites that become due meanwhile are crawled too. It is safe
    to start it again at any time: if it runs already, or another command writes the archive, it says so and ends with
    exit code 0. Ctrl-C ends all runs after the requests under way, a second Ctrl-C at once.
    """
    if not data.is_dir():
        raise ArchiveError(f"{data} is no folder. Give that of the archive with --data.")
    settings = load_settings(data)
    if not settings.schedule:
        raise CommentaryError(f"no site is scheduled in {data}; `commentary schedule SITE --every 6h` does that.")
    log, metrics = output_files(data, log, metrics)
    look = DueSites(data)
    if not _may_be_due(look):
        sys.exit(_nothing_due(look, data, settings))
    if owner := Lock.owner(data):
        sys.exit(_in_use(data, owner))
    limits = budget_settings(budget)
    if at_once is not None:
        limits["COMMENTARY_SITES_AT_ONCE"] = at_once
    # Scrapy and what tells people take a second to import, and most starts find nothing that is due.
    from commentary.cli.contact import require_contact  # noqa: PLC0415 - see above
    from commentary.cli.notices import announced  # noqa: PLC0415 - see above

    try:
        with announced(data, settings, settings.schedule) as errors, event_log(log):
            check_metrics_file(metrics)
            require_contact(look.scheduled(), data)
            code = _crawl(look, data, limits, errors=errors, quiet=quiet, metrics=metrics)
    except ArchiveInUse as error:
        # That process came between.
        code = _in_use(data, error.owner)
    sys.exit(code)


def _nothing_due(look: DueSites, data: Path, settings: Settings) -> int:
    _tell(look.broken, look.forgotten)
    if sys.stderr.isatty() and (following := look.next_due()):
        moment, name = following
        click.echo(f"nothing is due; next {name}, {moment_text(moment)}", err=True)
    if settings.notify.to:
        from commentary.cli.notices import tell_meanwhile  # noqa: PLC0415 - as below

        tell_meanwhile(data, settings, look.broken)
    return 1 if look.broken else 0


def _in_use(data: Path, owner: str) -> int:
    other = "if that is `commentary run`, it crawls what is due, else the next start does"
    click.echo(f"{data} is in use by process {owner}; {other}")
    return 0


def _tell(broken: Mapping[str, CommentaryError], forgotten: Collection[str] = ()) -> None:
    """Print why sites are not crawled."""
    for name, problem in broken.items():
        click.echo(error_line(name, problem), err=True)
    for name in sorted(forgotten):
        how = f"`commentary schedule {name} --remove` takes it out of the schedule"
        click.echo(f"{name}: not crawled, since it was forgotten; {how}", err=True)


def _may_be_due(look: DueSites) -> bool:
    """Tell whether a site is due, or it cannot be told before the archive is opened for writing.

    That migrates a database of an older release.
    """
    try:
        return bool(look())
    except ArchiveError:
        return True


def _crawl(  # noqa: PLR0913 - what run gives on
    look: DueSites,
    data: Path,
    limits: dict[str, float],
    *,
    errors: dict[str, BaseException],
    quiet: bool,
    metrics: Path | None,
) -> int:
    from commentary.cli.crawling import QUIET, Runs, worst  # noqa: PLC0415 - as above
    from crawler.run import crawl_what_is_due  # noqa: PLC0415 - as above

    # At once, since the runs may take days.
    told, forgotten = dict(look.broken), look.forgotten
    _tell(told, forgotten)
    with Runs(data, errors=errors, quiet=quiet, metrics=metrics) as runs:
        crawl_what_is_due(
            look,
            data,
            known=look.scheduled(),
            progress=runs.progress.show,
            ended=runs.ended,
            overrides=QUIET | limits,
        )
    _tell({name: why for name, why in look.broken.items() if name not in told}, look.forgotten - forgotten)
    runs.codes += [1] * len(look.broken)
    errors |= look.broken
    runs.overview()
    return worst(runs.codes)
