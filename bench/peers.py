"""The peers: what each is installed from, and its environment, apart from ours and from each other's.

To add one: a line here, and a function in `peer_reader.py`.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workers import HERE, Asked, Kept, Worker

ENVIRONMENTS = HERE.parent / ".venv-peers"


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A peer's environment, by its folder's name, and what pip installs into it."""

    environment: str
    needs: tuple[str, ...]


# newspaper4k takes words of Chinese, Japanese or Hindi apart with libraries that only its extra installs.
_NEWSPAPER4K = ("newspaper4k[all]==0.9.6", "lxml_html_clean")
# Several need lxml_html_clean and ask for it by a name that an older pip does not understand.
_TRAFILATURA = Peer(environment="trafilatura", needs=("trafilatura==2.3.1", "lxml_html_clean"))
PEERS: Mapping[str, Peer] = {
    "trafilatura": _TRAFILATURA,
    "trafilatura, favor_precision": _TRAFILATURA,
    "readability-lxml": Peer(environment="readability-lxml", needs=("readability-lxml==0.9", "lxml_html_clean")),
    "newspaper4k": Peer(environment="newspaper4k", needs=_NEWSPAPER4K),
    "news-please": Peer(environment="news-please", needs=("news-please==1.6.16", *_NEWSPAPER4K)),
    "goose3": Peer(environment="goose3", needs=("goose3==3.1.22",)),
}


def peer(name: str, environments: Path, cache: Path | None) -> Asked:
    """Start a peer, after installing it where it is not; with a cache it only reads what it has not read."""
    command = [_python(PEERS[name], environments), HERE / "peer_reader.py", name]
    if cache is None:
        return Worker(command, subprocess.DEVNULL)
    cache.mkdir(parents=True, exist_ok=True)
    release = PEERS[name].needs[0].partition("==")[2]
    return Kept(command, cache / f"{name.replace(', ', '-')}-{release}.jsonl")


def _python(one: Peer, environments: Path) -> Path:
    """Return the interpreter of a peer's environment."""
    folder = environments / one.environment
    done = folder / "-".join(one.needs)
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *one.needs], check=True)
        done.touch()
    return folder / "bin" / "python"
