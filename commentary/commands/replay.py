"""`commentary replay`: the database anew from the WARC files, as the profiles read them today."""

from collections import Counter
from pathlib import Path

import click

from archive.store import Archive
from commentary.options import data_option
from commentary.show import ReplayProgress
from sites import load_sites


@click.command()
@click.option("--site", metavar="NAME", help="Read the pages of this site only.")
@data_option
def replay(site: str | None, data: Path) -> None:
    """Rebuild the database from the WARC files.

    The old database stays until the new one is complete.
    """
    outcomes: Counter[str] = Counter()
    with Archive.open(data) as archive, ReplayProgress() as progress:
        for reading in archive.replay(load_sites(data / "sites"), only=site):
            outcomes[reading.verdict] += 1
            progress.show(outcomes.total())
    counted = ", ".join(f"{count} x {outcome}" for outcome, count in outcomes.most_common())
    click.echo(f"replayed {outcomes.total()} captures{': ' if counted else ''}{counted}")
