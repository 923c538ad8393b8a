"""`commentary view` without pywb, which shows the page without scripts; with it: tests/web_archive/test_replay.py."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
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
