"""`commentary sites`: lists the profiles, or checks them against their example pages."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from commentary.cli.check import failed_examples
from commentary.cli.options import data_option
from commentary.cli.show.archive import sites_text
from extract.errors import ProfileError
from extract.site import Site
from sites import load_each

ERROR = 1


@click.command()
@click.option("--check", is_flag=True, help="Read each profile's example pages, and report values that differ.")
@data_option
def sites(*, check: bool, data: Path) -> None:
    """List the profiles, or check them against their example pages.

    A profile in the folder `sites/` of the archive replaces a shipped one of the same name. A profile with an error
    is reported, and the others are listed all the same.
    """
    folder = data / "sites"
    loaded = list(load_each(folder))
    found = [each for each in loaded if not isinstance(each, ProfileError)]
    broken = [each for each in loaded if isinstance(each, ProfileError)]
    if not check:
        click.echo(
            sites_text(
                (site, str(folder) if (folder / f"{site.name}.toml").exists() else "shipped") for site in found
            )
        )
    for error in broken:
        click.echo(f"commentary: {error}", err=True)
    failures = _check(found, folder) if check else 0
    sys.exit(ERROR if broken or failures else 0)


def _check(found: Sequence[Site], folder: Path) -> int:
    """Print the values that differ from the examples, and return their number."""
    failures = [f"{site.name}: {failure}" for site in found for failure in failed_examples(site, folder)]
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"{len(found)} profiles, {sum(len(site.examples) for site in found)} examples, {len(failures)} differ")
    return len(failures)
