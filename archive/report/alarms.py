"""Reads the alarms that a run began, met or ended (SQL in values, and pure functions)."""

from collections.abc import Mapping, Sequence
from typing import Any

from archive.report.plain import json_in, number_in, text_in
from archive.schema import TABLES
from archive.watch import Alarm, is_told_by

_NAMES = tuple(TABLES["alarms"].columns)
_COLUMNS = ", ".join(f'alarms."{name}"' for name in _NAMES)
ALARMS_OF_RUN = f"""
SELECT {_COLUMNS} FROM runs CROSS JOIN alarms ON alarms.site = runs.site
WHERE runs.id = :run AND (began_at, began_run) <= (started_at, runs.id)
    AND (ended_run IS NULL OR (ended_at, ended_run) >= (started_at, runs.id))
ORDER BY began_at, kind, subject
"""  # noqa: S608 - our own names


def to_alarm(row: Sequence[Any]) -> Alarm:
    """Return a row of the table alarms, with its columns in their order, as a value."""
    values: dict[str, Any] = {name: text_in(value) for name, value in zip(_NAMES, row, strict=True)}
    given = {name: value or "" for name, value in values.items() if name not in {"ended_run", "ended_at"}}
    return Alarm(**values | given | {"id": number_in(row[0]) or 0})


def sentences_of(summary: Mapping[str, Any], events: Any, alarms: Sequence[Alarm]) -> tuple[str, ...]:
    """Return what a run told beside its alarms, with the events that were found in its readings since."""
    stored, found = summary.get("alarms"), json_in(events)
    told = [str(each) for each in stored] if isinstance(stored, list) else []
    told += [str(each["what"]) for each in found or () if isinstance(each, dict) and "what" in each]
    return tuple(sentence for sentence in dict.fromkeys(told) if not is_told_by(sentence, alarms))
