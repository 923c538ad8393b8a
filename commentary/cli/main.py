"""The command line: finds the command that is asked for, and turns errors into one line and an exit code.

Exit codes: 0 done, 1 error, 2 usage, 3 done but incomplete, 4 nothing fetched.

To add a command: a module in `commentary/commands/` with a function of its name, and a line in COMMANDS.
"""

import sys
from importlib import import_module
from pathlib import Path

import click

from commentary.cli.options import data_option
from extract.errors import CommentaryError

# The help lists them without importing any: that is the difference between a tenth of a second and two.
COMMANDS = {
    "crawl": "Crawl sites into the archive.",
    "read": "Read pages without an archive.",
    "explain": "Show each field's value and the rule that found it, and what the other rules found.",
    "replay": "Rebuild the database from the WARC files.",
    "serve": "Open the archive in Datasette, until Ctrl-C.",
    "export": "Write a table of the archive as CSV, JSON or NDJSON, complete.",
    "sites": "List the profiles, or check their examples.",
    "status": "Say what the archive holds of each site, and how its last run ended.",
    "audit": "Compare what a site's sources name with what the archive has, and say why each address is missing.",
    "demo": "Crawl two days of a small site of our own, and open the archive until Ctrl-C.",
}


class LazyGroup(click.Group):
    """A group that imports a command when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of COMMANDS."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"commentary.cli.commands.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"commentary.cli.commands.{cmd_name} has no command of that name")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help's list of commands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commentary-archive", prog_name="commentary")
@data_option
def cli(data: Path) -> None:
    """Crawl commentary sites, keep every capture, and ask questions of what was said and how it changed."""
    del data  # each command takes it, from here when it was given here


def main() -> None:
    """Run the command."""
    try:
        cli(prog_name="commentary")
    except CommentaryError as error:
        click.echo(f"commentary: {error}", err=True)
        sys.exit(1)
