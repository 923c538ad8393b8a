"""`commentary repair`: repairs of an archive what can be repaired without losing anything."""

import sys
import time
from pathlib import Path

import click

from archive.verify import Scope, Verified, carry_out, plan_repairs, verify
from commentary.cli.options import data_option
from commentary.cli.show.progress import share_progress
from commentary.cli.show.verify import verified_text
from sites import load_sites

FOUND = 3


@click.command()
@click.option("--yes", is_flag=True, help="Do the safe steps without asking.")
@click.option("--full", is_flag=True, help="Look for what only deriving all tables anew shows, too.")
@data_option
def repair(*, yes: bool, full: bool, data: Path) -> None:
    """Repair what can be repaired without losing anything.

    The archive is verified first, and the steps that are safe are listed. They are done after --yes, or after a
    question on a terminal. What they replace is moved into the folder removed/. What a person has to decide is listed
    with the command to run. The exit code is 3 if anything is left.
    """
    sites = load_sites(data / "sites")

    found: list[Verified] = []

    def look() -> Verified:
        with share_progress("verify") as progress:
            found.append(verify(data, sites, Scope(full=full), progress=progress.show_step))
        return found[-1]

    started = time.monotonic()
    look()
    click.echo(verified_text(found[0], time.monotonic() - started))
    steps, left = plan_repairs(data, sites, found[0])
    for step in steps:
        click.echo(f"safe: {step.what}")
    if left:
        click.echo(f"to be decided by a person: {len(left):,} of these findings, each with what to do")
    if steps and not (yes or (sys.stdin.isatty() and click.confirm("Do what is safe?"))):
        click.echo("Nothing was changed. `commentary repair --yes` does what is safe.")
    elif steps:
        for step, error in carry_out(data, sites, found[0], look):
            click.echo(f"done: {step.what}" if error is None else f"not done: {step.what} {error}")
        click.echo(verified_text(found[-1], time.monotonic() - started))
    sys.exit(FOUND if found[-1].findings else 0)
