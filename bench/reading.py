"""Score the reader on pages whose true values are known, and peers on the same pages in the same run.

    python bench/reading.py DATA… [--peers] [--cache FOLDER] [--models FOLDER] [--worst N] [--calibration]
                                  [--json FILE] [--write]
    python bench/reading.py DATA… --speed [--models FOLDER] [--json FILE] [--write]

DATA are folders with `truth.jsonl` and `html/ID.html.gz`; `scores.py` documents the scores. Each reader is a process
that gets pages through a pipe and has no network; a peer runs in an environment of its own (`--environments`, created
with pip if needed). With `--cache` a peer reads only pages that it has not read before, and our speed is then not
compared with its speed. Differences are ours minus theirs, paired page by page, with the interval of 95 % of the
resamples of sites.

With `--models` a page is read with models that were trained without its site: FOLDER/0 to FOLDER/4, see `folds.py`.
`--write` writes the tables between the marks in docs/reading.md, and the plot docs/calibration.svg.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from calibration import judged_values, plot
from figures import OURS, figures_of
from measuring import ScoredPage, score_readers
from peers import ENVIRONMENTS, PEERS, start_peer
from scores import ReaderOutput, f1, load, names, plain, score, words
from speed import measure_speeds
from tables import calibration_tables, set_tables, speed_table, write
from workers import HERE, FoldedReader, Reader, Readers, start_own_reader
from worst import worst_pages

__all__ = ["ReaderOutput", "f1", "load", "names", "plain", "score", "words"]

DOCS = HERE.parent / "docs"


def main() -> None:
    """Run as a script."""
    arguments = parse_arguments()
    if arguments.speed:
        measure_speed(arguments)
    else:
        measure_quality(arguments)


def parse_arguments() -> argparse.Namespace:
    """Parse the command's arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--peers", action="store_true", help="also read with the peers")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="where the peers are installed")
    parser.add_argument("--cache", type=Path, help="folder that keeps the outputs of the peers")
    parser.add_argument("--models", type=Path, help="folder with the models of each fold")
    parser.add_argument("--worst", type=int, default=0, help="list this many of the worst pages for each field")
    parser.add_argument(
        "--calibration", action="store_true", help="compare confidences with the share of right values"
    )
    parser.add_argument("--speed", action="store_true", help="measure only speed and memory")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/reading.md")
    return parser.parse_args()


def measure_speed(arguments: argparse.Namespace) -> None:
    """Measure speed and memory; with `--models` those of the first fold, as all folds have equally large models."""
    models = None if arguments.models is None else arguments.models / "0"
    found = measure_speeds(arguments.data, arguments.environments, models)
    show("speed", speed_table(found), arguments)
    if arguments.json:
        rows = {
            ", ".join(key): asdict(pace) | {"relative": round(pace.relative, 4), "median": round(pace.median, 4)}
            for key, pace in found.items()
        }
        write_json({"speed": rows}, arguments.json)


def measure_quality(arguments: argparse.Namespace) -> None:
    """Score the outputs of all readers, and print the tables."""
    with Readers(start_readers(arguments)) as readers:
        pages = score_readers(arguments.data, readers)
    found = {folder.name: figures_of(pages_of_set(pages, folder.name)) for folder in arguments.data}
    at_once = arguments.cache is None
    show(
        "figures",
        "\n\n".join(set_tables(name, figures, at_once=at_once) for name, figures in found.items()),
        arguments,
    )
    result: dict[str, Any] = {"sets": found, "at_once": at_once}
    if arguments.calibration:
        values = judged_values(pages[OURS])
        show("calibration", calibration_tables(values), arguments)
        result["calibration"] = values
        if arguments.write:
            (DOCS / "calibration.svg").write_text(plot(values), "utf8")
    if arguments.worst:
        print("\n".join(worst_pages(pages[OURS], arguments.worst)))
    if arguments.json:
        write_json(result, arguments.json)


def start_readers(arguments: argparse.Namespace) -> dict[str, Reader]:
    """Start the readers, our own first."""
    ours = start_own_reader() if arguments.models is None else FoldedReader(arguments.models)
    chosen = PEERS if arguments.peers else ()
    return {OURS: ours, **{name: start_peer(name, arguments.environments, arguments.cache) for name in chosen}}


def pages_of_set(pages: Mapping[str, Sequence[ScoredPage]], name: str) -> dict[str, list[ScoredPage]]:
    """Return each reader's pages of one set."""
    return {reader: [page for page in scored if page.set == name] for reader, scored in pages.items()}


def show(name: str, text: str, arguments: argparse.Namespace) -> None:
    """Print a text and, with `--write`, write it into docs/reading.md."""
    print(f"\n{text}")
    if arguments.write:
        write(DOCS / "reading.md", name, text)


def write_json(result: Mapping[str, Any], file: Path) -> None:
    """Write figures as JSON."""
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf8")


if __name__ == "__main__":
    main()
