"""Runs pywb, the replay tool of web archives, on an archive's WARC files (starts processes, listens on loopback).

WARC files → cdx-indexer → index.cdxj ─┐
             config.yaml ──────────────┴→ wayback → http://127.0.0.1:PORT/archive/TIME/URL

pywb is in an environment of its own: it needs releases of other packages that the product must not have
(docs/decisions.md), and one of them takes the place of the Brotli that reads our captures.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from archive.warc import warc_files
from extract.errors import ArchiveError

# The environment variable that names pywb's program.
PROGRAM = "COMMENTARY_PYWB"
HOST = "127.0.0.1"
COLLECTION = "archive"
START_SECONDS = 60.0
END_SECONDS = 5.0
# Lines of pywb's own output in an error.
MAX_LINES = 5
# No live web, no recording, no proxy. What pywb misses when it rewrites a page, the browser must not load from
# elsewhere; pywb's own policy allows sockets to any host.
CONFIG = """\
collections:
  {collection}:
    index_paths: {index}
    archive_paths: {warcs}
enable_auto_colls: false
enable_auto_fetch: false
framed_replay: true
csp-header: "default-src 'unsafe-eval' 'unsafe-inline' 'self' data: blob:; form-action 'self'"
"""
# Nothing listens there: what pywb itself would request of the web fails.
NOWHERE = "http://127.0.0.1:9"


def find_pywb() -> Path | None:
    """Return pywb's program `wayback`: that of COMMENTARY_PYWB, else beside our Python, else on the PATH; or None.

    ArchiveError if COMMENTARY_PYWB names what is no program.
    """
    if named := os.environ.get(PROGRAM):
        found = shutil.which(named)
        if found is None:
            raise ArchiveError(f"{PROGRAM}: {named} is no program; give the path of `wayback`, which pywb installs.")
        return Path(found)
    beside = Path(sys.executable).parent / "wayback"
    elsewhere = shutil.which("wayback")
    return beside if beside.exists() else Path(elsewhere) if elsewhere else None


def installed_pywb() -> Path:
    """Return the same; ArchiveError where there is none."""
    found = find_pywb()
    if found is None:
        raise ArchiveError(f"pywb is not installed: {PROGRAM} names its program `wayback`. See docs/assets.md.")
    return found


class Wayback:
    """pywb on the WARC files of a data folder, from `with` to its end; `url` is where its replay begins.

    ArchiveError if another program listens on the port; 0 is any free one.
    """

    def __init__(self, data: Path, program: Path, *, port: int = 0) -> None:
        self.warcs = (data / "warc").resolve()
        self.program = program
        self.port = _free_port(port)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="commentary-pywb-")
        self._log = Path(self._folder.name) / "log.txt"

    @property
    def url(self) -> str:
        """The address before the time and the URL of a page."""
        return f"http://{HOST}:{self.port}/{COLLECTION}/"

    def url_of(self, url: str, timestamp: str) -> str:
        """Return where a page is shown as of a time (14 digits)."""
        return f"{self.url}{timestamp}/{url}"

    def __enter__(self) -> Self:
        try:
            self._index()
            self._start()
        except BaseException:  # also Ctrl-C while it starts: a `with` block that was not entered does not close
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def check(self) -> None:
        """Raise ArchiveError if pywb has ended."""
        if self._process is not None and self._process.poll() is not None:
            raise ArchiveError(f"pywb ended with exit code {self._process.returncode}. {self._last_lines()}")

    def close(self) -> None:
        """End pywb, and remove its files; calling it again does nothing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        self._folder.cleanup()

    def _index(self) -> None:
        folder = Path(self._folder.name)
        if not warc_files(self.warcs):
            raise ArchiveError(f"{self.warcs} has no WARC files.")
        indexer = self.program.with_name("cdx-indexer")
        index = folder / "index.cdxj"
        # The folder and not its files, whose names would be too many for one command after some years.
        words = [str(indexer), "-s", "-j", "-o", str(index), str(self.warcs)]
        # A session of its own, as pywb has below: Ctrl-C is for us, who then end it.
        try:
            done = subprocess.run(  # noqa: S603 - pywb's own program
                words, capture_output=True, env=_environment(), cwd=folder, check=False, start_new_session=True
            )
        except OSError as error:
            raise ArchiveError(f"{indexer} cannot be started: {error.strerror}. Install pywb anew.") from error
        if done.returncode or not index.exists():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise ArchiveError(f"pywb could not index {self.warcs}: {''.join(said) or 'it did not say why'}")
        config = CONFIG.format(collection=COLLECTION, index=_yaml(index), warcs=_yaml(f"{self.warcs}/"))
        (folder / "config.yaml").write_text(config, "utf-8")

    def _start(self) -> None:
        words = [str(self.program), "--bind", HOST, "--port", str(self.port)]
        folder = self._folder.name
        try:
            with self._log.open("wb") as log:
                self._process = subprocess.Popen(  # noqa: S603 - pywb's own program
                    words, stdout=log, stderr=log, env=_environment(), cwd=folder, start_new_session=True
                )
        except OSError as error:
            raise ArchiveError(f"{self.program} cannot be started: {error.strerror}.") from error
        opener = build_opener(ProxyHandler({}))
        until = time.monotonic() + START_SECONDS
        while True:
            self.check()
            try:
                opener.open(self.url, timeout=START_SECONDS).close()
            except (URLError, OSError):
                if time.monotonic() > until:
                    lines = self._last_lines()
                    raise ArchiveError(f"pywb did not answer within {START_SECONDS:g} seconds. {lines}") from None
                time.sleep(0.1)
            else:
                return

    def _last_lines(self) -> str:
        try:
            lines = self._log.read_text("utf-8", "replace").strip().splitlines()
        except OSError:
            lines = []
        return "It said: " + " / ".join(lines[-MAX_LINES:]) if lines else "It did not say why."


def _environment() -> dict[str, str]:
    """Return the environment of pywb's programs, without what would change where it looks."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("PYWB_", "PYTHON", "COMMENTARY_")) and not name.lower().endswith("_proxy")
    }
    return kept | {"http_proxy": NOWHERE, "https_proxy": NOWHERE, "no_proxy": "localhost,127.0.0.1"}


def _yaml(path: object) -> str:
    """Return a path as a YAML string."""
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        # As pywb does; a port that was in use a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError as error:
            problem = f"Port {wanted} on {HOST} cannot be used: {error.strerror}. Choose another with --port."
            raise ArchiveError(problem) from error
        return int(probe.getsockname()[1])
