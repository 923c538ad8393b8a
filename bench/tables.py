"""The figures as tables of Markdown, and their place in a document (pure but for write)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from calibration import FIELDS, bins_of, sentence
from figures import FIGURES, OURS, PACE
from speed import Pace

MEGABYTE = 1024 * 1024


def set_tables(name: str, found: Mapping[str, Any], *, at_once: bool) -> str:
    """Return a set's figures, differences and kinds; our speed only where all were measured at once."""
    parts = [f"### {name}, {found['pages']} pages", figures_table(found, at_once=at_once)]
    if found["differences"]:
        parts.append(differences_table(found))
    if len(found["kinds"][OURS]["refused"]) > 1:
        parts.append(kinds_table(found["kinds"]))
    parts.append(reasons(found["kinds"][OURS]["reasons"]))
    return "\n\n".join(filter(None, parts))


def figures_table(found: Mapping[str, Any], *, at_once: bool) -> str:
    """Return a row a reader, a column a figure, then pages per CPU second relative to the pace, and peak memory."""
    figures = [figure for figure in FIGURES if any(figure in means for means in found["figures"].values())]
    rows = []
    for name, means in found["figures"].items():
        seconds = found["seconds"]
        comparable = PACE in seconds and (at_once or name != OURS) and seconds[name]
        speed = f"{seconds[PACE] / seconds[name]:.2f}" if comparable else ""
        cells = [share(means.get(figure)) for figure in figures]
        rows.append([name, *cells, speed, str(round(found["peak"][name] / MEGABYTE))])
    return table(["reader", *figures, "speed", "MB"], rows)


def differences_table(found: Mapping[str, Any]) -> str:
    """Return a row a figure, a column a peer: ours minus theirs with its interval; the best peer's is bold."""
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
    """Return how well each reader tells articles from other kinds of page."""
    others = [kind for kind in kinds[OURS]["refused"] if kind != "article"]
    rows = [
        [name, share(one["precision"]), share(one["recall"]), *(_refused(one["refused"][kind]) for kind in others)]
        for name, one in kinds.items()
    ]
    return table(["called an article", "precision", "recall", *(f"{kind} refused" for kind in others)], rows)


def _refused(counts: tuple[int, int]) -> str:
    total, refused = counts
    return f"{refused} of {total}"


def reasons(given: Mapping[str, Mapping[str, int]]) -> str:
    """Return one line a kind with the reasons of our refusals and how often each was given."""
    return "\n".join(
        f"* refused of kind {kind}: " + ", ".join(f"{reason} {count}" for reason, count in counted.items())
        for kind, counted in given.items()
        if counted
    )


def calibration_tables(values: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """Return, for each field, the sentence and the bins."""
    known = [field for field in FIELDS if values.get(field)]
    if not known:
        return "No value has a confidence."
    rows = [
        [field, f"{one.edge:.2f}", str(one.values), share(one.confidence), share(one.right / one.values)]
        for field in known
        for one in bins_of(values[field])
    ]
    lines = "\n".join(f"* {sentence(field, values[field])}" for field in known)
    return f"{lines}\n\n{table(['field', 'from', 'values', 'mean confidence', 'right'], rows)}"


def speed_table(paces: Mapping[str, Pace]) -> str:
    """Return a row a reader."""
    rows = [
        [name, str(pace.pages), f"{pace.milliseconds:.1f}", f"{pace.relative:.2f}", str(round(pace.peak / MEGABYTE))]
        for name, pace in paces.items()
    ]
    return table(["reader", "pages", "CPU ms a page", "relative speed", "peak MB"], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(value: float | None) -> str:
    """Return `.937`, or nothing."""
    return "" if value is None else f"{value:.3f}".removeprefix("0")


def interval(found: tuple[float, float, float] | None) -> str:
    """Return `+.012 (+.004 to +.020)`, or nothing."""
    if found is None:
        return ""
    mean, low, high = (f"{value:+.3f}".replace("0.", ".", 1) for value in found)
    return f"{mean} ({low} to {high})"


def put(document: str, name: str, text: str) -> str:
    """Return a document with a text between the marks of that name."""
    begin, end = f"<!-- {name}: written by bench/reading.py -->", f"<!-- end of {name} -->"
    between = re.compile(f"(?<={re.escape(begin)}\n).*?(?={re.escape(end)})", re.DOTALL)
    if not between.search(document):
        raise ValueError(f"the document has no lines {begin} and {end}")
    return between.sub(lambda _: f"\n{text}\n\n", document, count=1)


def write(file: Path, name: str, text: str) -> None:
    """Put a text into a document on disk."""
    file.write_text(put(file.read_text("utf8"), name, text), "utf8")
