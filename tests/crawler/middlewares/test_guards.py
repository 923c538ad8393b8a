"""A crawl opens no door, remembers no cookie, and is led to no other machine."""

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from commentary.demo.fault_actions import to_response
from commentary.demo.faults import Fault
from crawler import settings

LISTENS = "0A"


def process_ids(root):
    """Return a process and all that descend from it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
        except OSError:
            # It has ended meanwhile.
            continue
        # The name of a program may contain anything, but it ends at the last bracket.
        parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def sockets(process):
    found = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        try:
            name = str(entry.readlink())
        except FileNotFoundError:
            # It has been closed meanwhile.
            continue
        found |= set(re.findall(r"socket:\[(\d+)\]", name))
    return found


def listening():
    """Return the sockets on which somebody waits for connections, by their number."""
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().split("\n")[1:]
    ]
    return {fields[9]: fields[1] for fields in lines if fields and fields[3] == LISTENS}


@pytest.mark.slow
def test_no_process_of_a_crawl_waits_for_connections(demo, data, start, gate):
    demo.faults[[post.path for post in demo.posts() if post.kind == "article"][20]] = Fault(action=gate.hold)
    process = start("crawl", "demo", "--data", data)
    gate.wait()
    ours = process_ids(process.pid)
    assert len(ours) > 1
    doors = listening()
    # The test's own site is found, and so would be any other.
    assert any(inode in doors for inode in sockets(os.getpid()))
    assert [doors[inode] for each in ours for inode in sockets(each) if inode in doors] == []
    gate.opened.set()
    process.communicate()
    assert process.returncode == 0


def test_consoles_are_off_by_name():
    assert settings.TELNETCONSOLE_ENABLED is settings.REMOTE_CONTROL_ENABLED is False


async def set_cookie(exchange):
    response = to_response(exchange.answer)
    response.set_cookie("visitor", "seven", max_age=10_000_000)
    return response


@pytest.mark.slow
def test_a_cookie_is_sent_within_the_run_that_got_it_and_in_no_later_one(demo, data, commentary):
    demo.faults["/wp-sitemap.xml"] = Fault(action=set_cookie)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    first = [asked.headers.get("Cookie") for asked in demo.requests]
    assert (first[0], first[-1]) == (None, "visitor=seven")
    demo.requests.clear()
    demo.faults.clear()
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert {asked.headers.get("Cookie") for asked in demo.requests} == {None}


# Ways to name this machine, or another one within, that are not the profile's own.
ELSEWHERE = (
    "http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/x", "http://[::ffff:127.0.0.1]:{port}/x",
    "http://[::ffff:7f00:1]:{port}/x", "http://0.0.0.0:{port}/x", "http://2130706433:{port}/x",
    "http://0x7f000001:{port}/x", "http://0177.0.0.1:{port}/x", "http://127.1:{port}/x", "http://127.0.0.2:{port}/x",
    "http://localhost:{port}/x", "http://localhost.:{port}/x", "http://me@127.0.0.1:{port}/x",
    "http://127.0.0.1:{port}@10.0.0.1/x", "http://10.0.0.1/x", "http://127.0.0.1/x", "//[::1]:{port}/x",
)  # fmt: skip


@pytest.mark.slow
def test_no_redirect_leads_to_another_machine_or_another_name_of_this_one(demo, data, commentary):
    paths = [post.path for post in demo.posts() if post.kind == "article"]
    for path, url in zip(paths, ELSEWHERE, strict=False):
        demo.faults[path] = Fault.redirect(url.format(port=demo.port))
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        ((summary,),) = db.execute("SELECT summary FROM runs").fetchall()
        urls = [url for (url,) in db.execute("SELECT url FROM captures")]
    assert json.loads(summary)["reasons"]["skipped"]["redirects off the site"] == len(ELSEWHERE)
    assert {asked.headers["Host"] for asked in demo.requests} == {f"127.0.0.1:{demo.port}"}
    assert "/x" not in {asked.path for asked in demo.requests}
    assert all(url.startswith(f"{demo.url}/") for url in urls)


@pytest.mark.slow
@pytest.mark.parametrize("number", [301, 307])
def test_robots_txt_is_fetched_from_no_other_machine_either(demo, data, commentary, number):
    demo.faults["/robots.txt"] = Fault.redirect("http://169.254.169.254/robots.txt", status=number)
    said = commentary("crawl", "demo", "--data", data)
    assert [asked.path for asked in demo.requests] == ["/robots.txt"]
    assert said.returncode == 4
