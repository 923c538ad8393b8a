"""`commentary restore`: makes a data folder out of a snapshot."""

import sys
from pathlib import Path

import click

from archive.snapshot import restore as restore_snapshot
from commentary.cli.options import data_option
from commentary.cli.show.progress import bytes_progress
from commentary.cli.show.text import size

INCOMPLETE = 3


@click.command()
@click.argument("snapshot", type=click.Path(path_type=Path), metavar="SNAPSHOT")
@data_option
def restore(snapshot: Path, data: Path) -> None:
    """Make a new archive out of a snapshot, in the folder given by --data.

    SNAPSHOT is a folder or a ZIP file.

    Every checksum is tested first; if a file is damaged, missing or surplus, it is named and nothing is written. The
    folder must be empty or new.
    """
    with bytes_progress() as progress:
        restored = restore_snapshot(snapshot, data, progress=progress.show_step)
    click.echo(f"restored {restored.files:,} files, {size(restored.bytes)}, to {data}; state of {restored.state_at}")
    if restored.database_problem:
        click.echo(
            f"commentary: the snapshot's database was not used: {restored.database_problem}."
            f" `commentary replay --data {data}` makes it anew from the WARC files.",
            err=True,
        )
    sys.exit(INCOMPLETE if restored.database_problem else 0)
