"""The command in a folder that holds files with the names of our packages and of Python's modules."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commentary.demo.server import DemoSite
from commentary.import_path import leave_current_folder

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "module": [sys.executable, "-m", "commentary"],
    "script": [Path(sys.executable).with_name("commentary")],
    "file": [sys.executable, ROOT / "commentary" / "__main__.py"],
}
FOREIGN = (
    "extract.py",
    "crawler.py",
    "sites.py",
    "archive/__init__.py",
    "json.py",
    "signal.py",
    "lxml.py",
    "click.py",
)
SCRAPY = "[settings]\ndefault = foreign.settings\n"


@pytest.fixture
def folder(tmp_path):
    """A folder in which an import of any file ends the program and says so."""
    folder = tmp_path / "work"
    for name in FOREIGN:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import os\nos.write(2, b'imported {name}')\nos._exit(70)\n")
    (folder / "scrapy.cfg").write_text(SCRAPY)
    return folder


@pytest.fixture
def run(folder):
    """Run a command in that folder, with nothing of ours in its environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COMMENTARY_", "PYTHON"))}

    def run(*words):
        command = list(map(str, words))
        return subprocess.run(
            command, cwd=folder, env=clean, capture_output=True, text=True, check=False, timeout=300
        )

    return run


def test_the_folder_does_what_it_is_for(run):
    for name in ("extract", "crawler", "sites", "archive"):
        done = run(sys.executable, "-c", f"import {name}")
        assert done.returncode == 70
        assert done.stderr.startswith(f"imported {name}")


@pytest.mark.parametrize("start", COMMANDS.values(), ids=COMMANDS)
def test_the_command_runs_in_any_folder(run, start):
    done = run(*start, "sites")
    assert (done.returncode, done.stderr) == (0, "")
    assert "geopolist" in done.stdout


def test_two_sites_are_crawled_and_read_anew_in_any_folder(run, folder):
    with DemoSite() as one, DemoSite(day=2) as other:
        (folder / "data" / "sites").mkdir(parents=True)
        for name, demo in (("one", one), ("other", other)):
            (folder / "data" / "sites" / f"{name}.toml").write_text(demo.profile(), "utf-8")
        crawled = run(*COMMANDS["module"], "crawl", "one", "other", "--max-pages", "3", "--data", "data")
    assert "imported" not in crawled.stderr
    assert crawled.returncode == 3, crawled.stderr
    replayed = run(*COMMANDS["script"], "replay", "--data", "data")
    assert "imported" not in replayed.stderr
    assert replayed.returncode == 0, replayed.stderr
    exported = run(*COMMANDS["module"], "export", "--format", "json", "--data", "data")
    assert {article["site"] for article in json.loads(exported.stdout)} == {"one", "other"}


def test_the_demo_site_is_served_from_any_folder(folder):
    command = [sys.executable, "-m", "commentary.demo"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.mark.parametrize(
    ("current", "before", "after"),
    [
        ("folder", ["folder", "lib"], ["lib", ROOT]),
        ("folder", ["", "lib", ROOT], ["lib", ROOT]),
        ("folder", ["lib", ROOT, "folder"], ["lib", ROOT, "folder"]),
        (ROOT, [ROOT, "lib"], [ROOT, "lib"]),
        ("folder", [ROOT / "commentary", "lib"], ["lib", ROOT]),
    ],
    ids=["module", "empty entry", "named by the operator", "in the checkout", "file"],
)
def test_only_the_first_entry_goes_and_our_packages_are_always_found(folder, monkeypatch, current, before, after):
    def place(name):
        return str(folder if name == "folder" else name)

    monkeypatch.chdir(place(current))
    monkeypatch.setattr(sys, "path", list(map(place, before)))
    leave_current_folder()
    assert sys.path == list(map(place, after))
