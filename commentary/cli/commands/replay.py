"""`commentary replay`: the database anew from the WARC files, as the profiles read them today."""

import sys
from collections import Counter
from pathlib import Path

import click

from archive.store import Archive
from commentary.cli.options import data_option
from commentary.cli.show.run import ReplayProgress
from extract.errors import ArchiveError
from sites import load_sites

# What is wrong with the archive, not with a page.
TROUBLES = {"damaged", "no profile"}
INCOMPLETE = 3


@click.command()
@click.option("--site", metavar="NAME", help="Read the pages of this site only.")
@data_option
def replay(site: str | None, data: Path) -> None:
    """Rebuild the database from the WARC files.

    The old database stays until the new one is complete.
    """
    if not (data / "warc").is_dir():
        raise ArchiveError(f"{data} holds no archive: there is no folder warc/ in it. Name another with --data.")
    outcomes: Counter[str] = Counter()
    with Archive.open(data) as archive, ReplayProgress() as progress:
        for problem in archive.problems:
            click.echo(f"commentary: {problem}", err=True)
        for replayed in archive.replay(load_sites(data / "sites"), only=site, progress=progress.show):
            outcomes[replayed.outcome] += 1
            if replayed.outcome in TROUBLES:
                click.echo(f"commentary: {replayed.warc}, byte {replayed.offset}: {replayed.problem}", err=True)
    counted = ", ".join(f"{count} x {outcome}" for outcome, count in outcomes.most_common())
    click.echo(f"replayed {outcomes.total()} captures{': ' if counted else ''}{counted}")
    sys.exit(INCOMPLETE if outcomes.keys() & TROUBLES else 0)
