"""Serves the demo site and crawls it with the real command, on its first and its second day (starts processes).

DemoSite day 1 ── commentary crawl demo ──┐
DemoSite day 2 ── commentary crawl demo ──┴→ DATA
"""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import click

from commentary.cli.children import run_in_turn
from commentary.demo import DemoSite
from extract.errors import CommentaryError
from sites import load_site

DAYS = (1, 2)


def crawl_demo(data: Path) -> int:
    """Crawl the demo site on both days, and return the exit code of the last crawl.

    If the archive has a demo already, only the last day is crawled again.
    """
    profile = data / "sites" / "demo.toml"
    again = profile.exists() and (data / "commentary.db").exists()
    code = 0
    with DemoSite(day=DAYS[-1] if again else DAYS[0], port=_port_of(data) if again else 0) as demo:
        if not again:
            _write_profile(profile, demo)
        for day in DAYS[-1:] if again else DAYS:
            demo.day = day
            click.echo(f"Day {day} of the demo site at {demo.url}")
            # On the second day most articles have more views, which no source announces.
            code = run_in_turn([["crawl", "demo", "--full", "--data", str(data)]])[0]
            if code:
                break
    return code


def _write_profile(profile: Path, demo: DemoSite) -> None:
    try:
        profile.parent.mkdir(parents=True, exist_ok=True)
        profile.write_text(demo.profile(assets=True), "utf-8")
    except OSError as error:
        raise CommentaryError(f"{profile} cannot be written: {error.strerror}") from error


def _port_of(data: Path) -> int:
    """Return the port in the archive's demo profile: on another port all URLs, and so all articles, would be new."""
    return urlsplit(f"//{load_site('demo', data / 'sites').hosts[0]}").port or 0


def free_port(wanted: int) -> int:
    """Return `wanted` if nothing listens on that port, else 0, which means any free port."""
    with socket.socket() as probe:
        return 0 if probe.connect_ex(("127.0.0.1", wanted)) == 0 else wanted
