"""Aligned columns, sizes, durations and times as text (pure).

Output is piped and pasted, so it is plain text that is not cut to the width of a terminal.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

# Hosts that are named of a source; an aggregator links to thousands.
MAX_HOSTS = 3

# A longer cell is cut; `--json` has it whole.
MAX_CELL = 500
# What would act on the terminal, or turn the direction of what stands after it.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: object, most: int = MAX_CELL) -> str:
    """Return a value on one line, cut, with its control characters escaped so that a terminal does not obey them."""
    line = _INVISIBLE.sub(lambda found: ascii(found[0])[1:-1], str(text)[: most + 1])
    return line if len(line) <= most else f"{line[:most]}…"


def align(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as lines with aligned columns; the last column is not padded."""
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in shown), strict=True)]
    lines = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in shown
    )
    return "\n".join(line.rstrip() for line in lines)


def size(number: int) -> str:
    """Return a number of bytes with its unit: `43.2 KB`."""
    if number < 1000:
        return f"{number} bytes"
    # From 999,950 bytes on, KB would be rounded to 1000.0.
    if number < 999_950_000:
        return f"{number / 1e3:.1f} KB" if number < 999_950 else f"{number / 1e6:.1f} MB"
    return f"{number / 1e9:.1f} GB"


def duration(seconds: float) -> str:
    """Return a duration with its units: `2 h 1 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def minute(time: object) -> str:
    """Return an ISO time to the minute: `2026-03-01 08:09`."""
    time = str(time)
    return f"{time[:10]} {time[11:16]}"


def second(time: object) -> str:
    """Return an ISO time to the second: `2026-03-01 08:09:10`."""
    time = str(time)
    return f"{time[:10]} {time[11:19]}"


def counted_hosts(hosts: Mapping[str, int]) -> str:
    """Return numbers of links by host, of the commonest hosts first: `57 links to www.a.example, 2 to b.example`."""
    items = list(hosts.items())
    named = [f"{number} to {host}" for host, number in items[:MAX_HOSTS]]
    rest = sum(number for _, number in items[MAX_HOSTS:])
    number, _, others = named[0].partition(" ")
    links = "link" if number == "1" else "links"
    return ", ".join([f"{number} {links} {others}", *named[1:], *([f"{rest} to other hosts"] if rest else [])])
