"""`commentary replay`: rebuilds the database from the WARC files with the present profiles."""

import sys
from collections import Counter
from pathlib import Path

import click

from archive.store import Archive
from commentary.cli.options import data_option
from commentary.cli.show.run import ReplayProgress
from extract.errors import ArchiveError
from sites import load_sites

# Outcomes that are faults of the archive and not of a page.
ARCHIVE_FAULTS = {"damaged", "no profile"}
INCOMPLETE = 3


@click.command()
@click.option("--site", metavar="NAME", help="Replay the captures of this site only.")
@data_option
def replay(site: str | None, data: Path) -> None:
    """Rebuild the database from the WARC files.

    Every capture is read again with the present profiles. The old database stays until the new one is complete.
    """
    if not (data / "warc").is_dir():
        raise ArchiveError(
            f"{data} is not an archive: it has no folder warc/. Name the archive's folder with --data."
        )
    outcomes: Counter[str] = Counter()
    with Archive.open(data) as archive, ReplayProgress() as progress:
        for problem in archive.problems:
            click.echo(f"commentary: {problem}", err=True)
        for replayed in archive.replay(load_sites(data / "sites"), only=site, progress=progress.show):
            outcomes[replayed.outcome] += 1
            if replayed.outcome in ARCHIVE_FAULTS:
                click.echo(f"commentary: {replayed.warc}, byte {replayed.offset}: {replayed.problem}", err=True)
    counted = ", ".join(f"{count} x {outcome}" for outcome, count in outcomes.most_common())
    click.echo(f"replayed {outcomes.total()} captures{': ' if counted else ''}{counted}")
    sys.exit(INCOMPLETE if outcomes.keys() & ARCHIVE_FAULTS else 0)
