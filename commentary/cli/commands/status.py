"""`commentary status`: shows what the archive holds of each site, and how its last run ended."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from commentary.cli.options import data_option
from commentary.cli.show.archive import status_text
from commentary.cli.show.text import size
from commentary.cli.status import DAYS_KEPT, read_status, read_troubles, unfinished_replay, warc_bytes


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a site.")
@data_option
def status(*, as_json: bool, data: Path) -> None:
    """Show what the archive holds of each site, and how its last run ended."""
    found = list(read_status(data))
    if as_json:
        for site in found:
            click.echo(json.dumps(asdict(site)))
        return
    if found:
        click.echo(status_text(found))
    for trouble in read_troubles(data):
        click.echo(trouble)
    if taken := unfinished_replay(data):
        click.echo(
            f"{data}: {size(taken)} of a replay that has not ended; `commentary replay` goes on with it, and after"
            f" {DAYS_KEPT} days it is removed"
        )
    click.echo(f"{data}: {size(warc_bytes(data))} of WARC files")
