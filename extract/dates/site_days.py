"""Tells on which day a moment lies at its site, and how far the site is from UTC then (pure)."""

from datetime import tzinfo

from extract.dates.parse import UNITS, Moment

# The precisions of a moment that has no time of day.
DAY_PRECISIONS = frozenset(UNITS.values())


def site_day(moment: Moment, zone: tzinfo) -> tuple[str | None, str | None]:
    """Return the day as `2026-03-01` and the offset from UTC as `+03:00` of a moment in a site's zone.

    A moment without a time of day is on the day that is written, and has no offset. Both are None where the text does
    not tell day from month.
    """
    if moment.at is None:
        return None, None
    if moment.precision in DAY_PRECISIONS:
        return moment.day.isoformat() if moment.day else None, None
    local = moment.at.astimezone(zone).replace(microsecond=0)
    # Behind `2026-03-01T12:30:00`; before time zones were agreed on an offset has seconds too.
    return local.date().isoformat(), local.isoformat()[19:]
