"""`commentary demo`: the README's first command."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path):
    running = []

    def begin(*arguments):
        environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
        words = [sys.executable, "-m", "commentary", *map(str, arguments)]
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def test_a_demo_into_a_folder_that_holds_one_crawls_the_last_day_again(commentary, archive, tmp_path):
    copy = tmp_path / "copy"
    # An archive is one folder to copy, and the copy is as good.
    subprocess.run(["cp", "-r", archive, copy], check=True)
    said = commentary("demo", "--no-serve", "--data", copy)
    assert said.returncode == 0, said.stderr
    assert f"The archive is in {copy}\n" in said.stdout
    assert "Day 1" not in said.stdout
    assert "Day 2" in said.stdout
    assert "0 new, 0 changed" in said.stdout


def test_the_demo_serves_its_archive_until_it_is_told_to_end_and_leaves_nothing(start, tmp_path):
    process = start("demo", "--port", "0")
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Serving at "):
            break
    address = said[-1].split()[2]
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - loopback
        assert "Commentary Archive" in answer.read().decode()
    text = "".join(said)
    folder = re.match(r"The archive is in (.+) and is removed at the end; --data DIR keeps it\n", text)[1]
    # Beside it lies only the folder of sockets to the processes that run SQL.
    assert {path for path in tmp_path.iterdir() if not path.name.startswith("pymp-")} == {Path(folder)}
    assert "Day 1" in text
    assert "Day 2" in text
    assert "The newest edits:" in text
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0
    assert list(tmp_path.iterdir()) == []
