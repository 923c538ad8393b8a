"""Measure a whole crawl of the demo site against trafilatura alone on the same pages, on one core and on two.

    python bench/crawl.py [--runs N] [--json FILE]

The crawl is `commentary crawl demo` as a process of its own: requests, WARC, reading, SQLite. The peer is
`trafilatura.bare_extraction(with_metadata=True)` over the article pages of that crawl's WARC, already in memory, in a
pool of one process a core. Pages per second are wall-clock; each figure is the median of the runs. The demo site runs
on the same cores, as it must on one machine, and that is part of the crawl's time. Peak memory is the sum over the
crawl's processes, sampled every 50 ms.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import trafilatura

from archive.warc import read_warc
from commentary.demo import DemoSite
from processes import process_tree, resident_bytes


def extract_with_trafilatura(page: tuple[str, bytes]) -> int:
    """Read one page, and return only the length of its text, so that little is sent between processes."""
    url, body = page
    found = trafilatura.bare_extraction(body, url=url, with_metadata=True)
    return len(found.text or "") if found else 0


def crawl(data: Path, cores: set[int]) -> tuple[float, int]:
    """Crawl the demo site into `data`; return wall-clock seconds and peak resident bytes."""
    command = [sys.executable, "-m", "commentary", "crawl", "demo", "--data", str(data)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),  # noqa: PLW1509 - no thread of ours holds a lock
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(resident_bytes, process_tree(process.pid))))
        time.sleep(0.05)
    if process.returncode:
        sys.exit(f"crawl ended with exit code {process.returncode}")
    return time.perf_counter() - started, peak


def article_pages(data: Path) -> list[tuple[str, bytes]]:
    """Return the article pages that the crawl fetched."""
    return [
        (page.url, page.body)
        for warc in sorted((data / "warc").iterdir())
        for page, capture in read_warc(warc)
        if capture.source_kind is None and page.status == 200
    ]


def peer_seconds(pages: list[tuple[str, bytes]], cores: set[int]) -> float:
    """Return the seconds that trafilatura takes for the pages, in one process a core; start-up is not timed."""
    with ProcessPoolExecutor(
        len(cores), mp_context=get_context("spawn"), initializer=os.sched_setaffinity, initargs=(0, cores)
    ) as pool:
        list(pool.map(extract_with_trafilatura, pages[: 2 * len(cores)]))
        started = time.perf_counter()
        list(pool.map(extract_with_trafilatura, pages, chunksize=8))
        return time.perf_counter() - started


def measure(cores: set[int], runs: int) -> dict[str, float]:
    """Run both `runs` times in turn on these cores and return the medians."""
    crawls, peers, peaks = [], [], []
    pages: list[tuple[str, bytes]] = []
    sizes: dict[str, float] = {}
    for _ in range(runs):
        data = Path(tempfile.mkdtemp())
        with DemoSite(day=1, port=0) as demo:
            (data / "sites").mkdir()
            (data / "sites" / "demo.toml").write_text(demo.profile(), "utf8")
            seconds, peak = crawl(data, cores)
        pages = article_pages(data)
        crawls.append(len(pages) / seconds)
        peaks.append(peak)
        peers.append(len(pages) / peer_seconds(pages, cores))
        sizes = {
            "WARC bytes an article": sum(f.stat().st_size for f in (data / "warc").iterdir()) / len(pages),
            "database bytes an article": (data / "commentary.db").stat().st_size / len(pages),
        }
        shutil.rmtree(data)
    return {
        "cores": len(cores),
        "article pages": len(pages),
        "crawl pages/s": statistics.median(crawls),
        "trafilatura pages/s": statistics.median(peers),
        "ratio": statistics.median(a / b for a, b in zip(crawls, peers, strict=True)),
        "peak RSS MB": max(peaks) / 1e6,
        **sizes,
    }


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description="measure a whole crawl against trafilatura alone")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    available = sorted(os.sched_getaffinity(0))
    results = [measure(set(available[:count]), arguments.runs) for count in (1, 2) if count <= len(available)]
    for result in results:
        print()
        for name, value in result.items():
            print(f"{name:28} {value:12,.2f}")
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
