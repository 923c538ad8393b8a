"""Measures how long the pages of a large archive take (starts a server, HTTP on loopback).

    python bench/pages.py make DIR --articles 100000     writes a database of made articles
    python bench/pages.py measure DIR [--only WORDS] [--without WORDS] [--json FILE]

Each page is asked for once when none of the database is in memory, then twenty times with other parameters. Times are
in milliseconds until the last byte, of the file of an export until its first. `measure` ends with exit code 1 if a
page is slower than `--limit` at the 95th percentile, or than two seconds cold.
"""

import argparse
import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from asked_pages import TIMES, Asked, asked_pages
from made_archive import make_archive

COLD_LIMIT_MS = 2_000
START_SECONDS, ANSWER_SECONDS, GIVEN_UP_SECONDS = 60, 60, 0.2
# What a page should answer: itself, or where it is.
FINE = {200, 301, 302, 307}


@dataclass(frozen=True)
class Measured:
    """A page with its times in milliseconds, how many bytes it has at most, and each status but 200.

    `processor` is the mean of the processor time of the server and its processes, which other work on the machine
    changes less than the clock.
    """

    name: str
    cold: float
    p50: float
    p95: float
    processor: float
    bytes: int
    statuses: str


def main() -> int:
    """Make or measure an archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "measure"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="measure only pages whose name has these words")
    parser.add_argument("--without", help="measure no pages whose name has these words")
    parser.add_argument("--limit", type=float, default=150, help="milliseconds that the 95th percentile may have")
    parser.add_argument("--json", type=Path, help="write the times into this file, too")
    asked = parser.parse_args()
    if asked.what == "make":
        make_archive(asked.folder, asked.articles, asked.seed, lambda line: print(line, flush=True))
        return 0
    pages = [page for page in asked_pages(asked.folder, asked.seed) if asked.only in page.name]
    pages = [page for page in pages if not asked.without or asked.without not in page.name]
    found = list(measure(asked.folder, pages))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in found], indent=1), "utf-8")
    slow = [each for each in found if each.p95 > asked.limit or each.cold > COLD_LIMIT_MS]
    failed = [each for each in found if each.statuses]
    print(f"\n{len(found)} pages, {len(slow)} slower than the limits, {len(failed)} with another status than 200")
    return 1 if slow else 0


def measure(folder: Path, pages: list[Asked]) -> Iterator[Measured]:
    """Start the server, and measure each page; each is printed as a row of a Markdown table."""
    print("| page | cold | p50 | p95 | CPU | KB | status |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    with _server(folder) as (process, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
        _ask(connection, "/")
        for page in pages:
            measured = _measure(folder, connection, page, process)
            print(
                f"| {measured.name} | {measured.cold:.0f} | {measured.p50:.0f} | {measured.p95:.0f} |"
                f" {measured.processor:.0f} | {measured.bytes / 1000:.0f} | {measured.statuses} |",
                flush=True,
            )
            yield measured


def _measure(folder: Path, connection: http.client.HTTPConnection, page: Asked, process: int) -> Measured:
    _forget(folder)
    # The server has closed the connection if that took long.
    connection.close()
    ask = _begin if page.is_file else _ask
    cold, *_ = ask(connection, page.addresses[0])
    used = _processor_seconds(process)
    answers = [ask(connection, page.addresses[number % len(page.addresses)]) for number in range(TIMES)]
    used = _processor_seconds(process) - used
    times = sorted(seconds for seconds, _, _ in answers)
    statuses = sorted({status for _, status, _ in answers if status != 200})
    return Measured(
        name=page.name,
        cold=1000 * cold,
        p50=1000 * statistics.median(times),
        p95=1000 * times[-(-95 * len(times) // 100) - 1],
        processor=1000 * used / TIMES,
        bytes=max(size for _, _, size in answers),
        statuses=", ".join(f"{status}{'' if status in FINE else '!'}" for status in statuses),
    )


def _ask(connection: http.client.HTTPConnection, address: str) -> tuple[float, int, int]:
    """Return the seconds until the last byte of a page, its status, and its bytes."""
    start = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    return time.perf_counter() - start, answer.status, len(body)


def _begin(connection: http.client.HTTPConnection, address: str) -> tuple[float, int, int]:
    """Return the seconds until the first bytes of a file, which is given up then, its status, and their number."""
    start = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    first = answer.read1()
    seconds = time.perf_counter() - start
    connection.close()
    # The server ends what it was writing.
    time.sleep(GIVEN_UP_SECONDS)
    return seconds, answer.status, len(first)


def _forget(folder: Path) -> None:
    """Drop the database from the memory of the system."""
    for path in folder.glob("commentary.db*"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _processor_seconds(process: int) -> float:
    """Return the processor time that a process and those that it started have used, as far as these still run."""
    found: dict[str, tuple[str, int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        # It may end meanwhile.
        with suppress(OSError):
            _, *fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            found[path.parent.name] = fields[0], int(fields[10]) + int(fields[11])
    ours = {str(process)}
    while more := {own for own, (parent, _) in found.items() if parent in ours and own not in ours}:
        ours |= more
    return sum(found[each][1] for each in ours if each in found) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, int]]:
    """Start the server; yield the ids of its process and its port."""
    command = [sys.executable, "-m", "commentary", "serve", "--data", str(folder), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout is not None else ""
        if "http://" not in line:
            raise SystemExit(f"The server did not start: {line}")
        yield process.pid, int(line.split("http://")[1].split("/")[0].rpartition(":")[2])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(START_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
