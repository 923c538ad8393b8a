"""Numbers and columns for people (pure).

Plain text, because it is piped and pasted as often as it is looked at: nothing is cut to the width of a terminal.
"""

from collections.abc import Iterable, Sequence


def align(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as lines whose columns begin at the same place; the last column is as long as it is."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    lines = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def size(number: int) -> str:
    """Return a number of bytes for people."""
    if number < 1000:
        return f"{number} bytes"
    # Where it would be 1000.0 KB it is 1.0 MB.
    return f"{number / 1e3:.1f} KB" if number < 999_950 else f"{number / 1e6:.1f} MB"


def duration(seconds: float) -> str:
    """Return a time span for people."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def minute(time: str) -> str:
    """Return a stored time to the minute."""
    return f"{time[:10]} {time[11:16]}"
