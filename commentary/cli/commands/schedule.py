"""`commentary schedule`: writes how often sites are crawled, and has the machine start `commentary run`."""

import os
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.due import due_at
from archive.settings import SETTINGS_NAME, Settings, change_settings, load_settings
from archive.tombstones import read_tombstones
from commentary.cli.contact import ensure_contact
from commentary.cli.due_sites import read_past_runs
from commentary.cli.options import data_option
from commentary.cli.show.due import moment_text
from commentary.timers import Job, Kind, default_kind, install, installed_kinds, job_of, remove, show
from crawler.operator import user_agent
from extract.durations import duration_text, parse_interval
from extract.errors import ArchiveError, CommentaryError
from extract.site import Site
from sites import load_site

NEITHER = (
    "this machine has neither systemd nor cron: install cron, or have `commentary run` started every ten minutes by"
    " what it has. With --systemd, --cron or --launchd it is shown what other machines would get."
)


class Interval(click.ParamType[timedelta]):
    """An interval such as 6h or 2 days."""

    name = "interval"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Return the interval; click.UsageError for what is none."""
        try:
            return parse_interval(str(value))
        except ValueError as error:
            self.fail(f"{value!r} is {error}", param, ctx)


@click.command()
@click.argument("names", metavar="[SITE]…", nargs=-1)
@click.option("--every", type=Interval(), metavar="INTERVAL", help="How often, such as 6h, 90m, 1d or 1w.")
@click.option("--systemd", "kind", flag_value="systemd", help="By a systemd timer: the default where systemd runs.")
@click.option("--cron", "kind", flag_value="cron", help="By a line in the crontab: the default elsewhere.")
@click.option("--launchd", "kind", flag_value="launchd", help="By a launchd agent: the default on a Mac.")
@click.option(
    "--system/--user",
    default=None,
    help="With systemd, by a timer of the whole machine (root's default) or of a user.",
)
@click.option("--install", "action", flag_value="install", help="Have the machine start `commentary run`.")
@click.option(
    "--remove", "action", flag_value="remove", help="Take these sites, or the last installation, away again."
)
@data_option
def schedule(  # noqa: PLR0913 - click gives an argument for each option
    names: tuple[str, ...],
    every: timedelta | None,
    kind: Kind | None,
    *,
    system: bool | None,
    action: str | None,
    data: Path,
) -> None:
    """Have sites crawled at intervals, and have the machine start that.

    Writes the interval of each SITE into settings.toml, and shows what would start `commentary run` every ten
    minutes, which crawls the sites that are due. With --install the machine does so from now on, with --remove no
    longer. Without a SITE it lists what is scheduled, and when it is due.
    """
    if names and action != "remove" and every is None:
        raise click.UsageError("give the interval with --every, such as --every 6h")
    if every is not None and (not names or action == "remove"):
        raise click.UsageError("--every is for sites that are to be scheduled: name them, and leave --remove out")
    of_machine, is_chosen = os.geteuid() == 0 if system is None else system, kind is not None
    if action == "remove":
        _remove(names, data, kind, of_machine=of_machine)
        return
    if names and every is not None:
        _add(names, every, data)
    settings = load_settings(data)
    if not settings.schedule:
        raise CommentaryError(f"no site is scheduled in {data}; `commentary schedule SITE --every 6h` does that.")
    _list(settings, data)
    job, kind = _job(settings, data), kind or default_kind()
    if action == "install":
        _check_contact(settings, data)
        _install(job, kind, of_machine=of_machine)
        return
    _tell(job, kind, of_machine=of_machine)
    if kind and (names or is_chosen):
        click.echo(f"--install writes:\n\n{show(job, kind, of_machine=of_machine)}", nl=False)


def _install(job: Job, kind: Kind | None, *, of_machine: bool) -> None:
    if kind is None:
        raise CommentaryError(NEITHER)
    for line in install(job, kind, of_machine=of_machine):
        click.echo(line)


def _tell(job: Job, kind: Kind | None, *, of_machine: bool) -> None:
    """Print what starts a job, or what could."""
    if by := ", ".join(installed_kinds(job, of_machine=of_machine)):
        click.echo(f"\nstarted by {by}")
    elif kind:
        click.echo("\nnothing starts `commentary run`; --install has the machine do it")
    else:
        click.echo(f"\n{NEITHER}")


def _add(names: tuple[str, ...], every: timedelta, data: Path) -> None:
    sites = [load_site(name, data / "sites") for name in names]
    if not data.is_dir():
        raise ArchiveError(f"{data} is no folder. Make it, or give that of the archive with --data.")
    _check_not_forgotten(names, data)
    ensure_contact(sites, data)
    change_settings(data, {("schedule", site.name): duration_text(every) for site in sites})


def _check_not_forgotten(names: Iterable[str], data: Path) -> None:
    """Raise ArchiveError for a site that was forgotten, which would be due at every start."""
    path = data / DATABASE_NAME
    if not path.exists():
        return
    with closing(open_read_only(path)) as db, plain_errors(path):
        tombstones = read_tombstones(db)
    for name in names:
        tombstones.check_site(name)


def _remove(names: tuple[str, ...], data: Path, kind: Kind | None, *, of_machine: bool) -> None:
    settings = load_settings(data)
    for name in names:
        if name not in settings.schedule:
            known = ", ".join(sorted(settings.schedule)) or "none"
            raise CommentaryError(f"{name} is not scheduled in {data}; its scheduled sites are: {known}.")
    if names:
        change_settings(data, {("schedule", name): None for name in names})
        click.echo(f"{', '.join(names)}: no longer scheduled in {data / SETTINGS_NAME}")
        if settings.schedule.keys() - set(names):
            return
    job = _job(settings, data)
    kinds = [kind] if kind else list(installed_kinds(job, of_machine=of_machine))
    lines = [line for each in kinds for line in remove(job, each, of_machine=of_machine)]
    for line in lines or ["nothing is installed that starts `commentary run`"]:
        click.echo(line)


def _job(settings: Settings, data: Path) -> Job:
    return job_of(data, files=(settings.notify.metrics, settings.notify.log))


def _list(settings: Settings, data: Path) -> None:
    """Print each scheduled site with its interval, and when it is due."""
    now, runs = datetime.now(UTC), read_past_runs(data, settings)
    for name, every in settings.schedule.items():
        if name not in runs:
            click.echo(
                f"{name}: was forgotten, and is not crawled; `commentary schedule {name} --remove` ends this line"
            )
            continue
        due = due_at(name, runs[name], settings, now=now)
        last = max((run.started_at for run in runs[name]), default=None)
        crawled = f"last crawled {last:%Y-%m-%d %H:%M} UTC" if last else "never crawled"
        click.echo(f"{name}: every {duration_text(every)}, {crawled}, due {moment_text(due, now=now)}")


def _check_contact(settings: Settings, data: Path) -> None:
    """Raise CommentaryError if a crawl needs a contact that only the environment of this command has."""
    hosts = [host for site in _profiles(settings, data) for host in site.hosts]
    try:
        user_agent(settings.contact, hosts)
    except CommentaryError as error:
        raise CommentaryError(
            f'{data / SETTINGS_NAME}: write contact = "…" into it, your address or web page: what the machine starts'
            " knows nothing of COMMENTARY_CONTACT"
        ) from error


def _profiles(settings: Settings, data: Path) -> list[Site]:
    return [load_site(name, data / "sites") for name in read_past_runs(data, settings)]
