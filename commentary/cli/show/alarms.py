"""Alarms as text (pure)."""

from collections.abc import Iterable

from archive.watch import Alarm
from commentary.cli.show.text import minute


def alarms_text(opened: Iterable[Alarm], ended: Iterable[Alarm] = (), *, site: str = "") -> str:
    """Return lines on alarms that are open, with what to do, and on those that ended; each begins with a newline.

    With `site`, each names it first.
    """
    named = f"{site}: " if site else ""
    return "".join(
        (
            *(f"\n{named}ALARM: {_told(alarm)}\n  {alarm.do}" for alarm in opened),
            *(f"\n{named}the alarm is over: {_told(alarm)}" for alarm in ended),
        )
    )


def _told(alarm: Alarm) -> str:
    return f"{alarm.sentence} (since {minute(alarm.began_at)} UTC)"
