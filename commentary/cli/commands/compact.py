"""`commentary compact`: frees what can be freed, and never a capture."""

import sys
from contextlib import closing
from pathlib import Path

import click

from archive.compact import (
    LEAST_SHARE,
    Joined,
    NotJoined,
    Skipped,
    compact_files,
    find_leftovers,
    join_files,
    least_freed,
    moved_away,
    plan_files,
    plan_joins,
    remove_leftovers,
    vacuum,
)
from archive.database import DATABASE_NAME, Lock, open_read_only, plain_errors
from archive.store import Archive
from archive.warc import Compacted
from commentary.cli.options import data_option
from commentary.cli.show.compact import Done, done_text, file_line, joined_line, plan_text
from commentary.cli.show.progress import bytes_progress
from extract.errors import ArchiveError

INCOMPLETE = 3


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be freed.")
@click.option(
    "--min-saving",
    type=click.FloatRange(0, 100),
    default=100 * LEAST_SHARE,
    show_default=True,
    metavar="PERCENT",
    help="Leave a WARC file as it is, with its digest, if it would lose a smaller part of its bytes.",
)
@data_option
def compact(*, dry_run: bool, min_saving: float, data: Path) -> None:
    """Free what can be freed of the disk, and never a capture.

    A response whose payload an earlier capture of the same URL has becomes a revisit record, and records are
    compressed as far as gzip can, file by file: each is written beside the old one, compared with it record by
    record, and put in its place. A record tells of each file how its digest changed. Small files of a site are
    joined, byte for byte. The database is written anew without its free pages, and what ended commands left is
    removed. No crawl can run meanwhile. The exit code is 3 if anything could not be done.
    """
    if not (data / "warc").is_dir():
        raise ArchiveError(
            f"{data} is not an archive: it has no folder warc/. Name the archive's folder with --data."
        )
    if dry_run:
        _plan(data, min_saving / 100)
        return
    done = Done()
    with Archive.open(data) as archive:
        done.problems += archive.problems
        done.leftovers = remove_leftovers(data)
        with bytes_progress() as progress:
            plans = plan_files(
                archive.tables.db, archive.tables.warc_folder, progress.show_step, least_share=min_saving / 100
            )
            for outcome in compact_files(archive.tables, plans, progress.show_step):
                _note(outcome, done)
            joins = plan_joins(archive.tables.db, archive.tables.warc_folder, without=done.left)
            for joined in join_files(archive.tables, joins, progress.show_step):
                _note(joined, done)
            progress.show_step("database", 0, 0)
            done.database = vacuum(archive.tables)
    done.moved_away = moved_away(data)
    click.echo(done_text(done))
    sys.exit(INCOMPLETE if done.is_incomplete else 0)


def _plan(data: Path, least_share: float) -> None:
    database = data / DATABASE_NAME
    # What another command works on is none of what ended ones left.
    leftovers = [] if Lock.is_held(data) else find_leftovers(data)
    with closing(open_read_only(database)) as db, plain_errors(database), bytes_progress() as progress:
        plans = plan_files(db, data / "warc", progress.show_step, least_share=least_share)
        joins = plan_joins(db, data / "warc")
        click.echo(plan_text(plans, joins, leftovers, least_freed(db, database), moved_away(data)))


def _note(outcome: Compacted | Skipped | Joined | NotJoined, done: Done) -> None:
    if isinstance(outcome, Compacted):
        done.files.append(outcome)
        click.echo(file_line(outcome))
    elif isinstance(outcome, Joined):
        done.joined.append(outcome)
        click.echo(joined_line(outcome))
    else:
        done.problems += (outcome.why,)
        done.left |= {outcome.path.name} if isinstance(outcome, Skipped) else set()
