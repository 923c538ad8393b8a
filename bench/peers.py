"""Installs the peers, each in an environment of its own, and starts them (runs pip and processes).

To add a peer: a line in PEERS, and a function in `peer_reader.py`.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workers import HERE, CachedWorker, Reader, Worker

ENVIRONMENTS = HERE.parent / ".venv-peers"


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A peer: the folder name of its environment, and the requirements that pip installs into it."""

    environment: str
    needs: tuple[str, ...]


# newspaper4k splits Chinese, Japanese or Hindi into words with libraries that only its extra installs.
_NEWSPAPER4K = ("newspaper4k[all]==0.9.6", "lxml_html_clean")
# Several need lxml_html_clean, and require it by a name that an older pip does not understand.
_TRAFILATURA = Peer(environment="trafilatura", needs=("trafilatura==2.3.1", "lxml_html_clean"))
PEERS: Mapping[str, Peer] = {
    "trafilatura": _TRAFILATURA,
    "trafilatura, favor_precision": _TRAFILATURA,
    "readability-lxml": Peer(environment="readability-lxml", needs=("readability-lxml==0.9", "lxml_html_clean")),
    "newspaper4k": Peer(environment="newspaper4k", needs=_NEWSPAPER4K),
    "news-please": Peer(environment="news-please", needs=("news-please==1.6.16", *_NEWSPAPER4K)),
    "goose3": Peer(environment="goose3", needs=("goose3==3.1.22",)),
}


def start_peer(name: str, environments: Path, cache: Path | None) -> Reader:
    """Start a peer, and install it first if needed; with a cache it reads only pages that are not in it."""
    command = [_python(PEERS[name], environments), HERE / "peer_reader.py", name]
    if cache is None:
        return Worker(command, subprocess.DEVNULL)
    cache.mkdir(parents=True, exist_ok=True)
    release = PEERS[name].needs[0].partition("==")[2]
    return CachedWorker(command, cache / f"{name.replace(', ', '-')}-{release}.jsonl")


def _python(peer: Peer, environments: Path) -> Path:
    """Return the interpreter of a peer's environment, which is created if needed."""
    folder = environments / peer.environment
    done = folder / "-".join(peer.needs)
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *peer.needs], check=True)
        done.touch()
    return folder / "bin" / "python"
