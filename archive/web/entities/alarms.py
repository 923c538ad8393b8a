"""Gathers the alarms of sites (reads the database)."""

from typing import Any

from archive.watch import ALARM_COLUMNS, Alarm, to_alarm

_OPEN = f"SELECT {ALARM_COLUMNS} FROM alarms WHERE ended_run IS NULL ORDER BY began_at, kind, subject LIMIT :limit"  # noqa: S608 - our own names
_OF_SITE = f"""
SELECT {ALARM_COLUMNS} FROM alarms WHERE site = :site
ORDER BY ended_run IS NOT NULL, began_at DESC, kind, subject LIMIT :limit
"""  # noqa: S608 - our own names
MAX_OPEN, MAX_OF_SITE = 5_000, 50


async def open_by_site(database: Any) -> dict[str, list[Alarm]]:
    """Return the open alarms of each site that has some, in the order in which they began."""
    found: dict[str, list[Alarm]] = {}
    for row in await database.execute(_OPEN, {"limit": MAX_OPEN}):
        alarm = to_alarm(row)
        found.setdefault(alarm.site, []).append(alarm)
    return found


async def alarms_of(database: Any, site: str) -> list[Alarm]:
    """Return the newest alarms of a site, the open ones first."""
    return list(map(to_alarm, await database.execute(_OF_SITE, {"site": site, "limit": MAX_OF_SITE})))
