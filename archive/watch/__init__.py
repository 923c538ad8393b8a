"""Measures each run of a site, and raises alarms by what the site's own past was; docs/watching.md says how well.

    captures, readings, events → measure.py → run_measures → judge.py → alarms

`judge` is pure, and so are the detectors that it asks: `volume.py`, `fields.py`, `pages.py` and `signs.py`.
"""

from archive.watch.judge import judge
from archive.watch.published import PUBLISHED
from archive.watch.signs import REDESIGN
from archive.watch.store import ALARM_COLUMNS, all_alarms, history_of, open_alarms, to_alarm, watch_runs
from archive.watch.values import KINDS, SAID_ONCE, WHAT_TO_DO, Alarm, Measures, is_told_by

__all__ = [
    "ALARM_COLUMNS",
    "KINDS",
    "PUBLISHED",
    "REDESIGN",
    "SAID_ONCE",
    "WHAT_TO_DO",
    "Alarm",
    "Measures",
    "all_alarms",
    "history_of",
    "is_told_by",
    "judge",
    "open_alarms",
    "to_alarm",
    "watch_runs",
]
