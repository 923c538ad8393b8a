"""`commentary replay`: first a report, then the new database; what was read for the report is not read again."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def data(small_archive, tmp_path):
    return shutil.copytree(small_archive, tmp_path / "data")


def lengths(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        query = "SELECT sum(length(subtitle) > 9), sum(length(subtitle) > 0), count(*) FROM articles"
        return db.execute(query).fetchone()


def test_a_report_changes_nothing_and_tells_what_would(commentary, data):
    long, subtitles, articles = lengths(data)
    assert long > 0
    unchanged = commentary("replay", "--dry-run", "--data", data)
    assert (unchanged.returncode, unchanged.stderr) == (0, "")
    assert unchanged.stdout.startswith("read ")
    assert unchanged.stdout.endswith("\nnothing changes\n")
    profile = data / "sites" / "demo.toml"
    text = profile.read_text("utf-8")
    rule = '{ css = ".s-tagline" }'
    assert rule in text
    profile.write_text(text.replace(rule, "{ css = '.s-tagline', match = '^(.{1,9})' }"), "utf-8")
    said = commentary("replay", "--dry-run", "--examples", 1, "--json", "--data", data)
    assert said.returncode == 5
    told = json.loads(said.stdout)
    found = told["effect"]
    assert (found["changes"], found["articles"]) == (True, {"before": articles, "after": articles})
    subtitle = found["fields"]["subtitle"]
    assert (subtitle["changed"], subtitle["appeared"], subtitle["vanished"]) == (long, 0, 0)
    assert len(subtitle["examples"]) == 1
    assert (found["appeared"], found["vanished"], told["lost"]) == ({}, {}, [])
    assert lengths(data) == (long, subtitles, articles)
    status = commentary("status", "--data", data)
    assert "of a replay that has not ended; `commentary replay` goes on with it" in status.stdout
    done = commentary("replay", "--data", data)
    assert done.returncode == 0
    assert "captures were read by a replay that did not end, and are not read again" in done.stderr
    assert done.stdout.startswith(f"replayed {sum(told['captures'].values())} captures: ")
    assert "subtitle, for example" in done.stdout
    assert lengths(data) == (0, subtitles, articles)
    assert "has not ended" not in commentary("status", "--data", data).stdout


def test_a_report_of_a_loss_is_incomplete(commentary, data):
    first = min((data / "warc").iterdir())
    first.unlink()
    said = commentary("replay", "--dry-run", "--data", data)
    assert said.returncode == 3
    assert f"of {first.name}: the file is missing" in said.stderr
    assert commentary("replay", "--data", data).returncode == 1
    accepted = commentary("replay", "--accept-loss", "--data", data)
    assert accepted.returncode == 3
    assert "are not read again" in accepted.stderr


def test_to_accept_a_loss_in_a_report_is_a_wrong_usage(commentary, data):
    said = commentary("replay", "--dry-run", "--accept-loss", "--data", data)
    assert (said.returncode, "leave --accept-loss out" in said.stderr) == (2, True)
