"""Measure how fast a replay reads, beside the readers alone, and its memory.

    python bench/replay.py [--pages N] [--days N] [--once] [--of demo|generated] [--folder FOLDER] [--json FILE]

An archive of N pages, captured on so many days, is made: WARC files as a crawl writes them, and a database without
readings. The pages are those of the demo site, each as often as needed with other addresses and another word in each
paragraph (55 KB, with all that a theme has), or those of `generated.py` (27 KB, and a profile that names each field,
so that they are read in half of the time, and what is not reading weighs more). Then, on the same pages and one after
the other:

- `alone`: one process takes each page out of its WARC file and reads it, and stores nothing;
- `replay`: a real `commentary replay`, on all cores that this process may use;
- `again`: the same once more, with a database to compare with, so that its report is measured too.

The ratio is that of the speed of the replay to the speed alone times the cores. It is computed from the time on the
clock, and from CPU time, which depends less on what else the machine does: the share of the replay's work that is
reading, which the clock would say if no core ever waited; and with one core waiting after the last page is read,
because one process writes. A twentieth of a second apart, memory
(RSS, PSS) and CPU time of the replay's process and its descendants are summed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from urllib.request import urlopen

from archive.reading import read_recorded
from archive.store import Archive
from commentary.demo.server import DemoSite
from extract.site import Site
from generated import NEWEST, PROFILE, Writer
from processes import cpu_seconds, process_tree, proportional_bytes, resident_bytes
from sites import load_sites

# A host of this machine may be asked without a delay; nothing is asked here.
HOST = "127.0.0.1:8000"
SAMPLE_SECONDS = 0.05


def generated_pages(pages: int) -> tuple[str, Iterator[tuple[str, str]]]:
    """Return the profile of the generated site, and an iterator over URL and HTML of its articles."""
    writer = Writer(pages, pages, HOST)
    articles = ((f"http://{HOST}/article-{number}/", writer.article(number)) for number in range(pages))
    return PROFILE.format(host=HOST), articles


def demo_pages(pages: int) -> tuple[str, Iterator[tuple[str, str]]]:
    """Return the profile of the demo site, and an iterator over URL and HTML of variations of its articles."""
    with DemoSite() as demo:
        paths = [post.path for post in demo.posts() if post.outcome == "article" and len(post.pages) == 1]
        sources = [(path, urlopen(demo.url + path).read().decode()) for path in paths]  # noqa: S310 - our own server

    def vary() -> Iterator[tuple[str, str]]:
        for number, (path, html) in zip(range(pages), cycle(sources), strict=False):
            # Letters alone: a word with a digit does not count when pages are compared.
            word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
            other = f"{path.rstrip('/')}-{word}/"
            yield demo.url + other, html.replace(path, other).replace("</p>", f" {word}</p>")

    return demo.profile(), vary()


SOURCES = {"demo": demo_pages, "generated": generated_pages}


def make_archive(data: Path, pages: int, of: str, days: int = 1) -> None:
    """Store N pages as a run a day has captured them."""
    profile, articles = SOURCES[of](pages)
    (data / "sites").mkdir(parents=True)
    (data / "sites" / f"{of}.toml").write_text(profile, "utf8")
    site = load_sites(data / "sites")[of]
    captured = list(articles) if days > 1 else articles
    for day in range(days):
        store_run(data, site, captured, NEWEST + timedelta(days=day))


def store_run(data: Path, site: Site, articles: Iterable[tuple[str, str]], started_at: datetime) -> None:
    """Store pages as one run has captured them."""
    with Archive.open(data) as archive:
        run = archive.start_run(site, started_at=started_at)
        with archive.tables.batch():
            for number, (url, html) in enumerate(articles):
                capture = run.warc.write(
                    url=url,
                    method="GET",
                    request_headers=[("User-Agent", "bench")],
                    status=200,
                    response_headers=[("Content-Type", "text/html; charset=utf-8")],
                    body=html.encode(),
                    fetched_at=started_at + timedelta(seconds=number),
                )
                archive.tables.add_capture(capture)
        archive.finish_run(run, {})


def read_alone(data: Path) -> dict[str, float]:
    """Read every page in this process, and store nothing."""
    sites = load_sites(data / "sites")
    with Archive.open(data) as archive:
        captures = list(archive.tables.reads.unread())
        began, cpu = time.monotonic(), time.process_time()
        for capture in captures:
            reading = read_recorded(archive.tables.reads.recorded(capture), sites[capture.site])
            if reading.outcome != "article":
                sys.exit(f"{capture.url}: {reading.outcome}: {reading.reason}")
        return {"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}


def replay(data: Path) -> dict[str, float]:
    """Replay in a process, and sample its memory and CPU time."""
    began = time.monotonic()
    command = [sys.executable, "-m", "commentary", "replay", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    cpu: dict[int, float] = {}
    rss = pss = main = 0
    before_end = read = 0.0
    while process.poll() is None:
        pids = list(process_tree(process.pid))
        cpu |= {pid: used for pid in pids if (used := cpu_seconds(pid))}
        mine = cpu.get(process.pid, 0.0)
        if (others := sum(cpu.values()) - mine) > read:
            read, before_end = others, mine
        rss = max(rss, sum(map(resident_bytes, pids)))
        pss = max(pss, sum(map(proportional_bytes, pids)))
        main = max(main, resident_bytes(process.pid))
        time.sleep(SAMPLE_SECONDS)
    seconds = time.monotonic() - began
    print((process.stdout.read() if process.stdout else "").strip())
    if process.returncode not in {0, 5}:
        sys.exit(f"the replay ended with exit code {process.returncode}")
    return {
        "seconds": seconds,
        "end": cpu[process.pid] - before_end,
        "cpu": sum(cpu.values()),
        "cpu of the main process": cpu[process.pid],
        "RSS MB": rss / 1e6,
        "PSS MB": pss / 1e6,
        "RSS MB of the main process": main / 1e6,
        "database MB": (data / "commentary.db").stat().st_size / 1e6,
    }


def idle_seconds(replayed: Mapping[str, float], cores: int) -> float:
    """Return how long a replay takes that has all cores to itself: on all of them, and after the last page on one."""
    return (replayed["cpu"] - replayed["end"]) / cores + replayed["end"]


def measure(data: Path, pages: int, of: str, days: int, *, is_twice: bool) -> dict[str, float]:
    """Return the figures of one archive."""
    cores = len(os.sched_getaffinity(0))
    make_archive(data, pages, of, days)
    pages *= days
    alone = read_alone(data)
    replayed = replay(data)
    again = replay(data) if is_twice else {}
    return {
        "pages": pages,
        "cores": cores,
        "alone: pages/s": pages / alone["seconds"],
        "alone: CPU ms/page": alone["cpu"] * 1000 / pages,
        "replay: pages/s": pages / replayed["seconds"],
        "replay: CPU ms/page": replayed["cpu"] * 1000 / pages,
        "replay: CPU ms/page of the main process": replayed["cpu of the main process"] * 1000 / pages,
        "replay: CPU ms/page of it after the last page": replayed["end"] * 1000 / pages,
        "ratio by the clock": alone["seconds"] / replayed["seconds"] / cores,
        "ratio that an idle machine would have": alone["cpu"] / cores / idle_seconds(replayed, cores),
        "ratio by CPU time": alone["cpu"] / replayed["cpu"],
        **({"again: CPU ms/page": again["cpu"] * 1000 / pages} if again else {}),
        **{f"replay: {name}": value for name, value in replayed.items() if "MB" in name},
    }


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description="measure a replay of generated pages beside the readers alone")
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=1, help="on how many days each is captured")
    parser.add_argument("--once", action="store_true", help="leave `again` out")
    parser.add_argument("--of", choices=SOURCES, default="demo", help="whose pages")
    parser.add_argument("--folder", type=Path, help="folder for the archive, which is removed afterwards")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    data = Path(tempfile.mkdtemp(dir=arguments.folder))
    try:
        found = measure(data, arguments.pages, arguments.of, arguments.days, is_twice=not arguments.once)
    finally:
        shutil.rmtree(data)
    for name, value in found.items():
        print(f"{name:48} {value:12,.2f}")
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
