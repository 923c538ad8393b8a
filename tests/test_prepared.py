"""A command that is run in a fork of a prepared process does and says what it does as a new process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from prepared import Prepared

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def prepared():
    with Prepared() as run:
        yield run


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("sites",),
        ("sites", "--nothing"),
        ("status", "--data", "/nowhere/data"),
        ("crawl", "nobody", "--data", "/nowhere/data"),
        ("crawl", "geopolist", "--max-minutes", "soon"),
        ("read", "/nowhere/page.html"),
    ],
    ids=" ".join,
)
def test_a_prepared_command_ends_and_says_what_a_new_process_does(prepared, words):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
    new = subprocess.run(
        [sys.executable, "-m", "commentary", *words], capture_output=True, text=True, env=clean, check=False
    )
    # In both of the processes that take turns.
    for _ in range(2):
        said = prepared(*words)
        assert (said.returncode, said.stdout, said.stderr) == (new.returncode, new.stdout, new.stderr)


def test_each_command_has_the_environment_that_it_is_given_and_leaves_none(prepared, tmp_path):
    for folder in (tmp_path / "one", tmp_path / "two", tmp_path / "three"):
        assert str(folder) in prepared("status", COMMENTARY_DATA=str(folder)).stderr
        assert str(tmp_path) not in prepared("status").stderr


def test_what_no_fork_may_share_is_told():
    program = "import prepared; prepared.IMPORTED = ('crawler.settings',); prepared.prepare()"
    folder = Path(__file__).parent
    said = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert "crawler.settings would be shared by all commands" in said.stderr
