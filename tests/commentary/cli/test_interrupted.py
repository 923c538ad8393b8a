"""A signal ends a command as a signal, wherever in SQLite it arrives."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archive.database import plain_errors
from commentary.cli.main import INTERRUPTED, LazyGroup
from extract.errors import ArchiveError


@click.command()
@click.argument("number", type=int)
def ask(number):
    """Run a query whose function gets a signal, and tell its error as every command does; 0 for no signal."""

    def function():
        if number:
            os.kill(os.getpid(), number)
        raise ValueError("the function fails")

    with closing(sqlite3.connect(":memory:")) as db, plain_errors(Path("commentary.db")):
        db.create_function("function", 0, function)
        db.execute("SELECT function()").fetchall()


class Commands(LazyGroup):
    """The commands, of which each asks."""

    def get_command(self, ctx, cmd_name):
        super().get_command(ctx, "status")
        return ask if cmd_name == "ask" else None


@pytest.fixture
def run():
    # Else Python tells of what SQLite drops, and this is no test of that.
    sqlite3.enable_callback_tracebacks(False)  # noqa: FBT003 - SQLite's signature
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield lambda *words: CliRunner().invoke(Commands(), [*map(str, words)])
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_within_a_function_of_sqlite_is_no_damage_of_the_database(run, number):
    done = run("ask", int(number))
    assert (done.exit_code, done.output) == (INTERRUPTED, "commentary: interrupted; what was stored is kept\n")


def test_a_function_that_fails_by_itself_is_told(run):
    done = run("ask", 0)
    assert isinstance(done.exception, ArchiveError)
    assert "user-defined function raised exception" in str(done.exception)


def test_who_ignores_a_signal_goes_on_ignoring_it(run):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    assert isinstance(run("ask", int(signal.SIGINT)).exception, ArchiveError)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
