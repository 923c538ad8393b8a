"""`commentary status`: shows what the archive holds of each site, and how its last run ended, or one run's report."""

import json
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import click

from archive.database import DATABASE_NAME, Lock, open_read_only, plain_errors
from archive.report import RunReport, last_run_of_site, run_report, to_json
from archive.settings import load_settings
from archive.upkeep import Forecast, disk_findings, forecast
from commentary.cli.notices import notice_troubles
from commentary.cli.options import data_option
from commentary.cli.show.archive import status_text
from commentary.cli.show.disk import forecast_json, forecast_text
from commentary.cli.show.report import report_text
from commentary.cli.show.text import size
from commentary.cli.status import DAYS_KEPT, SiteStatus, read_status, read_troubles, unfinished_replay, warc_bytes
from extract.errors import ArchiveError, CommentaryError


@click.command()
@click.argument("name", metavar="[SITE|RUN]", default="")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON object a site (of none: with the disk alone), or that of the report.",
)
@data_option
def status(name: str, *, as_json: bool, data: Path) -> None:
    """Show what the archive holds of each site, and how its last run ended.

    With the name of a SITE, print the report of its last run again; with the id of a RUN, that of this run.
    """
    if name:
        report = _report(data, name)
        click.echo(json.dumps(to_json(report)) if as_json else report_text(report))
        return
    found, disk = list(read_status(data)), forecast(data)
    if as_json:
        for site in found:
            click.echo(
                json.dumps({**asdict(site), "report": to_json(_report(data, site.site)), "disk": forecast_json(disk)})
            )
        if not found:
            click.echo(json.dumps({"site": None, "disk": forecast_json(disk)}))
        return
    _show(data, found, disk)


def _show(data: Path, found: list[SiteStatus], disk: Forecast) -> None:
    if found:
        click.echo(status_text(found))
    for trouble in read_troubles(data):
        click.echo(trouble)
    for trouble in _notice_troubles(data):
        click.echo(trouble)
    if taken := unfinished_replay(data):
        click.echo(
            f"{data}: {size(taken)} of a replay that has not ended; `commentary replay` goes on with it, and after"
            f" {DAYS_KEPT} days it is removed"
        )
    click.echo(f"{data}: {size(warc_bytes(data))} of WARC files")
    click.echo(f"{data}: {forecast_text(disk)}")
    for finding in disk_findings(disk):
        if finding.level != "fine":
            click.echo(f"{data}: {finding.do}")


def _notice_troubles(data: Path) -> list[str]:
    try:
        return notice_troubles(data, load_settings(data).notify)
    except CommentaryError as error:
        return [str(error)]


def _report(data: Path, name: str) -> RunReport:
    """Return the report of the last run of a site, or of a run; ArchiveError if there is neither of that name."""
    path = data / DATABASE_NAME
    with closing(open_read_only(path)) as db, plain_errors(path):
        run = last_run_of_site(db, name) or name
        try:
            report = run_report(db, run)
        except ArchiveError as error:
            raise ArchiveError(
                f"{path} has no site and no run {name}. `commentary status` lists the sites, and"
                " `commentary export --table runs` the runs."
            ) from error
    # A process that was killed leaves this status; the next run corrects it.
    was_killed = report.status == "running" and not Lock.is_held(data)
    return replace(report, status="interrupted") if was_killed else report
