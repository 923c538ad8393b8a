"""Makes the archive of the demo and serves it, both by the command (processes)."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.parse import quote

from datasette.utils import tilde_encode

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}

# Rows that the paths of pages are filled with, by the name in braces; each query gives one value.
PLACES = {
    "article": "SELECT id FROM articles WHERE url LIKE '%/lighthouse-diplomacy%'",
    "rewritten": "SELECT id FROM articles WHERE url LIKE '%/port-ayu-after-dark/'",
    "headlined": "SELECT id FROM articles WHERE url LIKE '%/will-the-winter-ranges-stay-open/'",
    "gone": "SELECT id FROM articles WHERE gone_at IS NOT NULL ORDER BY url LIMIT 1",
    "commented": "SELECT article FROM comments GROUP BY article ORDER BY count(*) DESC, article LIMIT 1",
    "pictured": "SELECT id FROM articles WHERE url LIKE '%/conversation-with-a-cable-layer/'",
    "paged": "SELECT id FROM articles ORDER BY page_count DESC, url LIMIT 1",
    "version": "SELECT version FROM articles WHERE id = {article}",
    "capture": "SELECT capture FROM articles WHERE id = {article}",
    "before": "SELECT previous_version FROM history WHERE article LIKE '%/port-ayu-after-dark/' LIMIT 1",
    "after": "SELECT version FROM history WHERE article LIKE '%/port-ayu-after-dark/' LIMIT 1",
    "author": "SELECT name FROM authors GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
    "run": "SELECT id FROM runs ORDER BY started_at DESC LIMIT 1",
}

# Of these the path of a page has the form that Datasette gives names.
NAMES = frozenset({"author"})


def make_demo_archive(data):
    """Crawl two days of the demo site into a folder, unless another worker did; return the folder."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with data.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = data.with_suffix(".done")
        if not done.exists():
            command = [sys.executable, "-m", "commentary", "demo", "--no-serve", "--data", str(data)]
            said = subprocess.run(command, capture_output=True, text=True, env=CLEAN, check=False)
            assert said.returncode == 0, said.stderr[-2000:]
            done.touch()
    return data


@contextmanager
def serving(data, *options):
    """Serve an archive on a free port until the end, and give its address, without a slash at the end."""
    command = [sys.executable, "-m", "commentary", "serve", "--data", str(data), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=CLEAN) as server:
        try:
            line = server.stdout.readline()
            assert line.startswith("Serving at http://127.0.0.1:"), line
            yield line.split()[2].rstrip("/")
        finally:
            server.terminate()


def places_of(data):
    """Return a value for each name of PLACES, as it stands in a URL."""
    found = {}
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        for name, query in PLACES.items():
            (value,) = db.execute(query.format(**found)).fetchone()
            found[name] = tilde_encode(value) if name in NAMES else quote(str(value), safe="")
    return found
