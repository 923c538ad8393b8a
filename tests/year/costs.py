"""What the crawls cost: of each day as a CSV file and charts, of each month as a table in Markdown (writes files)."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from simulated_year import DayRun, SimulatedYear

from archive.web.charts import chart_of_rows, stand_alone

COLUMNS = ("day", "seconds", "requests", "kilobytes", "database_megabytes", "warc_megabytes", "exit_code", "alarms")
# Of each chart its file, its title, and its columns.
CHARTS = (
    ("seconds.svg", "Seconds of each day's crawl", "seconds"),
    ("requests.svg", "Requests of each day's crawl", "requests"),
    ("kilobytes.svg", "Kilobytes received by each day's crawl", "kilobytes"),
    ("files.svg", "Megabytes of the archive after each day", "database_megabytes,warc_megabytes"),
)
HEAD = (
    "| month | runs | requests a run | articles new | edited | MB received | seconds a run | longest"
    " | database, MB after | WARC files, MB after |"
)


def write_costs(lived: SimulatedYear, folder: Path) -> None:
    """Write days.csv, with a row for each crawl, and its charts."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(run) for run in lived.runs]
    with (folder / "days.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    style = (files("archive.web") / "static" / "charts.css").read_text("utf-8")
    for name, title, columns in CHARTS:
        chart = chart_of_rows({"kind": "lines", "x": "day", "y": columns, "by": ""}, title, COLUMNS, rows)
        if chart is not None:
            (folder / name).write_text(stand_alone(chart, style), "utf-8")


def costs_of_months(lived: SimulatedYear) -> Iterator[str]:
    """Yield the lines of the table: sums of a month, means of its runs, and the sizes of files after its last run."""
    yield HEAD
    yield "| --- |" + " ---: |" * (HEAD.count("|") - 2)
    for month, grouped in groupby(lived.runs, key=lambda run: f"{run.day:%B}"):
        runs = list(grouped)
        summed = {
            name: sum(run.summary[name] for run in runs) for name in ("articles_new", "articles_changed", "bytes")
        }
        seconds = [run.seconds for run in runs]
        cells = (
            month,
            len(runs),
            f"{sum(len(run.asked) for run in runs) / len(runs):.0f}",
            summed["articles_new"],
            summed["articles_changed"],
            f"{summed['bytes'] / 1e6:.1f}",
            f"{sum(seconds) / len(runs):.2f}",
            f"{max(seconds):.2f}",
            f"{runs[-1].database / 1e6:.2f}",
            f"{runs[-1].warc / 1e6:.2f}",
        )
        yield f"| {' | '.join(map(str, cells))} |"


def _row(run: DayRun) -> tuple[object, ...]:
    return (
        f"{run.day}",
        round(run.seconds, 2),
        len(run.asked),
        round(run.summary["bytes"] / 1e3, 1),
        round(run.database / 1e6, 3),
        round(run.warc / 1e6, 3),
        run.code,
        "; ".join([*sorted(run.began), *(f"{alarm} ended" for alarm in sorted(run.ended))]),
    )
