"""The commands that look at an archive: status, sites, export, explain, replay."""

import csv
import json
import sqlite3
from contextlib import closing

import pytest

from archive.schema import TABLES, add_form_functions


def url_of_an_article(archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        return db.execute("SELECT url FROM articles WHERE views > 1000 ORDER BY url").fetchone()[0]


def test_data_may_stand_before_the_command_and_after_it_and_in_the_environment(commentary, archive):
    after = commentary("status", "--data", archive)
    before = commentary("--data", archive, "status")
    around = commentary("status", COMMENTARY_DATA=str(archive))
    assert after.returncode == before.returncode == around.returncode == 0
    # What is free on the disk changes meanwhile.
    told = [[line for line in each.stdout.splitlines() if " free; " not in line] for each in (after, before, around)]
    assert told[0] == told[1] == told[2] != []


def test_what_stands_after_the_command_goes_before_all_else(commentary, archive, tmp_path):
    said = commentary("--data", tmp_path, "status", "--data", archive, COMMENTARY_DATA=str(tmp_path))
    assert said.returncode == 0


def test_status_tells_each_site_and_its_last_run(commentary, archive):
    lines = commentary("status", "--data", archive).stdout.splitlines()
    assert lines[0].split()[:4] == ["site", "articles", "gone", "edits"]
    assert lines[1].split()[0] == "demo"
    assert "finished" in lines[1]
    told = json.loads(commentary("status", "--json", "--data", archive).stdout)
    assert (told["site"], told["gone"], told["runs"], told["status"]) == ("demo", 2, 2, "finished")
    assert lines[-1].startswith(f"{archive}: ")
    assert " free; about " in lines[-1]
    assert told["disk"].keys() == {"free", "warcs", "database", "bytes_a_day", "full_on"}
    assert told["disk"]["bytes_a_day"] > 0


def test_status_prints_the_report_of_a_run_again(commentary, archive):
    said = commentary("status", "demo", "--data", archive)
    assert said.returncode == 0
    assert said.stdout.startswith("demo: finished\nrun ")
    for part in ("found for the first time", "\nchanged   ", "\nfilled    of ", "\nrules     title: demo title: css"):
        assert part in said.stdout, part
    run = said.stdout.split()[3]
    assert commentary("status", run, "--data", archive).stdout == said.stdout
    told = json.loads(commentary("status", run, "--json", "--data", archive).stdout)
    assert told == json.loads(commentary("status", "--json", "--data", archive).stdout)["report"]
    assert {each["kind"] for each in told["articles"]} >= {"gone", "new"}
    assert told["readings"] == max(sum(rules.values()) for rules in told["rules"].values())


def test_status_of_what_is_not_there_says_what_is(commentary, archive):
    said = commentary("status", "nobody", "--data", archive)
    assert said.returncode == 1
    assert "has no site and no run nobody" in said.stderr
    assert said.stderr.count("\n") == 1


def test_sites_lists_the_archives_own_profiles_and_the_shipped_ones(commentary, archive):
    said = commentary("sites", "--data", archive)
    names = [line.split()[0] for line in said.stdout.splitlines()]
    assert names[0] == "name"
    assert {"demo", "geopolist"} <= set(names)
    assert str(archive / "sites") in said.stdout


def test_export_writes_every_row_to_a_file_or_to_the_screen(commentary, archive, tmp_path):
    out = tmp_path / "articles.csv"
    said = commentary("export", "--data", archive, "--format", "csv", "-o", out)
    with out.open(newline="", encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert said.returncode == 0
    assert f"{len(written)} rows of articles" in said.stderr
    lines = commentary("--data", archive, "export", "--format", "ndjson").stdout.splitlines()
    assert [json.loads(line)["url"] for line in lines] == [row["url"] for row in written]


def test_explain_shows_the_winning_rule_and_the_others_from_the_last_capture(commentary, archive):
    url = url_of_an_article(archive)
    said = commentary("explain", url, "--data", archive)
    assert said.returncode == 0
    assert said.stdout.startswith(f"{url}, fetched ")
    assert said.stdout.splitlines()[0].endswith(", read with the profile demo")
    lines = said.stdout.splitlines()
    title = next(number for number, line in enumerate(lines) if line.startswith("title "))
    assert "demo title: css h1.s-title" in lines[title]
    assert lines[title + 1].startswith("  ")


def test_explain_says_how_exact_a_time_is_and_what_page_it_shows(commentary, archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        first = db.execute("SELECT url FROM articles WHERE page_count = 3").fetchone()[0]
        second = db.execute("SELECT next_page_url FROM readings WHERE article = ?", (first,)).fetchone()[0]
    said = commentary("explain", first, "--data", archive)
    assert said.returncode == 0, said.stderr
    assert "\nThis is page 1 of 3. Only this page is shown" in said.stdout
    published = next(line for line in said.stdout.splitlines() if line.startswith("published_at "))
    assert published.endswith("+00:00; to the second; zone stated")
    fields = {line.split()[0]: line for line in said.stdout.splitlines() if line[:1].strip()}
    assert fields["page_number"].split() == ["page_number", "the", "whole", "page", "1"]
    assert fields["language_detected"].endswith(" en")
    assert {"is_free", "cut_off", "next_page_url"} <= fields.keys()
    assert "an article; probability " in fields["kind"]
    said = commentary("explain", second, "--data", archive)
    assert f"\nThis is page 2 of 3 of {first}. Only this page is shown" in said.stdout


def every_table(archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        add_form_functions(db)
        return {
            name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608 - our own names
            for name in TABLES
        }


def test_a_replay_makes_every_table_as_the_crawls_left_it(commentary, archive):
    before = every_table(archive)
    said = commentary("replay", "--data", archive)
    assert said.returncode == 0
    assert said.stdout.startswith("replayed ")
    assert every_table(archive) == before
    # The demo answers whatever it is asked, and is too young for an alarm.
    empty = {"unfetched", "attempts", "copies", "tombstones", "alarms"}
    assert all(before[name] for name in TABLES if name not in empty)


@pytest.mark.parametrize("command", [["status"], ["export"], ["serve"]])
def test_without_an_archive_they_say_what_to_do(commentary, tmp_path, command):
    said = commentary(*command, "--data", tmp_path / "nothing")
    assert said.returncode == 1
    assert said.stderr.startswith("commentary: ")
    assert said.stderr.count("\n") == 1
    assert "Crawl a site" in said.stderr
    assert not (tmp_path / "nothing").exists()
