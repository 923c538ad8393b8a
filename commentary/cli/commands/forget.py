"""`commentary forget`: removes an article, a page or a whole site from the archive, for good."""

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import click

from archive.ask import asked_address, find_articles
from archive.compact import take_apart
from archive.database import DATABASE_NAME, FRONTIER_NAME, open_read_only, plain_errors
from archive.forget import Plan, Scan, carry_out, leftovers_of, plan_of_site, plan_of_url, scan
from archive.settings import SETTINGS_NAME, change_settings, load_settings
from archive.store import Archive
from archive.tables import Tables
from archive.warc import make_id
from commentary.cli.due_sites import read_past_runs
from commentary.cli.options import data_option
from commentary.cli.pages import is_url
from commentary.cli.show.forget import done_text, list_text, plan_text
from commentary.cli.show.progress import bytes_progress
from crawler.operator import read_contact
from extract.errors import ArchiveError, CommentaryError
from extract.site import Site
from sites import load_sites

INCOMPLETE = 3


@click.command()
@click.argument("target", required=False, metavar="URL|SITE")
@click.option("--reason", metavar="TEXT", help="Why; it is stored, and can be read by everybody who has the archive.")
@click.option("--by", metavar="NAME", help="Who removes it; by default the contact in settings.toml.")
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--list", "as_list", is_flag=True, help="List what was forgotten.")
@click.option("--finish", is_flag=True, help="Finish a removal that was interrupted.")
@data_option
def forget(  # noqa: PLR0913 - one parameter for each option
    *,
    target: str | None,
    reason: str | None,
    by: str | None,
    dry_run: bool,
    yes: bool,
    as_list: bool,
    finish: bool,
    data: Path,
) -> None:
    """Remove an article, a page or a whole site from the archive, for good.

    It goes from the WARC files, the tables and the search, with all of its addresses, versions, comments and entries
    in listings. A tombstone stays: digests of its addresses, the day, the reason and who removed it. No replay,
    import or crawl brings it back. This cannot be undone. Snapshots, exports and copies made before still hold it.
    """
    if as_list:
        _list(data)
        return
    if finish:
        _check_archive(data)
        without_profile = _finish(data)
        sys.exit(INCOMPLETE if not _unschedule(data) or without_profile else 0)
    if target is None:
        raise click.UsageError("give the URL of an article or page, or the name of a site")
    if not dry_run and not (reason or "").strip():
        raise click.UsageError("give --reason: it is stored in place of what is removed")
    _check_archive(data)
    with Archive.open(data) as archive:
        tables, tombstone = archive.tables, make_id()
        plan = _plan(tables.db, target, archive)
        found = _scan(tables, plan, tombstone)
        click.echo(plan_text(plan, found))
        if dry_run:
            return
        _confirm(yes=yes)
        if take_apart(tables, [each.path for each in found.files]):
            # What is removed from a file changes the digest of its own run, and of no other.
            found = _scan(tables, plan, tombstone)
        sites, before = load_sites(data / "sites"), tables.reads.count_unread()
        who = by or read_contact(data) or "not stated"
        stale = [f"{FRONTIER_NAME}{suffix}" for suffix in ("", "-wal", "-shm")]
        forgotten = carry_out(
            tables, plan, found, tombstone=tombstone, reason=(reason or "").strip(), by=who, leftovers=stale
        )
        without_profile = _read_again(archive, sites, before=before)
        left = list(leftovers_of(tables, plan, found))
    click.echo(done_text(forgotten, found))
    is_unscheduled = plan.kind != "site" or _unschedule(data)
    for place in left:
        click.echo(f"commentary: something is left: {place}", err=True)
    sys.exit(INCOMPLETE if left or found.unsearched or without_profile or not is_unscheduled else 0)


def _unschedule(data: Path) -> bool:
    """Take sites that were forgotten out of the schedule; say what happened, and tell whether it worked."""
    try:
        settings = load_settings(data)
        gone = sorted(settings.schedule.keys() - read_past_runs(data, settings).keys())
        if gone:
            change_settings(data, {("schedule", site): None for site in gone})
    except CommentaryError as error:
        # What is forgotten is so, whatever the schedule says.
        click.echo(f"commentary: what was forgotten may still be in the schedule: {error}", err=True)
        return False
    for site in gone:
        click.echo(f"{site}: no longer scheduled in {data / SETTINGS_NAME}")
    return True


def _scan(tables: Tables, plan: Plan, tombstone: str) -> Scan:
    with bytes_progress() as progress:
        return scan(
            tables.db,
            tables.warc_folder,
            plan,
            tombstone=tombstone,
            progress=lambda done, total: progress.show_step("searching the WARC files", done, total),
        )


def _finish(data: Path) -> int:
    """Finish a removal that was interrupted, and read what it redacted; return how many pages have no profile."""
    sites = load_sites(data / "sites")
    with Archive.open(data) as archive:
        # Which of the unread pages it redacted is not known any more.
        return _read_again(archive, sites, before=0)


def _read_again(archive: Archive, sites: Mapping[str, Site], *, before: int) -> int:
    """Read what was redacted; say and return how many pages have no profile, beside `before` that had none."""
    unread = sum(each.outcome == "no profile" for each in archive.read_unread(sites)) - before
    if unread > 0:
        click.echo(
            f"commentary: {unread:,} pages could not be read again: their site has no profile. Put it into"
            f" {archive.data / 'sites'}/ and run `commentary replay`.",
            err=True,
        )
    return max(unread, 0)


def _check_archive(data: Path) -> None:
    if not (data / "warc").is_dir():
        raise ArchiveError(
            f"{data} is not an archive: it has no folder warc/. Name the archive's folder with --data."
        )


def _plan(db: sqlite3.Connection, target: str, archive: Archive) -> Plan:
    before = archive.tables.tombstones
    if is_url(target):
        return plan_of_url(db, archive.tables.warc_folder, target, before)
    query = "SELECT site FROM captures UNION SELECT site FROM runs ORDER BY site"
    known = [site for (site,) in map(tuple, db.execute(query)) if site]
    if target not in known and not before.hides_site(target):
        named = find_articles(db, target) if asked_address(target) is not None else []
        raise ArchiveError(
            f"{archive.data} has no site {target!r}; its sites are: {', '.join(known) or 'none'}. For an article,"
            f" give its URL{', such as ' + named[0].url if named else ''}."
        )
    return plan_of_site(db, target, before)


def _confirm(*, yes: bool) -> None:
    """Ask on a terminal; elsewhere UsageError without --yes."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("this cannot be undone: give --yes, or run it on a terminal, where it asks")
    click.confirm("This cannot be undone. Remove it?", abort=True)


def _list(data: Path) -> None:
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        rows = db.execute("SELECT * FROM tombstones ORDER BY forgotten_at, id").fetchall()
    click.echo(list_text(rows))
