"""`commentary verify`: checks that an archive is whole, and changes nothing."""

import json
import sys
import time
from pathlib import Path

import click

from archive.verify import Scope
from archive.verify import verify as verify_archive
from commentary.cli.options import data_option
from commentary.cli.show.progress import share_progress
from commentary.cli.show.verify import verified_json, verified_text
from sites import load_sites

FOUND = 3


@click.command()
@click.option("--full", is_flag=True, help="Read every capture again, derive all tables anew and compare every row.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Look at N captures chosen at random, and not at all bytes of the WARC files.",
)
@click.option("--site", metavar="NAME", help="Only the WARC files and captures of this site.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def verify(*, full: bool, sample: int | None, site: str | None, as_json: bool, data: Path) -> None:
    """Check that an archive is whole, and that its database and its WARC files say the same.

    Every byte of the WARC files is compared with its digests, every record with its row, and the digest of each run
    with the one that the run after it names. Nothing is written; a crawl may go on meanwhile. Each finding names the
    file, the byte and what to do. The exit code is 3 if anything was found.
    """
    if full and sample is not None:
        raise click.UsageError("--full looks at everything, and --sample at a part of it: give one of them.")
    started = time.monotonic()
    with share_progress("verify") as progress:
        scope = Scope(full=full, sample=sample, site=site)
        verified = verify_archive(data, load_sites(data / "sites"), scope, progress=progress.show_step)
    seconds = time.monotonic() - started
    if as_json:
        click.echo(json.dumps(verified_json(verified, seconds), ensure_ascii=False, indent=1))
    else:
        click.echo(verified_text(verified, seconds))
    sys.exit(FOUND if verified.findings else 0)
