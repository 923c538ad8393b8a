"""Decides what is told to whom: each event once to each place, and once that it is over (pure).

open events, State → decide → State with entries in the outbox of each place → sent → fewer entries
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Source = Literal["alarm", "run", "machine"]
Level = Literal["error", "warning"]
What = Literal["began", "over", "digest"]

# Of one place that answers no more; each next one takes the place of the oldest.
MAX_ENTRIES = 100


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that needs a person: an alarm of a site, a run that failed, or a finding of the machine.

    `site` is empty for the machine. `what` and `do` are sentences, `since` is a time in ISO 8601 in UTC. Two events
    are the same if site, kind and subject are, whatever their sentences: a run that is blocked is the alarm that says
    so. `has_end` is false of what happened at one moment, of which nobody is told that it is over.
    """

    source: Source
    site: str
    kind: str
    what: str
    do: str
    since: str
    subject: str = ""
    level: Level = "warning"
    has_end: bool = True

    @property
    def key(self) -> str:
        """What makes it the same event in the next run."""
        return f"{self.site}\n{self.kind}\n{self.subject}"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that a place has still to be told: an event, that it is over at `at`, or the digest of some days."""

    what: What
    at: str
    event: Event | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """What one place has still to be told; `place` is its address without secrets.

    `failed_at` and `why` are those of the last try, empty if it went well. `dropped` counts entries that were given
    up, since so many waited.
    """

    place: str
    entries: tuple[Entry, ...] = ()
    dropped: int = 0
    failed_at: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class State:
    """What was told: the open events by their key, the outbox of each place by its id, the last day of a digest.

    `ping_failed_at` and `ping_why` are those of the last ping, empty if it went well.
    """

    told: Mapping[str, Event] = field(default_factory=dict)
    outboxes: Mapping[str, Outbox] = field(default_factory=dict)
    digested: date | None = None
    ping_failed_at: str = ""
    ping_why: str = ""


def decide(
    state: State, events: Iterable[Event], *, places: Mapping[str, str], unread: Collection[Source], at: str
) -> State:
    """Return the state with an entry for each place about each event that began or is over.

    `places` maps the id of a place to its address without secrets; a new one is told of all that is open, and one
    that is gone is forgotten. Events of a source that is `unread` are neither over nor new. What is wrong with the
    machine is told again when it has become an error.
    """
    current = {event.key: event for event in events}
    began = [event for key, event in current.items() if key not in state.told or _is_worse(event, state.told[key])]
    over = [event for key, event in state.told.items() if key not in current and event.source not in unread]
    told = {key: event for key, event in state.told.items() if event not in over} | {
        event.key: event for event in began
    }
    entries = [Entry(what="began", at=at, event=event) for event in began]
    entries += [Entry(what="over", at=at, event=event) for event in over if event.has_end]
    # In the words of now: a forecast that was told to others weeks ago has another number.
    is_open = [current.get(key, event) for key, event in told.items() if event.has_end or event in began]
    all_open = [Entry(what="began", at=at, event=event) for event in is_open]
    return replace(
        state,
        told=told,
        outboxes={
            place: _add(replace(state.outboxes[place], place=shown), entries)
            if place in state.outboxes
            else _add(Outbox(place=shown), all_open)
            for place, shown in places.items()
        },
    )


def _is_worse(event: Event, told: Event) -> bool:
    return event.source == "machine" and (event.level, told.level) == ("error", "warning")


def begin_anew(events: Iterable[Event]) -> State:
    """Return a state in which all that is open counts as told, for when nobody knows what was."""
    return State(told={event.key: event for event in events})


def add_to_all(state: State, entry: Entry) -> State:
    """Return the state with one more entry for each place."""
    return replace(state, outboxes={place: _add(outbox, [entry]) for place, outbox in state.outboxes.items()})


def after_try(outbox: Outbox, *, sent: Collection[Entry], why: str, at: str) -> Outbox:
    """Return the outbox after a try: without what was sent; `why` says why the rest was not, empty if all was."""
    entries = tuple(entry for entry in outbox.entries if entry not in sent)
    if not why:
        return Outbox(place=outbox.place, entries=entries)
    return replace(outbox, entries=entries, failed_at=at, why=why)


def _add(outbox: Outbox, entries: Iterable[Entry]) -> Outbox:
    waiting = (*outbox.entries, *entries)
    given_up = max(0, len(waiting) - MAX_ENTRIES)
    return replace(outbox, entries=waiting[given_up:], dropped=outbox.dropped + given_up)
