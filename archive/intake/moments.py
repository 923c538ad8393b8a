"""Reads the times of WARC records (pure)."""

import re
from datetime import UTC, datetime

# The oldest captures of the Internet Archive are of this year.
EARLIEST = datetime(1996, 1, 1, tzinfo=UTC)
# ISO 28500:2017, 5.4: seconds and at most nine digits of a fraction. Some tools leave the Z out.
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|\+00:?00)?")


def moment_of(text: str) -> datetime:
    """Return a WARC-Date to the second; raise ValueError for another form, such as a year alone, and a wrong time."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(f"its WARC-Date {text[:40]!r} is no time to the second")
    try:
        year, month, day, hour, minute, second = map(int, found.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise ValueError(f"its WARC-Date {text[:40]!r} is no time: {error}") from error
