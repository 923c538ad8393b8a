"""`commentary view` without pywb, which shows the page without scripts; with it: tests/web_archive/test_replay.py."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

pytestmark = pytest.mark.slow
OPENER = build_opener(ProxyHandler({}))


@pytest.fixture(scope="module")
def archive_with_page(small_archive):
    """An archive, and the URL of one of its articles."""
    with closing(sqlite3.connect(small_archive / "commentary.db")) as db:
        (url,) = db.execute("SELECT url FROM articles WHERE gone_at IS NULL ORDER BY url LIMIT 1").fetchone()
    return small_archive, url


def command(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
    words = [sys.executable, "-m", "commentary", *map(str, arguments)]
    # No `wayback` of the machine is found.
    return {"args": words, "env": kept | {"PATH": "/usr/bin:/bin"} | environment, "text": True}


def is_running(number):
    try:
        # A process that has ended, and that nobody has asked yet how, is a zombie.
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_without_pywb_the_page_is_shown_without_scripts_until_a_signal(archive_with_page):
    data, url = archive_with_page
    process = subprocess.Popen(**command("view", url, "--data", data), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        address = next(line.strip() for line in process.stdout if "/-/view/" in line)
        with OPENER.open(address, timeout=30) as reply:
            html = reply.read().decode()
        assert "A page from this archive" in html
        frame = re.search(r'<iframe class="page" src="([^"]+)"', html)[1]
        with OPENER.open(address.partition("/-/")[0] + frame, timeout=30) as reply:
            assert "sandbox" in reply.headers["Content-Security-Policy"]
            assert reply.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert "pywb is not installed" in process.stderr.read()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "words"),
    [
        (
            ("view", "URL"),
            {"COMMENTARY_PYWB": "/nowhere/wayback"},
            1,
            "/nowhere/wayback is no program",
        ),
        (("view", "URL"), {"COMMENTARY_PYWB": "/bin/true"}, 1, "/bin/cdx-indexer cannot be started"),
        (("serve", "--replay"), {}, 1, "pywb is not installed"),
        (("view", "URL", "--at", "1999-01-01"), {}, 1, "was first captured at"),
        (("view", "https://review.example/none/"), {}, 1, "has no article at"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(archive_with_page, arguments, environment, code, words):
    data, url = archive_with_page
    given = [url if argument == "URL" else argument for argument in arguments]
    done = subprocess.run(**command(*given, "--data", data, **environment), capture_output=True, check=False)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("program", [{"COMMENTARY_PYWB": "/bin/true"}, {}])
def test_a_port_that_is_in_use_is_told_in_one_line_with_and_without_pywb(archive_with_page, program):
    data, url = archive_with_page
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        words = command("view", url, "--port", port, "--data", data, **program)
        done = subprocess.run(**words, capture_output=True, check=False)
    assert (done.returncode, f"Port {port} on 127.0.0.1" in done.stderr) == (1, True), done.stderr
    assert "Choose another with --port." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "hangs", "number"),
    [
        (("view", "URL"), "cdx-indexer", signal.SIGINT),
        (("view", "URL"), "wayback", signal.SIGTERM),
        (("serve", "--replay", "--port", 0), "cdx-indexer", signal.SIGTERM),
        (("serve", "--replay", "--port", 0), "wayback", signal.SIGTERM),
    ],
)
def test_a_signal_while_pywb_starts_leaves_no_process_and_no_file(archive_with_page, tmp_path, words, hangs, number):
    data, url = archive_with_page
    (tmp_path / "temporary").mkdir()
    for name in ("cdx-indexer", "wayback"):
        wait = f'echo $$ > "{tmp_path}/pid.new"; mv "{tmp_path}/pid.new" "{tmp_path}/pid"; exec sleep 100'
        write_index = 'while [ "$1" != -o ]; do shift; done; : > "$2"'
        (tmp_path / name).write_text(f"#!/bin/sh\n{wait if name == hangs else write_index}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    given = [url if word == "URL" else word for word in words]
    environment = {"COMMENTARY_PYWB": str(tmp_path / "wayback"), "TMPDIR": str(tmp_path / "temporary")}
    how = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "start_new_session": True}
    process = subprocess.Popen(**command(*given, "--data", data, **environment), **how)
    try:
        while not (tmp_path / "pid").exists():
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.02)
        # Ctrl-C of a terminal is for all processes of its session.
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        assert process.wait(30) == 1
    finally:
        process.kill()
        _, said = process.communicate()
    assert said.split()[-1] == "Aborted!"
    assert "could not index" not in said
    assert list((tmp_path / "temporary").glob("commentary-pywb-*")) == []
    until = time.monotonic() + 10
    while is_running((tmp_path / "pid").read_text("ascii").strip()):
        assert time.monotonic() < until
        time.sleep(0.02)
