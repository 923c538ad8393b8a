"""`commentary sites`: which profiles there are, and whether they read what they promise."""

import sys
from pathlib import Path

import click

from commentary.check import failed_examples
from commentary.options import data_option
from commentary.show.archive import sites_text
from sites import load_sites

ERROR = 1


@click.command()
@click.option("--check", is_flag=True, help="Read each profile's examples, and show where they differ.")
@data_option
def sites(*, check: bool, data: Path) -> None:
    """List the profiles, or check their examples.

    Those in the archive's own folder `sites/` go before the shipped ones.
    """
    folder = data / "sites"
    found = load_sites(folder).values()
    if not check:
        click.echo(
            sites_text(
                (site, str(folder) if (folder / f"{site.name}.toml").exists() else "shipped") for site in found
            )
        )
        return
    failures = [f"{site.name}: {failure}" for site in found for failure in failed_examples(site, folder)]
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"{len(found)} profiles, {sum(len(site.examples) for site in found)} examples, {len(failures)} differ")
    sys.exit(ERROR if failures else 0)
