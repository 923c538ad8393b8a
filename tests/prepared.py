"""Runs the command, or a program, in a fork of a process that has imported it, since imports took most of each start.

    with Prepared() as run:
        said = run("crawl", "demo", "--data", data)  # as subprocess.run(…, capture_output=True, text=True)
        said = run.program("broken_pipeline.py", "demo", data)  # as python broken_pipeline.py demo …

Two such processes take turns: each has its own hash seed, so that commands that follow one another order their sets
differently, as those of a person do. Run as a program, this module is such a process; a socket brings its orders:

    tests ── socket ── prepared process ── fork ── command
                                                      └── fork, at its beginning ── its fork server ── readers
"""

import fcntl
import gc
import importlib
import json
import os
import runpy
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from multiprocessing import util
from pathlib import Path
from typing import NoReturn

# What a crawl and its readers import, but for settings that read the environment, and for the reactor, which no fork
# may share.
IMPORTED = (
    "commentary.import_path",
    "commentary.cli.main",
    "commentary.cli.commands.crawl",
    "commentary.cli.commands.replay",
    "commentary.cli.commands.run",
    "archive.child_process",
    "archive.pool",
    "crawler.middlewares",
    "crawler.middlewares.capture",
    "crawler.http_handler",
    "crawler.pipelines",
    "crawler.recorder",
    "crawler.scheduler",
    "crawler.slots",
    "crawler.spiders.site",
    "crawler.throttle",
    "crawler.workers.worker",
    "extract.ready",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.extensions.corestats",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.memusage",
    "sqlite_utils",
)
NEVER_IMPORTED = ("crawler.settings", "twisted.internet.reactor")
PREPARED = 2
LARGEST_ORDER = 1 << 18
# Above all files that a process has at its beginning.
FREE_HANDLE = 200


class Prepared:
    """Two prepared processes, started at the first command, and ended with the block.

    They and their commands have `environment` beside that of the tests.
    """

    def __init__(self, environment: Mapping[str, str] = {}) -> None:
        self._environment = {**environment}
        self._open = ExitStack()
        self._turns = None

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None:
        self._open.close()

    def __call__(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
        """Run a command with nothing of ours in its environment but what is given; one at a time."""
        return self._run(None, *arguments, **environment)

    def program(self, path: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
        """Run a Python file in the same way."""
        return self._run(path.resolve(), *arguments, **environment)

    def _run(self, path: Path | None, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
        words = [*map(str, arguments)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
        clean |= self._environment
        if "COVERAGE_PROCESS_CONFIG" in os.environ:
            # Coverage is measured from the start of a process to its end.
            command = [sys.executable, *([str(path)] if path else ["-m", "commentary"]), *words]
            return subprocess.run(command, capture_output=True, text=True, env=clean | environment, check=False)
        if self._turns is None:
            self._turns = cycle([self._start() for _ in range(PREPARED)])
        order = {
            "program": path and str(path),
            "words": words,
            "environment": clean | environment,
            "folder": str(Path.cwd()),
        }
        code, out, err = give(next(self._turns), order)
        return subprocess.CompletedProcess(words, code, out, err)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, __file__, str(theirs.fileno())]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, env=os.environ | self._environment, pass_fds=[theirs.fileno()]
        )
        theirs.close()
        self._open.callback(process.wait)
        # It ends when nothing can order anything any more.
        self._open.callback(ours.close)
        return ours


def give(orders: socket.socket, order: dict) -> tuple[int, str, str]:
    """Have a command run; return its exit code, as `subprocess` gives it, and what it printed on both streams."""
    pipes = [os.pipe(), os.pipe()]
    socket.send_fds(orders, [json.dumps(order).encode()], [end for _, end in pipes])
    for _, end in pipes:
        os.close(end)
    out, err = read_all([end for end, _ in pipes])
    return int(orders.recv(100)), out, err


def read_all(ends: list[int]) -> list[str]:
    """Read pipes until everybody has closed them, also the children of a command."""
    said = {end: [] for end in ends}
    with selectors.DefaultSelector() as selector:
        for end in ends:
            selector.register(end, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                part = os.read(key.fd, 1 << 16)
                said[key.fd].append(part)
                if not part:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return [b"".join(parts).decode().replace("\r\n", "\n") for parts in said.values()]


def serve(orders: socket.socket) -> tuple[str | None, list[str]]:
    """Fork for each order; return, in the fork only, the program's file, if it is not the command, and its words."""
    while True:
        message, handles, *_ = socket.recv_fds(orders, LARGEST_ORDER, 2)
        if not message:
            sys.exit()
        order = json.loads(message)
        child = os.fork()
        if child == 0:
            orders.close()
            for place, handle in enumerate(handles, 1):
                os.dup2(handle, place)
                os.close(handle)
            os.environ.clear()
            os.environ.update(order["environment"])
            # A library that fakes the clock reads the environment, and does so here, while no thread can change it.
            time.time()
            os.chdir(order["folder"])
            # As `python -m` has it, or `python FILE`.
            program = order["program"]
            sys.path[0] = str(Path(program).parent) if program else order["folder"]
            return program, order["words"]
        for handle in handles:
            os.close(handle)
        _, status = os.waitpid(child, 0)
        orders.send(b"%d" % os.waitstatus_to_exitcode(status))


def stand_by() -> None:
    """Let the fork server of this process be a fork of it, made now: later it would hold the lock and the database.

    Python starts that server with a socket and a pipe, and with code that tells their numbers; here they are sent to
    it. If it ends and is started once more, it is a new process.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    child = os.fork()
    if child == 0:
        ours.close()
        become_fork_server(theirs)
    theirs.close()
    start = util.spawnv_passfds

    def start_or_send(program: bytes, words: Sequence[str], handles: Sequence[int]) -> int:
        code = words[-1]
        if ours.fileno() < 0 or "multiprocessing.forkserver" not in code:
            return start(program, words, handles)
        with ours:
            socket.send_fds(ours, [json.dumps([code, list(handles)]).encode()], handles)
        return child

    util.spawnv_passfds = start_or_send


def become_fork_server(orders: socket.socket) -> NoReturn:
    """Wait until a command starts its fork server, and be it; end if the command ends without."""
    message, handles, *_ = socket.recv_fds(orders, LARGEST_ORDER, 9)
    orders.close()
    if not message:
        os._exit(0)
    code, numbers = json.loads(message)
    free = [fcntl.fcntl(handle, fcntl.F_DUPFD_CLOEXEC, FREE_HANDLE) for handle in handles]
    for handle in handles:
        os.close(handle)
    for handle, number in zip(free, numbers, strict=True):
        os.dup2(handle, number)
        os.close(handle)
    try:
        exec(code, {})  # noqa: S102 - what `python -c` would run
    finally:
        os._exit(0)


def prepare() -> None:
    """Import what commands import; RuntimeError if a fork of this process would not be as good as a new process."""
    for name in IMPORTED:
        importlib.import_module(name)
    wrong = [name for name in NEVER_IMPORTED if name in sys.modules]
    if wrong or threading.active_count() > 1:
        raise RuntimeError(f"{', '.join(wrong) or 'a thread'} would be shared by all commands")
    # Else the first collection of each fork would copy what it looks at.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    prepare()
    program, words = serve(socket.socket(fileno=int(sys.argv[1])))
    sys.argv = [program or "commentary", *words]
    stand_by()
    if program:
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module("commentary", run_name="__main__", alter_sys=True)
