"""Numbers for people (pure)."""


def megabytes(number: int) -> str:
    """Return a number of bytes for people."""
    return f"{number / 1e6:.1f} MB"


def duration(seconds: float) -> str:
    """Return a time span for people."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
