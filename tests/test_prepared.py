"""A command that is run in a fork of a prepared process does and says what it does as a new process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.store import Archive
from commentary.demo.server import DemoSite
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


def test_a_program_has_its_own_name_words_folder_and_exit_code(prepared, tmp_path):
    (tmp_path / "beside_it.py").write_text("CODE = 7")
    program = tmp_path / "tell.py"
    program.write_text("import sys, beside_it\nprint(__name__, __file__, *sys.argv)\nsys.exit(beside_it.CODE)")
    new = subprocess.run([sys.executable, program, "a", "b"], capture_output=True, text=True, check=False)
    said = prepared.program(program, "a", "b")
    assert said.returncode == 7
    assert (said.returncode, said.stdout, said.stderr) == (new.returncode, new.stdout, new.stderr)


def test_what_no_fork_may_share_is_told():
    program = "import prepared; prepared.IMPORTED = ('crawler.settings',); prepared.prepare()"
    folder = Path(__file__).parent
    said = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert "crawler.settings would be shared by all commands" in said.stderr


def test_a_prepared_crawl_and_a_replay_have_readers_that_end_with_them(prepared, tmp_path):
    (tmp_path / "sites").mkdir()
    with DemoSite(essays=1) as demo:
        (tmp_path / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
        # A command's output is read until all of its processes have closed it.
        said = prepared("crawl", "demo", "--data", tmp_path)
    assert (said.returncode, "demo: finished" in said.stdout) == (0, True), said.stderr
    with Archive.open(tmp_path) as archive:
        query = "SELECT outcome, count(*) FROM readings GROUP BY 1"
        read = archive.tables.db.execute(query).fetchall()
    assert ("article" in dict(read), "unread" in dict(read)) == (True, False)
    said = prepared("replay", "--data", tmp_path)
    assert (said.returncode, said.stderr) == (0, "")
    with Archive.open(tmp_path) as archive:
        assert archive.tables.db.execute(query).fetchall() == read
