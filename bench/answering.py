"""The loop of a worker: pages come in by standard input, answers go out as lines of JSON (standard library only).

It runs in environments that know nothing of this project. A page is a line of JSON with `url` and `bytes`, then so
many bytes. An answer is an object with what the reader says, or `refused` with the reason, or both, and `seconds` of
CPU that this page took, `peak` bytes of memory so far.
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

Said = Mapping[str, Any]
# Gets a page and does what comes before reading it; what it returns reads it, and is what is measured.
Prepare = Callable[[Mapping[str, Any], bytes], Callable[[], Said]]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def serve(prepare: Prepare) -> None:
    """Answer page by page until the input ends."""
    # A library that prints would break the protocol: what it says goes where warnings go.
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
    message = "a reader is given the page, and nothing else"
    raise OSError(message)


def peak_bytes() -> int:
    """Return the most memory that this process had (RSS); getrusage would tell that of its parent too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def decoded(body: bytes) -> str:
    """Return a page as text, for readers that take no bytes: UTF-8, else as it declares, else as browsers guess."""
    declared = _CHARSET.search(body[:4096])
    for charset in ("utf-8", declared[1].decode("ascii") if declared else "cp1252"):
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")
