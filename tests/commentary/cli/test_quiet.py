import sys

import click
import pytest
from click.testing import CliRunner

from commentary.cli.options import run_options
from commentary.cli.quiet import print_anyway, silent_unless_failed


@click.command()
@click.option("--code", type=int, default=0)
@run_options
def crawl(*, code, quiet, log, metrics):
    click.echo(f"log {log}, metrics {metrics}, quiet {quiet}")
    click.echo("a warning", err=True)
    sys.exit(code)


def test_without_the_option_all_is_printed():
    said = CliRunner().invoke(crawl, ["--log", "a.jsonl", "--metrics", "m.prom"])
    assert (said.stdout, said.stderr) == ("log a.jsonl, metrics m.prom, quiet False\n", "a warning\n")


def test_a_run_that_went_well_prints_nothing():
    said = CliRunner().invoke(crawl, ["--quiet"])
    assert (said.exit_code, said.output) == (0, "")


@pytest.mark.parametrize("code", [1, 3, 4])
def test_a_run_that_did_not_prints_all_where_it_belongs(code):
    said = CliRunner().invoke(crawl, ["--quiet", "--code", str(code)])
    assert (said.exit_code, said.stderr) == (code, "a warning\n")
    assert said.stdout.startswith("log None")


def test_what_somebody_has_to_see_is_printed_by_a_quiet_command_too(capsys):
    with silent_unless_failed():
        sys.stderr.write("all went well\n")
        print_anyway("a notice could not be sent")
    print_anyway("nor this one")
    assert capsys.readouterr().err == "a notice could not be sent\nnor this one\n"


def test_wrong_usage_is_told():
    said = CliRunner().invoke(crawl, ["--quiet", "--nothing"])
    assert said.exit_code == 2
    assert "No such option" in said.stderr


def test_an_error_lets_out_what_was_printed_before_it(capsys):
    def fail():
        with silent_unless_failed():
            sys.stdout.write("before")
            raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        fail()
    assert capsys.readouterr().out == "before"


@pytest.mark.parametrize("code", [None, 0])
def test_an_exit_that_is_none_is_no_failure(capsys, code):
    def end():
        with silent_unless_failed():
            sys.stdout.write("all went well")
            sys.exit(code)

    with pytest.raises(SystemExit):
        end()
    assert capsys.readouterr().out == ""
