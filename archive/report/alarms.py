"""Reads the alarms that a run began, met or ended (SQL in values, and pure functions)."""

from collections.abc import Mapping, Sequence
from typing import Any

from archive.plain import json_in
from archive.watch import ALARM_COLUMNS, Alarm, is_told_by

ALARMS_OF_RUN = f"""
SELECT {ALARM_COLUMNS} FROM runs CROSS JOIN alarms ON alarms.site = runs.site
WHERE runs.id = :run AND (began_at, began_run) <= (started_at, runs.id)
    AND (ended_run IS NULL OR (ended_at, ended_run) >= (started_at, runs.id))
ORDER BY began_at, kind, subject
"""  # noqa: S608 - our own names


def sentences_of(summary: Mapping[str, Any], events: Any, alarms: Sequence[Alarm]) -> tuple[str, ...]:
    """Return what a run told beside its alarms, with the events that were found in its readings since."""
    stored, found = summary.get("alarms"), json_in(events)
    told = [str(each) for each in stored] if isinstance(stored, list) else []
    told += [str(each["what"]) for each in found or () if isinstance(each, dict) and "what" in each]
    return tuple(sentence for sentence in dict.fromkeys(told) if not is_told_by(sentence, alarms))
