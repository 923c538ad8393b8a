"""What `commentary run` does where it crawls nothing."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from archive.database import Lock
from archive.store import Archive
from numbered import NOON, SITE

PROFILE = 'title = "Away"\nhosts = ["127.0.0.1:9"]\ntimezone = "UTC"\n'


def test_beside_another_process_it_says_so_and_announces_nothing(commentary, tmp_path, hook):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "away.toml").write_text(PROFILE, "utf-8")
    ping = f'ping = "http://127.0.0.1:{hook.port}/id"'
    (tmp_path / "settings.toml").write_text(f'[schedule]\naway = "1h"\n[notify]\n{ping}\n', "utf-8")
    with Lock(tmp_path):
        said = commentary("run", "--data", tmp_path)
    assert (said.returncode, said.stderr) == (0, "")
    assert f"is in use by process {os.getpid()}" in said.stdout
    # It is the other one that tells how its runs end.
    assert hook.requests == []


@pytest.mark.parametrize("command", [("run",), ("crawl", "away")])
def test_metrics_of_the_settings_whose_folder_is_gone_are_announced(commentary, tmp_path, hook, command):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "away.toml").write_text(PROFILE, "utf-8")
    notify = f'ping = "http://127.0.0.1:{hook.port}/id"\nmetrics = "{tmp_path / "nowhere" / "x.prom"}"'
    (tmp_path / "settings.toml").write_text(f'[schedule]\naway = "1h"\n[notify]\n{notify}\n', "utf-8")
    said = commentary(*command, "--data", tmp_path)
    assert said.returncode == 1
    assert "nowhere cannot be written to, in which the metrics are to stand" in said.stderr
    assert [path for _, path, *_ in hook.requests] == ["/id/start", "/id/fail"]


def test_without_a_schedule_it_says_how_to_make_one(commentary, tmp_path):
    said = commentary("run", "--data", tmp_path)
    assert (said.returncode, said.stdout) == (1, "")
    assert "no site is scheduled" in said.stderr


def test_a_site_that_was_forgotten_is_named_and_left_out(commentary, tmp_path):
    (tmp_path / "settings.toml").write_text(f'[schedule]\n{SITE.name} = "1h"\n', "utf-8")
    with Archive.open(tmp_path) as archive:
        archive.finish_run(archive.start_run(SITE, started_at=NOON), {})
    assert commentary("forget", SITE.name, "--reason", "r", "--yes", "--data", tmp_path).returncode == 0
    (tmp_path / "settings.toml").write_text(f'[schedule]\n{SITE.name} = "1h"\n', "utf-8")
    said = commentary("run", "--data", tmp_path)
    assert (said.returncode, said.stdout) == (0, "")
    assert said.stderr.startswith(
        f"{SITE.name}: not crawled, since it was forgotten; `commentary schedule {SITE.name}"
    )
    assert "was forgotten, and is not crawled" in commentary("schedule", "--data", tmp_path).stdout
    assert commentary("schedule", SITE.name, "--remove", "--data", tmp_path).returncode == 0
    assert not (tmp_path / "settings.toml").exists()


@pytest.mark.untraced
def test_where_nothing_is_due_neither_scrapy_nor_what_reads_pages_is_loaded(tmp_path):
    (tmp_path / "settings.toml").write_text(f'[schedule]\n{SITE.name} = "366d"\n', "utf-8")
    with Archive.open(tmp_path) as archive:
        archive.finish_run(archive.start_run(SITE, started_at=datetime.now(UTC)), {})
    program = (
        "import sys, click.testing, commentary.cli.main\n"
        f"words = ['run', '--data', {str(tmp_path)!r}]\n"
        "result = click.testing.CliRunner().invoke(commentary.cli.main.cli, words)\n"
        "unwanted = {'scrapy', 'twisted', 'trafilatura', 'sqlite_utils', 'sites', 'archive.derive', 'crawler.run'}\n"
        "print(result.exit_code, [result.output], sorted(unwanted & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "0 [''] []\n"
