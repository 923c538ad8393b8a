"""Files of an archive that are missing, damaged or something else: one line that names the file, no traceback."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from archive.schema import add_cut_words, add_form_functions

pytestmark = pytest.mark.slow


@pytest.fixture
def data(small_archive, tmp_path):
    """A copy of the archive of the demo, that a test may harm."""
    return shutil.copytree(small_archive, tmp_path / "data")


def folder(path):
    path.mkdir()


def empty(path):
    path.write_bytes(b"")


def letter(path):
    path.write_text("This is a letter. " * 500)


def to_nowhere(path):
    path.symlink_to(path.with_name("elsewhere"))


def to_itself(path):
    path.symlink_to(path)


def torn(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE t (x)")
    path.write_bytes(path.read_bytes()[:3000])


COMMANDS = (["status"], ["audit", "demo"], ["export"], ["serve", "--port", "0"], ["explain", "http://127.0.0.1:1/"])


@pytest.mark.parametrize("harm", [folder, letter, to_nowhere, to_itself, torn])
def test_a_database_that_is_none_is_told_in_one_line(commentary, data, harm):
    for path in data.glob("commentary.db*"):
        path.unlink()
    harm(data / "commentary.db")
    for command in (*COMMANDS, ["crawl", "demo"], ["replay"]):
        if command[0] == "explain" and harm in {to_nowhere, to_itself}:
            # There is no database, so it asks the site.
            continue
        said = commentary(*command, "--data", data)
        assert said.returncode == 1, (command, said.stderr, said.stdout)
        assert "Traceback" not in said.stderr
        assert str(data / "commentary.db") in said.stderr.splitlines()[-1]
        assert len(said.stderr.splitlines()) == 1


def test_a_database_that_is_empty_is_made_anew_by_replay_and_told_by_all_others(commentary, data):
    for path in data.glob("commentary.db*"):
        path.unlink()
    empty(data / "commentary.db")
    for command in COMMANDS:
        said = commentary(*command, "--data", data)
        assert (said.returncode, said.stderr.count("\n")) == (1, 1), command
        assert "is empty. Crawl or replay into it once" in said.stderr
    assert commentary("replay", "--data", data).returncode == 0
    assert commentary("status", "--data", data).returncode == 0


@pytest.mark.parametrize("harm", [folder, empty, to_nowhere, to_itself, letter])
def test_a_warc_file_that_is_none_is_told_by_status_and_kept_from_harm(commentary, data, harm):
    path = min((data / "warc").iterdir())
    path.unlink()
    harm(path)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        before = db.execute("SELECT count(*) FROM captures").fetchone()
    said = commentary("status", "--data", data)
    assert (said.returncode, said.stderr) == (0, "")
    assert str(path) in said.stdout
    assert "still in the database. Put the file back." in said.stdout
    for command, told in ((["audit", "demo"], ""), (["export"], "rows of articles")):
        said = commentary(*command, "--data", data)
        assert (said.returncode, said.stderr.strip("0123456789 \n")) == (0, told), command
    said = commentary("replay", "--data", data)
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "commentary: lost: " in said.stderr
    assert "--accept-loss" in said.stderr.splitlines()[-1]
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM captures").fetchone() == before
    said = commentary("replay", "--accept-loss", "--data", data)
    assert said.returncode == 3
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM captures").fetchone() < before


def test_a_profile_that_is_gone_keeps_its_articles(commentary, data):
    (data / "sites" / "demo.toml").rename(data / "demo.toml")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        before = db.execute("SELECT count(*) FROM articles").fetchone()
    said = commentary("replay", "--data", data)
    assert said.returncode == 1
    assert "there is no profile demo" in said.stderr
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == before
    (data / "demo.toml").rename(data / "sites" / "demo.toml")
    assert commentary("replay", "--data", data).returncode == 0


def test_control_characters_of_a_stored_text_do_not_reach_the_terminal(commentary, data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.execute("UPDATE runs SET status = ?", ("\x1b[2J\u202eevil",))
        db.execute("UPDATE sources SET source_url = source_url || ?", ("\x1b[2J" + "x" * 10_000,))
        db.execute("UPDATE runs SET summary = '{', events = '{'")
        db.commit()
    for command in (["status"], ["audit", "demo"]):
        said = commentary(*command, "--data", data)
        assert "Traceback" not in said.stderr
        assert "\x1b" not in said.stdout
        assert "\u202e" not in said.stdout


def test_every_table_of_damaged_values_is_exported(commentary, data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_cut_words(db)
        add_form_functions(db)
        db.execute("UPDATE articles SET authors = '[', views = 'many', title = ?, subtitle = ?", (b"\xff", "a\0b"))
        db.execute("UPDATE rule_sets SET found_by = '{', confidence = '[NaN]'")
        db.commit()
    for form in ("csv", "json", "ndjson"):
        for table in ("articles", "readings"):
            said = commentary("export", "--format", form, "--table", table, "--data", data)
            assert (said.returncode, said.stderr.endswith(f" rows of {table}\n")) == (0, True), (form, table)
            assert "base64:/w==" in said.stdout or table == "readings"
