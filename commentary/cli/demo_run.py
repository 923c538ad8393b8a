"""The demo: two days of our own small site, crawled by the real command into an archive (starts processes).

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
    """Crawl the demo site's days into an archive; one that holds them already is crawled once more at its last day.

    Return the exit code of the last crawl.
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
            # Most articles have more views on the second day, and nothing else tells of them.
            code = run_in_turn([["crawl", "demo", "--full", "--data", str(data)]])[0]
            if code:
                break
    return code


def _write_profile(profile: Path, demo: DemoSite) -> None:
    try:
        profile.parent.mkdir(parents=True, exist_ok=True)
        profile.write_text(demo.profile(), "utf-8")
    except OSError as error:
        raise CommentaryError(f"{profile} cannot be written: {error.strerror}") from error


def _port_of(data: Path) -> int:
    """Return the port at which the archive knows the demo site: at another one all its articles would be new."""
    return urlsplit(f"//{load_site('demo', data / 'sites').hosts[0]}").port or 0


def free_port(wanted: int) -> int:
    """Return a port to listen on: the one that is wanted, or any when that is taken."""
    with socket.socket() as probe:
        return 0 if probe.connect_ex(("127.0.0.1", wanted)) == 0 else wanted
