"""Parses `look_again` of a profile: how often known articles are requested again (pure)."""

from datetime import timedelta

from extract.durations import parse_duration, parse_interval
from extract.profile.toml_table import Table
from extract.site import LookAgain

KEY, REST = "look_again", "rest"
EXAMPLE = 'look_again = "6h", or by age look_again = { "2 days" = "3h", "30 days" = "1d", rest = "14d" }'


def parse_look_again(top: Table) -> tuple[LookAgain, ...]:
    """Return the intervals of a profile, the youngest age first; empty where it has none.

    A text is the interval of all articles. A table maps ages, up to which an interval holds, to intervals; `rest` is
    the interval of all that are older.
    """
    value = top.values.get(KEY)
    if value is None:
        return ()
    if isinstance(value, str):
        return (LookAgain(younger_than=None, every=_interval(top, KEY)),)
    if not isinstance(value, dict):
        raise top.error(KEY, f"{value!r} is neither a duration nor a table of them; write {EXAMPLE}")
    table = top.table(KEY)
    if REST not in table.values:
        raise table.error(REST, 'is missing; add the interval of all older articles, such as rest = "30d"')
    by_age: dict[timedelta, timedelta] = {}
    for key in table.values:
        if key == REST:
            continue
        age = table.checked(key, key, parse_duration)
        if age in by_age:
            raise table.error(key, "is an age that another key of this table names too")
        by_age[age] = _interval(table, key)
    young = tuple(LookAgain(younger_than=age, every=by_age[age]) for age in sorted(by_age))
    return (*young, LookAgain(younger_than=None, every=_interval(table, REST)))


def _interval(table: Table, key: str) -> timedelta:
    return table.checked(key, table.text(key), parse_interval)
