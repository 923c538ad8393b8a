"""Score the reader on pages with known answers, beside peers on the same pages in the same run.

    python bench/reading.py DATA… [--peers] [--cache FOLDER] [--models FOLDER] [--worst N] [--calibration]
                                  [--json FILE] [--write]
    python bench/reading.py DATA… --speed [--models FOLDER] [--json FILE] [--write]

DATA are folders with `truth.jsonl` and `html/ID.html.gz`; `scores.py` says what is scored and how. Each reader is a
process of its own, a peer in an environment of its own (`--environments`, made with pip where it is not there), which
gets pages by a pipe and reaches no network. With `--cache` a peer reads only what it has not read before; our speed
is then not set beside theirs. Differences are ours minus theirs, paired page by page, with the interval that holds
95 % of the resamples of sites.

With `--models` a page is read by models that were learned without its site: FOLDER/0 to FOLDER/4 by `folds.py`.
`--write` puts the tables between the marks of docs/reading.md, and draws docs/calibration.svg.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from calibration import plot, verdicts
from figures import OURS, figures_of
from measuring import Scored, measured
from peers import ENVIRONMENTS, PEERS, peer
from scores import Answer, f1, load, names, plain, score, words
from speed import paces
from tables import calibration_tables, set_tables, speed_table, write
from workers import HERE, Asked, Folded, Panel, own
from worst import worst

__all__ = ["Answer", "f1", "load", "names", "plain", "score", "words"]

DOCS = HERE.parent / "docs"


def main() -> None:
    """Run as a script."""
    arguments = parsed()
    if arguments.speed:
        measure_speed(arguments)
    else:
        measure_quality(arguments)


def parsed() -> argparse.Namespace:
    """Return the command's arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--peers", action="store_true", help="read with the peers too")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="where the peers are installed")
    parser.add_argument("--cache", type=Path, help="a folder that keeps what the peers answered")
    parser.add_argument("--models", type=Path, help="a folder with the models of each fold")
    parser.add_argument("--worst", type=int, default=0, help="how many of the worst pages to list for each field")
    parser.add_argument("--calibration", action="store_true", help="tell how often a confidence is right")
    parser.add_argument("--speed", action="store_true", help="measure speed and memory alone")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/reading.md")
    return parser.parse_args()


def measure_speed(arguments: argparse.Namespace) -> None:
    """Read every page for the time it takes; models of one fold are as large as those of another."""
    models = None if arguments.models is None else arguments.models / "0"
    found = paces(arguments.data, arguments.environments, models)
    show("speed", speed_table(found), arguments)
    if arguments.json:
        rows = {name: asdict(pace) | {"relative": round(pace.relative, 4)} for name, pace in found.items()}
        keep({"speed": rows}, arguments.json)


def measure_quality(arguments: argparse.Namespace) -> None:
    """Read every page for what it says."""
    with Panel(panel(arguments)) as readers:
        pages = measured(arguments.data, readers)
    found = {folder.name: figures_of(of_set(pages, folder.name)) for folder in arguments.data}
    at_once = arguments.cache is None
    show("figures", "\n\n".join(set_tables(name, one, at_once=at_once) for name, one in found.items()), arguments)
    result: dict[str, Any] = {"sets": found, "at_once": at_once}
    if arguments.calibration:
        values = verdicts(pages[OURS])
        show("calibration", calibration_tables(values), arguments)
        result["calibration"] = values
        if arguments.write:
            (DOCS / "calibration.svg").write_text(plot(values), "utf8")
    if arguments.worst:
        print("\n".join(worst(pages[OURS], arguments.worst)))
    if arguments.json:
        keep(result, arguments.json)


def panel(arguments: argparse.Namespace) -> dict[str, Asked]:
    """Start the readers; ours is the first."""
    ours = own() if arguments.models is None else Folded(arguments.models)
    chosen = PEERS if arguments.peers else ()
    return {OURS: ours, **{name: peer(name, arguments.environments, arguments.cache) for name in chosen}}


def of_set(pages: Mapping[str, Sequence[Scored]], name: str) -> dict[str, list[Scored]]:
    """Return each reader's pages of one set."""
    return {reader: [page for page in own if page.set == name] for reader, own in pages.items()}


def show(name: str, text: str, arguments: argparse.Namespace) -> None:
    """Print a text, and put it into the document where that is wanted."""
    print(f"\n{text}")
    if arguments.write:
        write(DOCS / "reading.md", name, text)


def keep(result: Mapping[str, Any], file: Path) -> None:
    """Write figures as JSON."""
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf8")


if __name__ == "__main__":
    main()
