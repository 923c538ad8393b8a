"""`commentary import`: takes captures of other tools, and WARC files of other archives."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.intake import Taken, take_archives
from archive.store import Archive
from commentary.cli.options import data_option
from commentary.cli.show.imported import import_text, problem_lines, without_profile_lines
from commentary.cli.show.progress import count_progress
from sites import load_site, load_sites

INCOMPLETE = 3


@click.command("import")
@click.argument("paths", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--site", metavar="NAME", help="The profile to which the captures of other tools belong.")
@data_option
def import_(paths: tuple[Path, ...], site: str | None, data: Path) -> None:
    """Take captures of other tools, and WARC files of other archives.

    FILE is a WARC, ARC or WACZ file, DIR a folder of such files or the data folder of another archive. Responses of
    the site's hosts are taken with their own times, ids and digests, and read like those of a crawl. WARC files of
    another archive are copied as they are; of one site only, if --site names it. What is in the archive stays as it
    is, so that to import twice changes nothing. What cannot be taken is named, and then the exit code is 3.
    """
    profile = load_site(site, data / "sites") if site is not None else None
    outcomes: Counter[str] = Counter()
    without: Counter[str] = Counter()
    with Archive.open(data) as archive:
        for problem in archive.problems:
            click.echo(f"commentary: {problem}", err=True)
        with count_progress("reading") as progress:
            taken = take_archives(
                archive, list(paths), site=profile, now=datetime.now(UTC), progress=progress.show_step
            )
        sites = load_sites(data / "sites")
        with count_progress("articles") as progress:
            for replayed in archive.read_unread(sites, progress=progress.show):
                outcomes[replayed.outcome] += 1
                if replayed.outcome == "no profile":
                    without[replayed.problem or ""] += 1
                elif replayed.outcome in {"damaged", "unread"}:
                    taken.problems.append(f"{replayed.warc}, byte {replayed.offset}: {replayed.problem}")
    taken.problems += without_profile_lines(without, data / "sites")
    for line in problem_lines(taken):
        click.echo(f"commentary: {line}", err=True)
    click.echo(import_text(taken, outcomes))
    sys.exit(INCOMPLETE if is_incomplete(taken) else 0)


def is_incomplete(taken: Taken) -> bool:
    """Tell whether something could not be taken."""
    return bool(taken.problems)
