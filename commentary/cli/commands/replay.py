"""`commentary replay`: rebuilds the database from the WARC files with the present profiles."""

import sys
from collections import Counter
from pathlib import Path

import click

from archive.loss import Loss
from archive.store import Archive
from commentary.cli.options import data_option
from commentary.cli.show.run import TAKES_PAGES, ReplayProgress
from extract.errors import ArchiveError
from extract.kind import STATIC_PAGE
from sites import load_sites

# Outcomes that are faults of the archive and not of a page.
ARCHIVE_FAULTS = {"damaged", "no profile", "unread"}
INCOMPLETE = 3


@click.command()
@click.option("--site", metavar="NAME", help="Replay the captures of this site only.")
@click.option(
    "--accept-loss", is_flag=True, help="Replace the database also by one that lacks something that the old one has."
)
@data_option
def replay(site: str | None, data: Path, *, accept_loss: bool) -> None:
    """Rebuild the database from the WARC files.

    Every capture is read again with the present profiles. The old database stays until the new one is complete, and
    also then if the new one lacks captures, pages that were read, runs, or all articles of a site; what it would lack
    is listed, and the exit code is 1. Articles that the present profiles refuse are listed too, and are no loss.
    """
    if not (data / "warc").is_dir():
        raise ArchiveError(
            f"{data} is not an archive: it has no folder warc/. Name the archive's folder with --data."
        )
    outcomes: Counter[str] = Counter()
    with Archive.open(data) as archive, ReplayProgress() as progress:
        for problem in archive.problems:
            click.echo(f"commentary: {problem}", err=True)
        losses: list[Loss] = []
        judge = losses.append if accept_loss else keep_database
        for replayed in archive.replay(load_sites(data / "sites"), only=site, progress=progress.show, judge=judge):
            outcomes[replayed.outcome] += 1
            if replayed.outcome in ARCHIVE_FAULTS:
                click.echo(f"commentary: {replayed.warc}, byte {replayed.offset}: {replayed.problem}", err=True)
    for loss in losses:
        show_loss(loss)
    counted = ", ".join(f"{count} x {outcome}" for outcome, count in outcomes.most_common())
    click.echo(f"replayed {outcomes.total()} captures{': ' if counted else ''}{counted}")
    sys.exit(INCOMPLETE if outcomes.keys() & ARCHIVE_FAULTS or any(losses) else 0)


def show_loss(loss: Loss) -> None:
    """Print what the new database lacks, and which articles the present rules refuse."""
    for words in loss.sentences():
        click.echo(f"commentary: lost: {words}", err=True)
    for words in loss.refusals():
        click.echo(f"commentary: refused by the present rules: {words}", err=True)
    if any(verdict.endswith(STATIC_PAGE) for _, verdict, _ in loss.refused):
        click.echo(f"commentary: {TAKES_PAGES}", err=True)


def keep_database(loss: Loss) -> None:
    """Print the same; ArchiveError if the new database lacks anything."""
    show_loss(loss)
    if loss:
        raise ArchiveError(
            "The new database lacks what is listed above, so the old one stays as it was. Put back the profile or the"
            " WARC file, or go on with --accept-loss."
        )
