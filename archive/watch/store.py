"""Keeps the tables run_measures and alarms, and reads them (SQL; the caller's transaction).

runs whose readings were judged anew → measures of each → all measures of the site → alarms
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.derive import judge_readings
from archive.plain import number_in, text_in
from archive.schema import FIELDS_OF_RUN, TABLES, insert_rows
from archive.watch.fields import EMPTY, FILL, RULE, first_needed
from archive.watch.judge import judge
from archive.watch.measure import Run, measure
from archive.watch.signs import REDESIGN
from archive.watch.values import Alarm, Measures

# An import is no visit of the site, and says nothing of how it is now.
RUNS = """
SELECT id, site, started_at, events, doubtful, accepted FROM runs
WHERE site = :site AND imported_at IS NULL AND (status <> 'running' OR id = :running) ORDER BY started_at, id
"""
FIRST = "SELECT started_at, id FROM runs WHERE id = ?"
FORGET = "DELETE FROM run_measures WHERE run = ?"
MEASURES = """
SELECT run, name, value, text FROM run_measures WHERE run IN (SELECT id FROM runs WHERE site = ?)
"""
RULES = """
SELECT run, readings, found_by FROM run_rules LEFT JOIN rule_sets ON rule_sets.id = run_rules.rule_set
WHERE run IN (SELECT value FROM json_each(?))
"""
# Of the table alarms, in the order in which `to_alarm` takes them.
ALARM_COLUMNS = ", ".join(f'alarms."{name}"' for name in TABLES["alarms"].columns)
ALARMS = f"SELECT {ALARM_COLUMNS} FROM alarms WHERE ifnull(site = :site, TRUE) ORDER BY began_at, site, kind, subject"  # noqa: S608 - our own names


def watch_runs(db: sqlite3.Connection, warc_folder: Path, running: str = "") -> None:
    """Judge the readings of runs that were not judged, measure these runs, and find the alarms of their sites.

    `running` is a run that is about to end. A run before another one concerns the measures of both.
    """
    for site, first in judge_readings(db, running).items():
        runs = db.execute(RUNS, {"site": site, "running": running}).fetchall()
        since = tuple(db.execute(FIRST, (first,)).fetchone())
        at = sum((run["started_at"], run["id"]) < since for run in runs)
        for run in runs[at:]:
            _store_measures(db, warc_folder, Run(run["id"], site, run["started_at"]))
        before = all_alarms(db, site)
        found = judge(
            list(_history(db, site, runs, _first_compared([run["id"] for run in runs], at, before))), before, at
        )
        if found != before:
            db.execute("DELETE FROM alarms WHERE site = ?", (site,))
            insert_rows(db, "alarms", list(map(asdict, found)))


def open_alarms(db: sqlite3.Connection, site: str | None = None) -> list[Alarm]:
    """Return the alarms of a site, or of all, that have not ended, in the order in which they began."""
    return [alarm for alarm in all_alarms(db, site) if alarm.is_open]


def all_alarms(db: sqlite3.Connection, site: str | None = None) -> list[Alarm]:
    """Return all alarms of a site, or of all sites, in the order in which they began."""
    return [to_alarm(tuple(row)) for row in db.execute(ALARMS, {"site": site})]


def to_alarm(row: Sequence[Any]) -> Alarm:
    """Return the columns of an alarm as a value; a damaged database may have anything in them."""
    values: dict[str, Any] = {name: text_in(value) for name, value in zip(TABLES["alarms"].columns, row, strict=True)}
    given = {name: value or "" for name, value in values.items() if name not in {"ended_run", "ended_at"}}
    return Alarm(**values | given | {"id": number_in(row[0]) or 0})


def history_of(db: sqlite3.Connection, site: str) -> list[Measures]:
    """Return what the crawls of a site that have ended measured, in order of time."""
    runs = db.execute(RUNS, {"site": site, "running": ""}).fetchall()
    return list(_history(db, site, runs, 0))


def _store_measures(db: sqlite3.Connection, warc_folder: Path, run: Run) -> None:
    measured = measure(db, warc_folder, run)
    rows = [{"run": run.id, "name": name, "value": value, "text": None} for name, value in measured.values.items()]
    rows += [{"run": run.id, "name": name, "value": None, "text": text} for name, text in measured.texts.items()]
    db.execute(FORGET, (run.id,))
    insert_rows(db, "run_measures", rows)


def _first_compared(runs: Sequence[str], at: int, alarms: Iterable[Alarm]) -> int:
    """Return the first run, `at` at most, with whose past the runs from `at` on are compared.

    A field is back if it is found as before its alarm, or before a redesign, however long ago that began.
    """
    again = set(runs[at:])
    began = {
        alarm.began_run
        for alarm in alarms
        if alarm.kind in {FILL, RULE, REDESIGN} and (alarm.is_open or alarm.ended_run in again)
    }
    return next((place for place, run in enumerate(runs[:at]) if run in began), at)


def _history(db: sqlite3.Connection, site: str, runs: Sequence[sqlite3.Row], at: int) -> Iterator[Measures]:
    """Yield the measures of runs; of fields only what runs from `at` on are compared with."""
    values: dict[str, dict[str, float]] = {}
    texts: dict[str, dict[str, str]] = {}
    for run, name, value, text in map(tuple, db.execute(MEASURES, (site,))):
        if text is None:
            values.setdefault(run, {})[name] = value
        else:
            texts.setdefault(run, {})[name] = text
    ids = [run for run, *_ in map(tuple, runs)]
    fields = _fields(db, ids[first_needed(["revision" in texts.get(run, {}) for run in ids], at) :])
    for run, _, started_at, events, doubtful, accepted in map(tuple, runs):
        yield Measures(
            run=run,
            site=site,
            started_at=datetime.fromisoformat(started_at),
            values=values.get(run, {}),
            texts=texts.get(run, {}),
            fields=fields.get(run, {}),
            events=tuple((event["kind"], event["what"]) for event in json.loads(events)),
            is_doubtful=bool(doubtful),
            is_accepted=bool(accepted),
        )


def _fields(db: sqlite3.Connection, runs: Sequence[str]) -> dict[str, dict[str, dict[str, int]]]:
    """Return of each run and field in how many readings each rule found it, "" where none did."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for run, readings, rules in map(tuple, db.execute(RULES, (json.dumps(runs),))):
        found_by = json.loads(rules or "{}")
        of_run = found.setdefault(run, {field: {} for field in FIELDS_OF_RUN})
        for field, numbers in of_run.items():
            rule = found_by.get(field, EMPTY)
            numbers[rule] = numbers.get(rule, 0) + readings
    return found
