"""When a site is crawled next, and why it is not, as text (pure)."""

from datetime import UTC, datetime

from archive.due import AT_ONCE


def error_line(site: str, error: object) -> str:
    """Return the line that tells an error of one site among several, which is named once."""
    text = str(error)
    return f"commentary: {text if text.startswith(f'{site}: ') else f'{site}: {text}'}"


def moment_text(moment: datetime | None, *, now: datetime | None = None) -> str:
    """Return when a site is due, in UTC; "now" for what has passed, "not scheduled" for None."""
    if moment is None:
        return "not scheduled"
    if moment == AT_ONCE or moment <= (now or datetime.now(UTC)):
        return "now"
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
