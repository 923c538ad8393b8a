"""Makes a chart of the rows of a query, as its header says (pure).

    -- chart: bars x=month y=articles by=category

`x`, `y` and `by` are columns of its result: what stands along, the number, and the name of each series. Several
columns may be given for `y`, with commas between them; then each is a series.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from archive.web.charts.chart import Chart, Kind, is_drawable, plain, series_of

KINDS: tuple[Kind, ...] = ("bars", "lines")
_SPEC = re.compile(r"(?P<kind>\w+)(?P<options>( \w+=[\w,]+)*)")
_OPTIONS = ("x", "y", "by")
NO_NAME = "none"


class ChartSpec(TypedDict):
    """Which columns of a query are drawn, and how; `by` is empty for a single series."""

    kind: Kind
    x: str
    y: str
    by: str


def parse_spec(words: str) -> ChartSpec:
    """Return what a header line says; ValueError, with what is wrong, for anything else."""
    found = _SPEC.fullmatch(" ".join(words.split()))
    if found is None or found["kind"] not in KINDS:
        raise ValueError(f"expected 'bars x=… y=… by=…' or 'lines …', and not {words!r}")
    kind: Kind = "bars" if found["kind"] == "bars" else "lines"
    options = dict(option.split("=") for option in found["options"].split())
    if unknown := [name for name in options if name not in _OPTIONS]:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join(_OPTIONS)}")
    if missing := [name for name in ("x", "y") if name not in options]:
        raise ValueError(f"it has no {missing[0]}")
    if "by" in options and "," in options["y"]:
        raise ValueError("several columns for y are series already, so that there is no by")
    return ChartSpec(kind=kind, x=options["x"], y=options["y"], by=options.get("by", ""))


def chart_of_rows(
    spec: ChartSpec, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, note: str = ""
) -> Chart | None:
    """Return the chart of a query's rows, or None if no row has an x and a number.

    Rows without them are left out, and counted in the chart's note. ValueError names a column that is not there.
    """
    names = spec["y"].split(",")
    if absent := [name for name in (spec["x"], *names, *filter(None, [spec["by"]])) if name not in columns]:
        raise ValueError(f"the query has no column {absent[0]!r} for its chart")
    x, by = columns.index(spec["x"]), columns.index(spec["by"]) if spec["by"] else None
    places = [(name.replace("_", " "), columns.index(name)) for name in names]
    found: list[tuple[str, str, float]] = []
    without = 0
    for row in rows:
        drawn = [(name, row[place]) for name, place in places if is_drawable(row[place])]
        if row[x] in {None, ""} or not drawn:
            without += 1
            continue
        series = plain(row[by] if row[by] not in {None, ""} else NO_NAME) if by is not None else ""
        found += [(series or name, plain(row[x]), value) for name, value in drawn]
    if not found:
        return None
    lost = (
        f"{without:,} {'row' if without == 1 else 'rows'} without a number or a place are left out."
        if without
        else ""
    )
    return Chart(
        kind=spec["kind"],
        title=title,
        x=spec["x"].replace("_", " "),
        y=" and ".join(name for name, _ in places),
        series=series_of(_in_order(found)),
        order=tuple(dict.fromkeys(x for _, x, _ in found)),
        note=" ".join(filter(None, [note, lost])),
    )


def _in_order(found: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Return name, x and number of rows by their names, if the rows of each x are in that order: weekdays."""
    names: dict[str, list[str]] = {}
    for name, x, _ in found:
        names.setdefault(x, []).append(name)
    is_sorted = all(several == sorted(several) for several in names.values())
    return (
        sorted(found, key=lambda row: row[0])
        if is_sorted and any(len(each) > 1 for each in names.values())
        else found
    )
