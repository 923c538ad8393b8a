"""The command as a person meets it: its help, where its options may stand, its exit codes."""

import importlib
import subprocess
import sys

import pytest
from click.testing import CliRunner

from commentary.cli.main import COMMANDS, cli, module_of


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_of_each_command_is_what_its_own_help_says(name):
    command = getattr(importlib.import_module(f"commentary.cli.commands.{module_of(name)}"), module_of(name))
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name):
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert f"{name} [OPTIONS]" in result.output


@pytest.mark.untraced
def test_the_help_names_every_command_and_imports_none(commentary):
    said = commentary("--help")
    assert said.returncode == 0
    assert all(f"  {name} " in said.stdout for name in COMMANDS)
    program = (
        "import sys, click.testing, commentary.cli.main\n"
        "click.testing.CliRunner().invoke(commentary.cli.main.cli, ['--help'])\n"
        "print(sorted({'scrapy', 'twisted', 'trafilatura', 'rich', 'sqlite3', 'lxml'} & sys.modules.keys()))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


# The others crawl, or ask when a page is fetched again.
OF_FILES = sorted(COMMANDS.keys() - {"add", "crawl", "demo", "explain", "relearn"})


@pytest.mark.untraced
def test_a_command_that_crawls_nothing_imports_neither_scrapy_nor_trafilatura():
    modules = ", ".join(f"commentary.cli.commands.{module_of(name)}" for name in OF_FILES)
    program = f"import sys, {modules}; print(sorted({{'scrapy', 'twisted', 'trafilatura'}} & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["crawl"],
        ["crawl", "--nonsense", "demo"],
        ["export", "--format", "nonsense"],
        ["serve", "--port", "x"],
    ],
)
def test_a_slip_of_the_pen_is_a_usage_error(commentary, words):
    said = commentary(*words)
    assert said.returncode == 2
    assert "Usage: commentary" in said.stderr
