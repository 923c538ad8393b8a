"""Tells people what needs them: gathers events, decides, sends, and keeps what was told (disk and network).

alarms, runs, findings → events → decide → notices.json → messages → places
                                         ↑                          │
                                         └─── what was not sent ────┘
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.database import DATABASE_NAME
from archive.settings import SETTINGS_NAME, NotifySettings, Settings
from commentary.cli.notices.digest import due_span, last_day, read_digest, read_zones, sites_of, span_of
from commentary.cli.notices.digest_text import digest_message
from commentary.cli.notices.event import (
    Entry,
    Event,
    Outbox,
    State,
    add_to_all,
    after_try,
    begin_anew,
    decide,
)
from commentary.cli.notices.gather import gather
from commentary.cli.notices.keep import BAD_NAME, BadNotices, load_state, only_one, put_aside, save_state
from commentary.cli.notices.message import Message
from commentary.cli.notices.notice_text import notice_message, trial_message
from commentary.cli.notices.places import Place, send_all, to_place, why_unusable
from commentary.cli.show.text import minute
from extract.errors import ArchiveError, CommentaryError

NOBODY = 'settings.toml names nobody to tell; write, under [notify], to = ["mailtos://USER:PASSWORD@example.org"]'
# Places, each with why it did not get a message, empty if it did.
Answers = list[tuple[str, str]]
Tried = tuple[list[Entry], Message]


def notify(
    data: Path, settings: Settings, now: datetime, *, errors: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Send to each place of the settings what it was not told yet; quiet if there is none.

    `errors` maps the names of sites to the errors with which their runs ended. Returns sentences about what could not
    be sent, which the next call tries again; raises nothing that a crawl would have to catch.
    """
    if not settings.notify.to:
        return ()
    try:
        with only_one(data):
            return _notify(data, settings, now.astimezone(UTC), _usable_places(settings.notify), errors or {})
    except CommentaryError as error:
        return (f"notices could not be sent: {error}",)


def retry(data: Path, settings: Settings, now: datetime) -> tuple[str, ...]:
    """Try to send what waits, for a command that finds nothing to do and is started often; quiet if nothing waits."""
    try:
        state = load_state(data)
    except BadNotices:
        state = None
    waits = state is not None and any(outbox.entries for outbox in state.outboxes.values())
    return notify(data, settings, now) if waits else ()


def wrong_places(data: Path, settings: NotifySettings) -> list[str]:
    """Return a sentence for each address of the settings to which nothing can be sent; loads apprise if there is one.

    It names file, table, key and number of the address, and none of its secrets.
    """
    if not settings.to:
        return []
    places, wrong = read_places(settings)
    try:
        unusable = [(place, why) for place in places if (why := why_unusable(place))]
    except CommentaryError as error:
        return [str(error)]
    wrong += [(f"{_address(settings.to.index(place.url))} ({place.shown})", why) for place, why in unusable]
    return [f"{data / SETTINGS_NAME}: {where}: {why}" for where, why in wrong]


def _usable_places(settings: NotifySettings) -> list[Place]:
    """Return the places to which something can be sent; `wrong_places` tells of others, for which nothing waits."""
    places, _ = read_places(settings)
    try:
        return [place for place in places if not why_unusable(place)]
    except CommentaryError:
        # Without apprise all waits.
        return places


def read_places(settings: NotifySettings) -> tuple[list[Place], Answers]:
    """Return the places of the settings, each once, and of what can be none which it is, by its number, and why."""
    places: dict[str, Place] = {}
    wrong: Answers = []
    for index, url in enumerate(settings.to):
        try:
            place = to_place(url)
        except CommentaryError as error:
            wrong.append((_address(index), str(error)))
        else:
            places.setdefault(place.id, place)
    return list(places.values()), wrong


def _address(index: int) -> str:
    return f"[notify] to, address {index + 1}"


def send_test(settings: NotifySettings) -> Answers:
    """Send a test message to each place; return each, without its secrets, with why it failed, empty if it came."""
    return _send_now(settings, trial_message)


def send_digest(settings: NotifySettings, message: Message) -> Answers:
    """Send a digest to each place; returns the same. CommentaryError if there is no place."""
    return _send_now(settings, lambda _: message)


def open_events(data: Path) -> int:
    """Return how many events are open that were told, or wait to be."""
    state = load_state(data)
    return sum(event.has_end for event in state.told.values()) if state is not None else 0


def notice_troubles(data: Path, settings: NotifySettings) -> list[str]:
    """Return sentences about what could not be sent, for who asks how an archive is."""
    try:
        state = load_state(data)
    except BadNotices as error:
        return [f"{error}; the next run begins anew, and tells nothing again"] if settings.to else []
    if state is None:
        return []
    unsent = _unsent(state) if settings.to else []
    ping = f"the last ping did not arrive ({state.ping_why}, {minute(state.ping_failed_at)} UTC)"
    return [*unsent, *([ping] if state.ping_why and settings.ping else [])]


def _send_now(settings: NotifySettings, write: Callable[[str], Message]) -> Answers:
    if not settings.to:
        raise CommentaryError(NOBODY)
    places, wrong = read_places(settings)
    answers = send_all([(place, [write(place.shown)]) for place in places])
    return [*((place.shown, answer[0]) for place, answer in zip(places, answers, strict=True)), *wrong]


def _notify(
    data: Path, settings: Settings, now: datetime, places: Iterable[Place], errors: Mapping[str, str]
) -> tuple[str, ...]:
    at = now.isoformat(timespec="seconds")
    try:
        before, bad = load_state(data) or State(), ""
    except BadNotices as error:
        before, bad = State(), str(error)
    events, unread, troubles = gather(data, settings, now, told=before.told.values(), errors=errors)
    by_id = {place.id: place for place in places}
    shown = {key: place.shown for key, place in by_id.items()}
    state = _anew(data, events, shown, bad, at) if bad else before
    state = decide(state, events, places=shown, unread=unread, at=at)
    try:
        state = _with_digest(data, settings.notify, state, now)
    except ArchiveError as error:
        troubles.append(f"the digest is not known: {error}")
    unsaved = _saved(data, state, before)
    state, due = _send(data, state, by_id, at, base_url=settings.notify.base_url), state
    unsaved = _saved(data, state, due) or unsaved
    return (*troubles, *unsaved, *_unsent(state))


def _anew(data: Path, events: list[Event], shown: Mapping[str, str], bad: str, at: str) -> State:
    """Return the state after `notices.json` was lost: everybody was told of what is open, or so one hopes."""
    put_aside(data)
    state = begin_anew(events)
    state = replace(state, outboxes={key: Outbox(place=place) for key, place in shown.items()})
    return add_to_all(state, Entry(what="began", at=at, event=_lost(bad, len(events), at)))


def _saved(data: Path, state: State, before: State) -> tuple[str, ...]:
    """Save a state that is another one than before; return a sentence if that fails.

    On a full disk people hear of it all the same, if need be with each run.
    """
    if state == before:
        return ()
    try:
        save_state(data, state)
    except CommentaryError as error:
        return (str(error),)
    return ()


def _unsent(state: State) -> list[str]:
    """Return a sentence about each place that did not get what it should."""
    return [
        f"{len(outbox.entries)} {'notice' if len(outbox.entries) == 1 else 'notices'} could not be sent to"
        f" {outbox.place} ({outbox.why}, {minute(outbox.failed_at)} UTC); the next run tries again"
        for outbox in state.outboxes.values()
        if outbox.why
    ]


def _lost(problem: str, count: int, at: str) -> Event:
    return Event(
        source="machine",
        site="",
        kind="notices",
        what=f"It is not known any more what was told: {problem}. The file is {BAD_NAME} now, and what is open"
        f" ({count}) is not told again.",
        do="See `commentary status` for what is open.",
        since=at,
    )


def _with_digest(data: Path, settings: NotifySettings, state: State, now: datetime) -> State:
    """Add the digest that is due to each outbox; without a last one, remember from when on there are digests."""
    if settings.digest is None or not (data / DATABASE_NAME).exists():
        return replace(state, digested=None) if settings.digest is None else state
    zones = read_zones(data)
    last = last_day(now, [zones[name].zone for name in sites_of(data) if name in zones])
    _, end = span_of(settings.digest, last)
    days = due_span(settings.digest, last, state.digested)
    if days is not None and read_digest(data, *days, zones=zones).sites:
        entry = Entry(what="digest", at=now.isoformat(timespec="seconds"), first=days[0], last=days[1])
        state = add_to_all(state, entry)
    return replace(state, digested=max(end, state.digested or end))


def _send(data: Path, state: State, places: Mapping[str, Place], at: str, *, base_url: str | None) -> State:
    written = {key: _messages(data, outbox, base_url) for key, outbox in state.outboxes.items()}
    letters = {key: messages for key, messages in written.items() if messages}
    if not letters:
        return state
    try:
        answers = send_all([(places[key], [message for _, message in tried]) for key, tried in letters.items()])
    except CommentaryError as error:
        answers = [[str(error)] * len(tried) for tried in letters.values()]
    outboxes = dict(state.outboxes)
    for (key, tried), answer in zip(letters.items(), answers, strict=True):
        sent = [entry for (entries, _), why in zip(tried, answer, strict=True) if not why for entry in entries]
        why = next(filter(None, answer), "")
        outboxes[key] = after_try(outboxes[key], sent=sent, why=why, at=at)
    return replace(state, outboxes=outboxes)


def _messages(data: Path, outbox: Outbox, base_url: str | None) -> list[Tried]:
    """Return the messages of an outbox, each with its entries: one of all events, and one for each digest."""
    events = [entry for entry in outbox.entries if entry.what != "digest"]
    messages: list[Tried] = []
    if events:
        messages.append((events, notice_message(events, dropped=outbox.dropped, base_url=base_url)))
    for entry in outbox.entries:
        if entry.what == "digest" and entry.first and entry.last:
            # It was read when it was found to be due; if the database cannot be read any more, it waits.
            with suppress(ArchiveError):
                digest = read_digest(data, entry.first, entry.last, zones=read_zones(data))
                messages.append(([entry], digest_message(digest, base_url=base_url)))
    return messages
