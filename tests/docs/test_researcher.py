"""Every command of docs/researcher.md does what the page says, on the demo archive, and every click has its words."""

import asyncio
import os
import pickle
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from archive.web.server import open_datasette
from commentary.demo import DemoSite
from once import made_once

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[2] / "docs" / "researcher.md").read_text("utf-8")
COMMANDS = [
    line for block in re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]
# How the archive is made and served; the tests make a smaller one.
BEGINNING = COMMANDS[:3]
QUIET = "port-ayu-after-dark"
SERVES = ("commentary view", "commentary serve")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
ENVIRONMENT = CLEAN | {"COMMENTARY_DATA": "demo-data"}


def run(words, folder):
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Run each command of the page in its order, and return its exit code and words."""
    folder = made_once(tmp_path_factory, "researcher", follow)
    return pickle.loads((folder / "outcomes").read_bytes())  # noqa: S301 - written by this test


def follow(folder):
    profile = folder / "demo-data" / "sites" / "demo.toml"
    profile.parent.mkdir(parents=True)
    with DemoSite(essays=5) as demo:
        profile.write_text(demo.profile(), "utf-8")
        for demo.day in (1, 2):
            said = run(["commentary", "crawl", "demo", "--full"], folder)
            assert said.returncode == 0, said.stdout + said.stderr
    with closing(sqlite3.connect(folder / "demo-data" / "commentary.db")) as db:
        day = db.execute("SELECT max(captured_at) FROM captures").fetchone()[0][:10]
    outcomes = {}
    for command in COMMANDS[len(BEGINNING) :]:
        given = command.replace("2026-03-02", day).replace("http://127.0.0.1:8080", demo.url)
        if command.startswith("commentary forget") and "pages" not in outcomes:
            outcomes["pages"] = asyncio.run(click(folder / "demo-data", day))
            outcomes["proof"] = check_proof(folder / "proof" / "proof.txt", folder / "demo-data")
        outcomes[command] = serve_once(given, folder) if command.startswith(SERVES) else finish(given, folder)
    (folder / "outcomes").write_bytes(pickle.dumps(outcomes))


def finish(command, folder):
    said = run(shlex.split(command, comments=True), folder)
    return said.returncode, said.stdout + said.stderr


def serve_once(command, folder):
    """Run a command that serves until it prints how to end it, and end it so."""
    words = [sys.executable, "-m", *shlex.split(command, comments=True)]
    with subprocess.Popen(
        words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C ends" in line:
                process.send_signal(signal.SIGINT)
        return process.wait(timeout=30), "".join(lines)


def check_proof(proof, data):
    """Run the proof's own commands, and return what each printed and what it should have printed."""
    text = proof.read_text("utf-8")
    commands = re.findall(r"^  (tail .*)$", text, re.MULTILINE)
    script = "\n".join(["set -e", *commands])
    said = subprocess.run(["sh", "-c", script], cwd=data, capture_output=True, text=True, check=True)
    (data / "record").unlink()
    return said.stdout.split(), re.findall(r"^    prints (\S+)$", text, re.MULTILINE)


async def click(data, day):
    """Return the pages to which the clicks of the page lead, by a name."""
    with open_datasette(data) as datasette:

        async def get(path):
            answer = await datasette.client.get(path, follow_redirects=True)
            return answer.text

        return {
            "home": await get("/"),
            "search": await get("/-/search?q=Port+Ayu+After+Dark"),
            "article": await get(f"/-/find?url={QUIET}"),
            "then": await get(f"/-/find?url={QUIET}&at={day}"),
            "too early": await get(f"/-/find?url={QUIET}&at=1999-01-01"),
            "gone": await get("/-/find?url=the-withdrawn-interview"),
            "renamed": await get("/-/find?url=teh-quiet-coast-guard"),
        }


def test_the_page_begins_with_the_demo_and_its_folder():
    assert BEGINNING == [
        "commentary demo --data demo-data --no-serve",
        "export COMMENTARY_DATA=demo-data",
        "commentary serve",
    ]


@pytest.mark.parametrize("command", COMMANDS[len(BEGINNING) :])
def test_each_command_ends_as_the_page_says(told, command):
    expected = re.search(r"# exit code (\d)", command)
    code, words = told[command]
    assert code == (int(expected[1]) if expected else 0), words
    assert words.strip()
    if expected:
        assert "no article at" in words


def test_the_proofs_own_commands_print_what_it_says(told):
    printed, wanted = told["proof"]
    assert len(wanted) == 2
    assert printed == wanted


def test_the_words_that_are_to_be_clicked_are_on_the_pages(told):
    pages = told["pages"]
    for page, words in {
        "home": ["Copied or syndicated", "no longer on the web", ">Edits</a>"],
        "search": ["<mark>Port</mark> <mark>Ayu</mark>"],
        "article": [
            "As it was on", ">History</a>", ">What happened to it</h2>", ">The page as it looked</a>", ">Cite</h2>",
            ">Proof: the stored response and how to check it</a>",
        ],
        "then": ["This is the text of", ", version "],
        "too early": ["is before the first capture of this article"],
        "gone": ["What happened to it", "the site answered"],
        "renamed": ["Also at, or formerly"],
    }.items():  # fmt: skip
        for each in words:
            assert each in pages[page], (page, each)
    # A page names the proof of its version once.
    assert pages["then"].count("/-/proof?version=") == 1
