"""`commentary snapshot`: writes all of an archive to a folder or a ZIP file that can be kept and handed on."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from archive.snapshot import write_snapshot
from commentary.cli.options import data_option
from commentary.cli.show.progress import bytes_progress
from commentary.cli.show.text import align, size
from sites import DEFAULTS, SHIPPED

INCOMPLETE = 3


@click.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@data_option
def snapshot(out: Path, data: Path) -> None:
    """Write all of the archive to a new folder OUT, or to a ZIP file if OUT ends in .zip.

    The snapshot is a BagIt bag: WARC files, database, tables as CSV and profiles, with the SHA-256 of each file, a
    README and a datapackage.json. The same archive gives the same bytes. A crawl may go on meanwhile: then the
    snapshot has what the database knows when it begins, and names the run.
    """
    with bytes_progress() as progress:
        written = write_snapshot(data, out, profiles=_profiles(data), progress=progress.show_step)
    cut = written.cut
    lines = [
        ("state of", cut.state_at or "an empty archive"),
        ("articles", f"{cut.articles:,} in {cut.versions:,} versions, from {cut.captures:,} captures"),
        ("files", f"{written.files:,}, {size(written.bytes)}"),
        *(("running", f"{run}: the snapshot has what was stored of it so far") for run in cut.running),
        *(("left out", f"{name}: the database does not know it; the next crawl reads it") for name in cut.left_out),
        ("manifest", f"sha256:{written.digest}"),
    ]
    click.echo(f"{out}\n{align(lines)}")
    sys.exit(INCOMPLETE if cut.left_out else 0)


def _profiles(data: Path) -> Mapping[str, Path]:
    """Return the files of the operator's profiles and of the shipped ones, by their path in the snapshot."""
    own = {
        path.relative_to(data).as_posix(): path
        for path in (data / "sites").rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(data).parts)
    }
    shipped = {f"shipped-sites/{path.name}": path for path in SHIPPED.glob("*.toml")}
    return own | shipped | {f"shipped-sites/{DEFAULTS}": SHIPPED / DEFAULTS}
