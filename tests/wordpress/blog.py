"""A real WordPress on loopback: its own database server without a network, and PHP's own web server.

Database  one mariadbd on a socket, in a folder that is thrown away
Blog      one WordPress: a copy of the package's files, a prefix of its own in the database, a port of its own
"""

import getpass
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

PACKAGE = Path("/usr/share/wordpress")
PHP_FILES = Path(__file__).parent / "php"
# The command line has no cache of compiled files unless it is told to, and no mail program is ever asked.
PHP = ("php", "-d", "opcache.enable=1", "-d", "opcache.enable_cli=1", "-d", "sendmail_path=/bin/true")
WORKERS = 2
PATIENCE = 60.0


class Database:
    """A MariaDB server that nobody else can reach."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "socket"

    def __enter__(self) -> Self:
        data = self.folder / "data"
        given = ("--no-defaults", f"--user={getpass.getuser()}", f"--datadir={data}")
        run(["mariadb-install-db", *given, "--auth-root-authentication-method=normal", "--skip-test-db"])
        first = self.folder / "first.sql"
        first.write_text("CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n", "utf-8")
        options = ("--skip-networking", f"--socket={self.socket}", f"--init-file={first}")
        careless = ("--innodb-flush-log-at-trx-commit=0", f"--pid-file={self.folder / 'pid'}")
        self._server = start(["mariadbd", *given, *options, *careless], self.folder / "mariadbd.log")
        wait_for(self._is_ready, self._server, self.folder / "mariadbd.log")
        return self

    def __exit__(self, *_: object) -> None:
        stop(self._server)

    def _is_ready(self) -> bool:
        return listens(socket.AF_UNIX, str(self.socket))


class Blog:
    """One WordPress, filled by its own functions and served to whoever asks."""

    def __init__(self, database: Database, name: str, *, zone: str, theme: str, permalinks: str) -> None:
        self.name = name
        self.zone = zone
        self.permalinks = permalinks
        self.root = database.folder / name
        self.host = f"127.0.0.1:{free_port()}"
        self.url = f"http://{self.host}"
        self._log = database.folder / f"{name}.log"
        self._answers = database.folder / f"{name}.answers"
        self._day = database.folder / f"{name}.day"
        self._setup = {"title": "The Quiet Pier", "zone": zone, "theme": theme, "permalinks": permalinks}
        self._environment = {
            "BLOG_SOCKET": str(database.socket),
            "BLOG_PREFIX": f"{name}_",
            "BLOG_ROOT": str(self.root),
            "BLOG_URL": self.url,
            "BLOG_ANSWERS": str(self._answers),
            "BLOG_STATE": str(self._day),
            "PHP_CLI_SERVER_WORKERS": str(WORKERS),
        }

    def __enter__(self) -> Self:
        shutil.copytree(PACKAGE, self.root, ignore_dangling_symlinks=True)
        shutil.copy(PHP_FILES / "wp-config.php", self.root)
        self._answers.touch()
        self.show("quiet")
        self._php("install.php", self._setup)
        words = [*PHP, "-S", self.host, "-t", str(self.root), str(PHP_FILES / "router.php")]
        self._server = start(words, self._log, os.environ | self._environment)
        wait_for(self._is_ready, self._server, self._log)
        return self

    def __exit__(self, *_: object) -> None:
        stop(self._server)

    def act(self, acts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        """Carry out operations; return the address of each post and page by its key."""
        links: dict[str, str] = json.loads(self._php("act.php", list(acts)))
        return links

    def show(self, day: str) -> None:
        """Let the blog show a day of php/noise.php: quiet, soon (one page at every address) or notices."""
        self._day.write_text(day, "utf-8")

    def answered(self) -> list[tuple[int, str]]:
        """Return what was asked of the server until now: status and path of each answer."""
        lines = (line.split(" ", 1) for line in self._answers.read_text("utf-8").splitlines())
        return [(int(status), path) for status, path in lines]

    def _php(self, name: str, given: object) -> str:
        return run([*PHP, str(PHP_FILES / name)], given=json.dumps(given), environment=self._environment)

    def _is_ready(self) -> bool:
        host, port = self.host.split(":")
        return listens(socket.AF_INET, (host, int(port)))


def run(words: list[str], *, given: str = "", environment: Mapping[str, str] = {}) -> str:
    """Run a program to its end and return what it printed; what it complained of is told when it fails."""
    done = subprocess.run(
        words, input=given, capture_output=True, text=True, check=False, env=os.environ | dict(environment)
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def start(words: list[str], log: Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, so that it ends with all its workers."""
    with log.open("wb") as out:
        return subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment, start_new_session=True
        )


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server and its workers, and no other process."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait_for(ready: Any, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; end it and show its log when it does not."""
    until = time.monotonic() + PATIENCE
    while not ready():
        if server.poll() is not None or time.monotonic() > until:
            stop(server)
            raise RuntimeError(f"{server.args} does not answer:\n{log.read_text('utf-8', 'replace')[-4000:]}")
        time.sleep(0.1)


def listens(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    """Tell whether somebody takes connections there."""
    with socket.socket(family) as probe:
        return probe.connect_ex(address) == 0


def free_port() -> int:
    """Return a free port that the system gives to nobody who asks for any: the server takes it only later."""
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text("ascii").split()[0])
    for port in random.sample(range(first // 2, first), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError(f"no port from {first // 2} to {first} is free")
