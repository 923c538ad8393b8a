"""The loop of a worker process: reads pages from stdin, writes a line of JSON for each (standard library only).

It runs in environments without this project. A page is a line of JSON with `url` and `bytes`, followed by that many
bytes. The output object has the fields that the reader found, or `refused` with the reason, or both, and besides
`seconds`, the CPU time of this page, and `peak`, the largest memory of the process so far in bytes.
"""

import json
import os
import re
import socket
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

OutputObject = Mapping[str, Any]
# Prepares a page and returns a function that reads it; only that function is timed.
Prepare = Callable[[Mapping[str, Any], bytes], Callable[[], OutputObject]]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def serve(prepare: Prepare) -> None:
    """Read pages and write output objects until the input ends."""
    # A library that prints would break the protocol, so that standard output is redirected to standard error.
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)
    socket.socket.connect = _no_network  # type: ignore[method-assign]
    while line := sys.stdin.buffer.readline():
        page = json.loads(line)
        body = sys.stdin.buffer.read(page["bytes"])
        read = prepare(page, body)
        started = time.process_time()
        answer = read()
        measured = {"seconds": time.process_time() - started, "peak": peak_bytes()}
        answers.write(json.dumps({**measured, **answer}) + "\n")
        answers.flush()


def _no_network(*_: object) -> None:
    message = "a reader must not use the network"
    raise OSError(message)


def peak_bytes() -> int:
    """Return the peak memory (RSS) of this process in bytes; getrusage would include its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def decoded(body: bytes) -> str:
    """Return a page as text for readers that take no bytes: UTF-8, else the declared charset, else windows-1252."""
    declared = _CHARSET.search(body[:4096])
    for charset in ("utf-8", declared[1].decode("ascii") if declared else "cp1252"):
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")
