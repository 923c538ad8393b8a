"""Writes notices about events as messages, in plain words (pure)."""

from collections.abc import Iterable, Sequence

from commentary.cli.notices.event import Entry, Event
from commentary.cli.notices.message import Kind, Message, one_line, site_page
from commentary.cli.show.text import minute

MAX_TITLE = 150
# Of many sites so many stand in a title.
MAX_NAMED = 3
THE_ARCHIVE = "the archive"


def notice_message(entries: Sequence[Entry], *, dropped: int = 0, base_url: str | None = None) -> Message:
    """Return one message about events that began or are over; `base_url` is where the archive is served."""
    # Of an event that is over before it could be told, the end is told alone.
    latest = {entry.event.key: (entry.event, entry) for entry in entries if entry.event}
    began = [event for event, entry in latest.values() if entry.what == "began"]
    over = [(event, entry.at) for event, entry in latest.values() if entry.what == "over"]
    parts = [_began(event, base_url) for event in began] + [_over(event, at) for event, at in over]
    if dropped:
        parts.insert(
            0, f"{dropped} earlier notices could not be sent and were given up; `commentary status` has all."
        )
    is_error = any(event.level == "error" for event in began)
    kind: Kind = "failure" if is_error else "warning" if began else "success"
    return Message(title=_title(began, [event for event, _ in over]), text="\n\n".join(parts), kind=kind)


def trial_message(place: str) -> Message:
    """Return the message that shows that a place can be reached."""
    text = f"This is a test. Notices about the archive come to this place: {place}"
    return Message(title="Test of the notices of Commentary Archive", text=text)


def _began(event: Event, base_url: str | None) -> str:
    lines = [
        f"{_who(event)}: {one_line(event.what)}",
        f"Since {minute(event.since)} UTC.",
        *([f"What to do: {one_line(event.do)}"] if event.do else []),
        *([page] if (page := site_page(event.site, base_url)) else []),
    ]
    return "\n".join(lines)


def _over(event: Event, at: str) -> str:
    return f"Over: {_who(event)}: {one_line(event.what)}\nFrom {minute(event.since)} to {minute(at)} UTC."


def _title(began: Sequence[Event], over: Sequence[Event]) -> str:
    events = [*began, *over]
    if len(events) == 1:
        event = events[0]
        title = f"{_who(event)}: {'over: ' if over else ''}{one_line(event.kind)}"
    else:
        counts = ((len(began), "new"), (len(over), "over"))
        title = f"{_names(events)}: {', '.join(f'{count} {word}' for count, word in counts if count)}"
    return one_line(title, MAX_TITLE)


def _names(events: Iterable[Event]) -> str:
    names = list(dict.fromkeys(map(_who, events)))
    more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
    return f"{', '.join(names[:MAX_NAMED])}{more}"


def _who(event: Event) -> str:
    return one_line(event.site) or THE_ARCHIVE
