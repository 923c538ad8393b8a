"""Measures how long exports take beside SQLite's own SELECT of the same values, and the memory they need (processes).

    python bench/exports.py DATA [--rounds 5] [--formats csv ndjson …]

DATA is the folder of an archive. SELECT reads each value that an export as NDJSON has, in its order, each list as a
JSON array that SQLite makes, as Python's sqlite3 gives it, and does nothing with it. Both are timed in turns in one
process, by processor time; each format then runs once in a process of its own, whose peak of memory is told.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only
from archive.export import EXPORTERS, Export, export
from archive.export.content import Options, content_of
from archive.export.records import asked_of
from archive.export.stream import prepare
from archive.selection import ArticleFilter

MEGABYTE = 1024 * 1024
ONE = """
import sys, time
from pathlib import Path
from archive.export import Export, export_to_file
start = time.monotonic()
rows = export_to_file(Path(sys.argv[3]), Export(Path(sys.argv[1]), sys.argv[2])).rows
seconds = time.monotonic() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(rows, seconds, peak.split()[1])
"""


def read_all(database: Path) -> None:
    """Read all values and do nothing with them."""
    with closing(open_read_only(database)) as db:
        prepare(db)
        content = content_of(db, "articles", ArticleFilter(), Options())
        for _ in db.execute(content.chosen.sql(asked_of(content.fields, content.nested))):
            pass


def write_all(database: Path) -> None:
    """Write all articles as NDJSON to nowhere."""
    with Path(os.devnull).open("wb") as out:
        export(Export(database, "ndjson"), out)


def seconds_of(work: Callable[[Path], None], database: Path) -> float:
    """Return the processor time that a piece of work takes."""
    start = time.process_time()
    work(database)
    return time.process_time() - start


def compare(database: Path, rounds: int) -> None:
    """Print the times of SELECT and NDJSON, in turns, and their ratio."""
    pairs = [(seconds_of(read_all, database), seconds_of(write_all, database)) for _ in range(rounds)]
    selects, exports = zip(*pairs, strict=True)
    ratios = sorted(export / select for select, export in pairs)
    print(f"SELECT  {statistics.median(selects):8.2f} s  ({', '.join(f'{each:.2f}' for each in selects)})")
    print(f"NDJSON  {statistics.median(exports):8.2f} s  ({', '.join(f'{each:.2f}' for each in exports)})")
    print(f"ratio   {statistics.median(ratios):8.2f}    ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def measure(database: Path, name: str, folder: Path) -> None:
    """Write an export in a process of its own, and print its rows, size, time and peak of memory."""
    out = folder / f"articles.{EXPORTERS[name].ending}"
    command = [sys.executable, "-c", ONE, str(database), name, str(out)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    size = out.stat().st_size / MEGABYTE
    print(
        f"{name:12} {int(told[0]):9,} rows {size:9,.1f} MB {float(told[1]):8.2f} s {int(told[2]) / 1024:8.0f} MB peak"
    )
    out.unlink()


def main() -> None:
    """Measure what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--formats", nargs="*", default=list(EXPORTERS))
    asked = parser.parse_args()
    database = asked.data / DATABASE_NAME
    compare(database, asked.rounds)
    with tempfile.TemporaryDirectory(prefix="commentary-exports-") as folder:
        for name in asked.formats:
            measure(database, name, Path(folder))


if __name__ == "__main__":
    main()
