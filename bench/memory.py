"""Measure memory and speed of a crawl over any number of generated pages.

    python bench/memory.py [--pages N] [--part N] [--folder FOLDER] [--json FILE]

A real `commentary crawl` of a site of N articles, which `generated.py` serves from a process of its own: a sitemap
index of sitemaps with `--part` URLs each, pages of 20 to 40 KB, a profile without a delay. Every second the resident
(RSS) and proportional (PSS) memory of the crawl's process and its descendants are summed. The table gives the peak
between one mark and the next: a tenth, half and all of the pages; and the speed in that span, also in CPU time, which
depends less on what else the machine does. Memory that a crawl takes at its start in proportion to the site would not
show as growth, so that the first column is a crawl of a hundredth of the pages, and the ratios are relative to it.
The archive lies in a new folder below FOLDER and is removed afterwards: 100,000 pages take some 10 GB.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from generated import GeneratedSite
from processes import cpu_seconds, process_tree, proportional_bytes, resident_bytes

MARKS = (0.1, 0.5, 1.0)
# A crawl of fewer pages ends before all its processes have started.
MIN_PAGES = 500
SAMPLE_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One measurement: pages requested, seconds since the start, bytes of memory and disk.

    `crawl` is the RSS of the crawl's main process, `rss` and `pss` are sums over it and its descendants; `cpu` is the
    CPU time of the main process in seconds, `cpu_all` the sum.
    """

    pages: int
    seconds: float
    crawl: int
    rss: int
    pss: int
    cpu: float
    cpu_all: float
    warc: int
    database: int


def take_sample(root: int, site: GeneratedSite, data: Path, started: float) -> Sample:
    """Measure a running crawl."""
    pids = list(process_tree(root))
    return Sample(
        pages=site.pages,
        seconds=round(time.monotonic() - started, 2),
        crawl=resident_bytes(root),
        rss=sum(map(resident_bytes, pids)),
        pss=sum(map(proportional_bytes, pids)),
        cpu=cpu_seconds(root),
        cpu_all=sum(map(cpu_seconds, pids)),
        warc=size_of(data, "warc/*"),
        database=size_of(data, "*.db*"),
    )


def size_of(data: Path, pattern: str) -> int:
    """Return the total size of the matching files in bytes."""
    return sum(file.stat().st_size for file in data.glob(pattern) if file.exists())


def crawl(pages: int, part: int, folder: Path | None) -> list[Sample]:
    """Crawl a site of this many pages, and return the samples."""
    data = Path(tempfile.mkdtemp(dir=folder))
    try:
        with GeneratedSite(pages, part=part) as site:
            (data / "sites").mkdir()
            (data / "sites" / "generated.toml").write_text(site.profile(), "utf8")
            return watch(site, data)
    finally:
        shutil.rmtree(data)


def watch(site: GeneratedSite, data: Path) -> list[Sample]:
    """Run the crawl as a process, and return a sample for each second."""
    command = [sys.executable, "-m", "commentary", "crawl", "generated", "--data", str(data)]
    started = time.monotonic()
    with (data / "output.txt").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        samples: list[Sample] = []
        while process.poll() is None:
            sample = take_sample(process.pid, site, data, started)
            # A process that is ending has no memory.
            samples += [sample] if sample.crawl else []
            time.sleep(SAMPLE_SECONDS)
    print((data / "output.txt").read_text().strip().rpartition("generated: ")[2], end="\n\n")
    if process.returncode:
        sys.exit(f"the crawl ended with exit code {process.returncode}")
    return samples


def at_marks(samples: list[Sample], pages: int, shares: Iterable[float]) -> list[dict[str, float]]:
    """Return a row for each share of the pages, with peaks and speed since the share before."""
    rows: list[dict[str, float]] = []
    begin = 0
    for share in shares:
        end = next((n for n, sample in enumerate(samples) if sample.pages >= share * pages), len(samples) - 1)
        end = len(samples) - 1 if share == 1 else end
        rows.append(row_of(samples[max(begin - 1, 0)], samples[begin : end + 1]))
        begin = end + 1
    return rows


def row_of(before: Sample, span: list[Sample]) -> dict[str, float]:
    """Return the figures of a span of samples."""
    last = span[-1]
    pages = max(last.pages - before.pages, 1)
    return {
        "pages": last.pages,
        "pages/s": pages / (last.seconds - before.seconds),
        "CPU ms/page, crawl": (last.cpu - before.cpu) * 1000 / pages,
        # The reader processes end before the crawl, and their CPU time is then no longer counted.
        "CPU ms/page, all": (max(sample.cpu_all for sample in span) - before.cpu_all) * 1000 / pages,
        "RSS MB, crawl": max(sample.crawl for sample in span) / 1e6,
        "RSS MB, all": max(sample.rss for sample in span) / 1e6,
        "PSS MB, all": max(sample.pss for sample in span) / 1e6,
        "WARC MB": last.warc / 1e6,
        "database MB": last.database / 1e6,
    }


def show(rows: list[dict[str, float]]) -> None:
    """Print the table, and below each row of memory its ratio to the first column."""
    for name in rows[0]:
        print(f"{name:20} " + " ".join(f"{row[name]:12,.2f}" for row in rows))
        if "SS MB" in name:
            print(f"{'  ratio':20} " + " ".join(f"{row[name] / rows[0][name]:12,.2f}" for row in rows))


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description="measure memory and speed of a crawl of generated pages")
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--part", type=int, default=2_000, help="URLs in each sitemap of the index")
    parser.add_argument("--folder", type=Path, help="folder for the archive, which is removed afterwards")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    few = max(arguments.pages // 100, MIN_PAGES)
    small = crawl(few, arguments.part, arguments.folder)
    samples = crawl(arguments.pages, arguments.part, arguments.folder)
    rows = at_marks(small, few, (1.0,)) + at_marks(samples, arguments.pages, MARKS)
    show(rows)
    if arguments.json:
        found = {"marks": rows, "samples": [asdict(sample) for sample in samples]}
        arguments.json.write_text(json.dumps(found, indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
