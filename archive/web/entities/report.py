"""Gathers the report of a run for the page of its site and its own, and puts it in words (reads the database)."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from archive.report import LABELS, REPORT_QUERIES, RunReport, to_report
from archive.web.plugins.cells import count

# Of new articles, of changed ones, of reasons and of rules of a field; the JSON of `commentary status RUN` has more.
MAX_LINES, MAX_RULES = 20, 3
_OUTCOMES = ("refused", "failed", "skipped")


async def gather_report(database: Any, run: str) -> dict[str, Any] | None:
    """Return what the template of a report needs, None if there is no such run.

    {"report": RunReport, "facts": [(label, sentence)], "reasons": [(outcome, [(reason, number)], others)], "listed":
    [(label, [ChangedArticle], others)], "fields": [(field, share, [(rule, share)])], "unread": [sentence]}

    What the database cannot answer, as where a view was dropped, is left out, and `unread` says why.
    """
    asked = {"run": run, "most": MAX_LINES}
    answers: dict[str, Any] = {}
    unread = []
    for name, sql in REPORT_QUERIES.items():
        try:
            answers[name] = (await database.execute(sql, asked)).rows
        except sqlite3.OperationalError as error:
            answers[name] = ()
            unread.append(f"The {name} cannot be read: {error}.")
    report = to_report(run, answers)
    if report is None:
        return None
    return {
        "report": report,
        "facts": list(_facts(report)),
        "reasons": [(outcome, *_most(getattr(report, outcome))) for outcome in _OUTCOMES if getattr(report, outcome)],
        "listed": [
            (label, listed, report.counts[event] - len(listed))
            for event, label in (("new", "new"), *LABELS.items())
            if (listed := report.of(event)) or report.counts[event]
        ],
        "fields": list(_fields(report)),
        "unread": unread,
    }


def _facts(report: RunReport) -> Iterator[tuple[str, str]]:
    if report.due is not None:
        found = "" if report.found is None else f"; {count(report.found, 'URL')} listed for the first time"
        yield "Pages", f"{count(report.due, 'page')} due, {report.not_due or 0:,} known and not due yet{found}"
    counts = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged, "held": report.held}
    told = [f"{number or 0:,} {name}" for name, number in counts.items() if number or name == "new"]
    told += [f"{report.counts[name]:,} {name}" for name in ("gone", "back", "renamed") if report.counts[name]]
    yield "Articles", ", ".join(told)
    if report.requests is not None and report.bytes is not None:
        took = "" if report.seconds is None else f" in {_duration(report.seconds)}"
        yield "Received", f"{_size(report.bytes)} by {count(report.requests, 'request')}{took}"


def _most(reasons: Mapping[str, int]) -> tuple[list[tuple[str, int]], int]:
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return ordered[:MAX_LINES], max(0, len(ordered) - MAX_LINES)


def _fields(report: RunReport) -> Iterator[tuple[str, float, list[tuple[str, float]]]]:
    """Yield the fields that any reading of the run has, each with its rules, as shares of its readings."""
    for field, filled in report.fills.items():
        if filled and report.readings > 0:
            rules = list(report.rules.get(field, {}).items())[:MAX_RULES]
            yield field, filled / report.readings, [(rule, number / report.readings) for rule, number in rules]


def _size(number: int) -> str:
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1e3:.1f} KB" if number < 999_950 else f"{number / 1e6:,.1f} MB"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"
