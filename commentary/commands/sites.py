"""`commentary sites`: which profiles there are, and whether they read what they promise."""

from pathlib import Path

import click
from rich.console import Console

from commentary.options import data_option
from commentary.show.archive import sites_table
from sites import load_sites


@click.command()
@click.option("--check", is_flag=True, help="Read each profile's examples and compare.")
@data_option
def sites(*, check: bool, data: Path) -> None:
    """List the profiles: those of the archive's own folder `sites/` before the shipped ones."""
    found = load_sites(data / "sites")
    Console().print(sites_table(found[name] for name in sorted(found)))
