"""Runs the command that the arguments name, and prints an error as one line on standard error.

Exit codes: 0 done, 1 error, 2 wrong usage, 3 done but incomplete or interrupted, 4 nothing fetched, 5 a dry run of a
replay found differences.

To add a command: a module in `commentary/cli/commands/` with a click command of its name (`module_of`), and a line in
COMMANDS.
"""

import errno
import gc
import signal
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import FrameType, ModuleType

import click

from commentary.cli.options import data_option
from extract.errors import CommentaryError

# The help lists them without importing the modules, which takes a tenth of a second and not two.
COMMANDS = {
    "add": "Write the profile of a site, given its URL or that of an article, feed or sitemap.",
    "crawl": "Find the articles of sites, and store what is new or may have changed.",
    "schedule": "Have sites crawled at intervals, and have the machine start that.",
    "run": "Crawl the scheduled sites that are due, side by side.",
    "read": "Read articles from files or URLs without an archive.",
    "explain": "Show the value of each field of a page, the rule that found it, and what other rules found.",
    "replay": "Rebuild the database from the WARC files; with --dry-run, show what that changes.",
    "serve": "Serve the archive in Datasette until Ctrl-C.",
    "access": "Let a reader use an archive that is served with --auth.",
    "import": "Take captures of other tools, and WARC files of other archives.",
    "export": "Write articles, a table, or the captures of the archive to a file for other programs.",
    "sites": "List the profiles, or check them against their example pages.",
    "doctor": "Say what is wrong with an archive or its machine, and what to do.",
    "check": "Test a profile on its stored pages, and on the newest article of each of its sources.",
    "relearn": "Propose new rules for a profile, as after a redesign of its site, and write them if you agree.",
    "verify": "Check that an archive is whole, and that its database and its WARC files say the same.",
    "repair": "Repair what can be repaired without losing anything.",
    "compact": "Free what can be freed of the disk, and never a capture.",
    "status": "Show what the archive holds of each site, and how its last run ended.",
    "audit": "List the articles that the archive lacks of those that a site's sources list, each with the reason.",
    "changes": "List what changed: new, edited, gone, back and renamed articles, in the order of time.",
    "digest": "List what is new, edited, withdrawn and back on a day or in a week, each site in its own days.",
    "notify": "Tell the places in the settings what needs people and was not told yet.",
    "history": "Show the versions of an article, what changed, every capture, and whether it was gone or renamed.",
    "copies": "List articles that have much of the text of an earlier one, word for word.",
    "view": "Show an article's page as it looked, until Ctrl-C.",
    "cite": "Write a citation of an article as it was archived.",
    "snapshot": "Write all of the archive to a new folder OUT, or to a ZIP file if OUT ends in .zip.",
    "restore": "Make a new archive out of a snapshot, in the folder given by --data.",
    "proof": "Show the stored response that proves what an article said, and how to check it.",
    "forget": "Remove an article, a page or a whole site from the archive, for good.",
    "demo": "Crawl a small built-in site on two of its days, and serve the archive until Ctrl-C.",
}


# Commands that go on until a signal ends them: that is no interruption.
UNTIL_A_SIGNAL = frozenset({"serve", "view", "demo"})
INTERRUPTED = 3


class _Interrupt:
    """A signal handler that raises KeyboardInterrupt, and remembers that it did.

    SQLite drops what is raised within a function of ours, and then says that the function failed.
    """

    def __init__(self) -> None:
        self.came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        signal.default_int_handler(number, frame)


class LazyGroup(click.Group):
    """A group that imports a command when it is run."""

    _interrupt = _Interrupt()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of COMMANDS."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        if cmd_name in UNTIL_A_SIGNAL:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        else:
            # As SIGINT does by default: what is open is closed, and children are ended.
            self._interrupt = _Interrupt()
            signal.signal(signal.SIGTERM, self._interrupt)
            # A shell lets its children in the background ignore it.
            if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
                signal.signal(signal.SIGINT, self._interrupt)
        name = module_of(cmd_name)
        command = getattr(_import(f"commentary.cli.commands.{name}"), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"commentary.cli.commands.{name} has no command of that name")
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; SIGINT and SIGTERM, where it does not handle them itself, end it with a line."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, Exception) as error:
            # sqlite3 itself is not imported here: the help needs no database.
            of_sqlite = isinstance(error, CommentaryError) or type(error).__module__ == "sqlite3"
            is_signal = isinstance(error, KeyboardInterrupt) or (of_sqlite and self._interrupt.came)
            if ctx.invoked_subcommand in UNTIL_A_SIGNAL or not is_signal:
                raise
            # A second signal would end in the middle of closing what is open.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            # CPython notes an interrupt within an `exec`, such as a dataclass has, and with `python -m` would end by
            # SIGINT whatever the exit code is; the next `exec` clears the note (run_eval_code_obj in pythonrun.c).
            exec("")  # noqa: S102 - see above
            click.echo("commentary: interrupted; what was stored is kept", err=True)
            ctx.exit(INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help's list of commands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def module_of(command: str) -> str:
    """Return the name of a command's module and function: none can be named `import`."""
    return f"{command}_" if iskeyword(command) else command


def _import(name: str) -> ModuleType:
    """Import a module without the garbage collector, which finds nothing there and takes a tenth of the time."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.enable()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commentary-archive", prog_name="commentary")
@data_option
def cli(data: Path) -> None:
    """Crawl commentary sites, keep every response, and query what the articles say and how they changed."""
    del data  # the commands read it from the context


def main() -> None:
    """Run the command with the arguments of the process."""
    try:
        cli(prog_name="commentary")
    except CommentaryError as error:
        click.echo(f"commentary: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        # A file that is full is named and raised as CommentaryError where it is written; only a stream has no name.
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        click.echo(f"commentary: Standard output cannot be written: {error.strerror}.", err=True)
        sys.exit(1)
    finally:
        # The exit code is settled: a signal that comes while Python ends would replace it.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
