"""Turns figures into Markdown tables, and writes them into a document (pure but for write)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from calibration import FIELDS, bins_of, summary_line
from figures import BASELINE, FIGURES, OURS
from speed import Speeds

MEGABYTE = 1024 * 1024


def set_tables(name: str, found: Mapping[str, Any], *, at_once: bool) -> str:
    """Return a set's tables of figures, differences and kinds; our speed only if all readers ran in this run."""
    parts = [f"### {name}, {found['pages']} pages", figures_table(found, at_once=at_once)]
    if found["differences"]:
        parts.append(differences_table(found))
    if len(found["kinds"][OURS]["refused"]) > 1:
        parts.append(kinds_table(found["kinds"]))
    parts.append(reasons(found["kinds"][OURS]["reasons"]))
    return "\n\n".join(filter(None, parts))


def figures_table(found: Mapping[str, Any], *, at_once: bool) -> str:
    """Return a row a reader: its figures, pages per CPU second relative to BASELINE, and peak memory."""
    figures = [figure for figure in FIGURES if any(figure in means for means in found["figures"].values())]
    rows = []
    for name, means in found["figures"].items():
        seconds = found["seconds"]
        comparable = BASELINE in seconds and (at_once or name != OURS) and seconds[name]
        speed = f"{seconds[BASELINE] / seconds[name]:.2f}" if comparable else ""
        cells = [share(means.get(figure)) for figure in figures]
        rows.append([name, *cells, speed, str(round(found["peak"][name] / MEGABYTE))])
    return table(["reader", *figures, "speed", "MB"], rows)


def differences_table(found: Mapping[str, Any]) -> str:
    """Return a row a figure and a column a peer: ours minus theirs with its interval; the best peer's is bold."""
    peers = list(found["differences"])
    rows = []
    for figure in FIGURES:
        if figure not in found["best"]:
            continue
        cells = []
        for peer in peers:
            cell = interval(found["differences"][peer].get(figure))
            cells.append(f"**{cell}**" if peer == found["best"][figure] and cell else cell)
        rows.append([figure, *cells])
    return table(["ours minus", *peers], rows)


def kinds_table(kinds: Mapping[str, Any]) -> str:
    """Return a row a reader: precision and recall of articles, and refusals of other kinds of page."""
    others = [kind for kind in kinds[OURS]["refused"] if kind != "article"]
    rows = [
        [
            name,
            share(found["precision"]),
            share(found["recall"]),
            *(_refused(found["refused"][kind]) for kind in others),
        ]
        for name, found in kinds.items()
    ]
    return table(["called an article", "precision", "recall", *(f"{kind} refused" for kind in others)], rows)


def _refused(counts: tuple[int, int]) -> str:
    total, refused = counts
    return f"{refused} of {total}"


def reasons(given: Mapping[str, Mapping[str, int]]) -> str:
    """Return one line a kind of page with the reasons of our refusals and their counts."""
    return "\n".join(
        f"* refused of kind {kind}: " + ", ".join(f"{reason} {count}" for reason, count in counted.items())
        for kind, counted in given.items()
        if counted
    )


def calibration_tables(values: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """Return the summary line and the bins of each field."""
    known = [field for field in FIELDS if values.get(field)]
    if not known:
        return "No value has a confidence."
    rows = [
        [field, f"{bin_.edge:.2f}", str(bin_.values), share(bin_.confidence), share(bin_.right / bin_.values)]
        for field in known
        for bin_ in bins_of(values[field])
    ]
    lines = "\n".join(f"* {summary_line(field, values[field])}" for field in known)
    return f"{lines}\n\n{table(['field', 'from', 'values', 'mean confidence', 'right'], rows)}"


def speed_table(speeds: Speeds) -> str:
    """Return a row for each reader, where it ran and which pages count: CPU time, relative speeds, memory."""
    rows = [
        [
            where,
            pages,
            name,
            str(len(speed.seconds)),
            f"{speed.milliseconds:.1f}",
            f"{speed.relative:.2f}",
            f"{speed.median:.2f}",
            str(round(speed.peak / MEGABYTE)) if speed.peak else "",
        ]
        for (where, pages, name), speed in speeds.items()
    ]
    head = ["in", "of", "reader", "pages", "CPU ms a page", "relative speed", "median of the pages", "peak MB"]
    return table(head, rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(value: float | None) -> str:
    """Return a share as `.937`, "" for None."""
    return "" if value is None else f"{value:.3f}".removeprefix("0")


def interval(found: tuple[float, float, float] | None) -> str:
    """Return a difference as `+.012 (+.004 to +.020)`, "" for None."""
    if found is None:
        return ""
    mean, low, high = (f"{value:+.3f}".replace("0.", ".", 1) for value in found)
    return f"{mean} ({low} to {high})"


def replace_between_marks(document: str, name: str, text: str, script: str = "reading.py") -> str:
    """Return a document with the text between the marks of this name replaced; ValueError without marks."""
    begin, end = f"<!-- {name}: written by bench/{script} -->", f"<!-- end of {name} -->"
    between = re.compile(f"(?<={re.escape(begin)}\n).*?(?={re.escape(end)})", re.DOTALL)
    if not between.search(document):
        raise ValueError(f"the document has no lines {begin} and {end}")
    return between.sub(lambda _: f"\n{text}\n\n", document, count=1)


def write(file: Path, name: str, text: str, script: str = "reading.py") -> None:
    """Replace the text between the marks of this name in a file."""
    file.write_text(replace_between_marks(file.read_text("utf8"), name, text, script), "utf8")
