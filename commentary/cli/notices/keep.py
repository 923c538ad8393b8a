"""Keeps what was told in `notices.json` of the data folder, and lets one process at a time change it (disk).

It cannot be derived from WARC files, so it is not in the database. The file is replaced as a whole.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

from commentary.cli.notices.event import Entry, Event, Level, Outbox, Source, State, What
from extract.errors import CommentaryError

NOTICES_NAME = "notices.json"
LOCK_NAME = "notices.lock"
BAD_NAME = "notices.json.bad"
FORMAT = 1
# Longer than a process needs whose places do not answer; one that was stopped holds up nobody for ever.
WAIT_SECONDS, LOOK_SECONDS = 150.0, 0.1

Value = TypeVar("Value")


class BadNotices(CommentaryError):  # noqa: N818 - a verdict: the caller begins anew
    """`notices.json` cannot be read, or is not what this release writes."""


@contextmanager
def only_one(data: Path, *, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Wait until no other process tells anything of this archive; CommentaryError if one still does after so long.

    In a folder that cannot be written there is no such lock: a notice twice is better than none.
    """
    path = data / LOCK_NAME
    try:
        file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        yield
        return
    try:
        end = time.monotonic() + seconds
        while not _is_locked(file):
            if time.monotonic() >= end:
                raise CommentaryError(f"another process holds {path} for {seconds:g} seconds; see what it waits for")
            time.sleep(LOOK_SECONDS)
        yield
    finally:
        os.close(file)


def _is_locked(file: int) -> bool:
    """Lock a file, if nobody else has."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks: as in a folder that cannot be written.
        return True
    return True


def load_state(data: Path) -> State | None:
    """Return what was told, None if nothing was; BadNotices if nobody can tell."""
    path = data / NOTICES_NAME
    try:
        stored = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise BadNotices(f"{path} cannot be read: {error}") from error
    try:
        return _state(stored)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise BadNotices(f"{path} is not what this release writes: {what}") from error


def save_state(data: Path, state: State) -> None:
    """Replace the file; CommentaryError if it cannot be written."""
    path, unfinished = data / NOTICES_NAME, data / f"{NOTICES_NAME}.new"
    stored = {"format": FORMAT, **asdict(state)}
    try:
        # Titles of pages stand in it, so that it is for its owner alone, as is settings.toml with its addresses.
        # What is no Unicode, such as a part of a file's name in an error, is written as JSON escapes it.
        with open(unfinished, "w", encoding="utf-8", errors="backslashreplace", opener=_private) as out:
            json.dump(stored, out, ensure_ascii=False, indent=1, default=str)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise CommentaryError(
            f"{path} cannot be written: {error.strerror}. The next run sends again what this one sent."
        ) from error


def put_aside(data: Path) -> None:
    """Rename a file that cannot be read, so that the next one begins anew; where that fails, it is replaced."""
    with suppress(OSError):
        (data / NOTICES_NAME).replace(data / BAD_NAME)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _state(stored: Mapping[str, Any]) -> State:
    if stored["format"] != FORMAT:
        raise ValueError(f"its format is {stored['format']!r}, and this release knows {FORMAT}")
    return State(
        told={_text(key): _event(event) for key, event in stored["told"].items()},
        outboxes={_text(place): _outbox(outbox) for place, outbox in stored["outboxes"].items()},
        digested=_or_none(_day, stored["digested"]),
        ping_failed_at=_text(stored["ping_failed_at"]),
        ping_why=_text(stored["ping_why"]),
    )


def _event(stored: Mapping[str, Any]) -> Event:
    return Event(
        source=_one_of(get_args(Source), stored["source"]),
        level=_one_of(get_args(Level), stored["level"]),
        since=_time(stored["since"]),
        has_end=_one_of((True, False), stored["has_end"]),
        **{name: _text(stored[name]) for name in ("site", "kind", "subject", "what", "do")},
    )


def _outbox(stored: Mapping[str, Any]) -> Outbox:
    return Outbox(
        entries=tuple(map(_entry, stored["entries"])),
        dropped=_number(stored["dropped"]),
        **{name: _text(stored[name]) for name in ("place", "failed_at", "why")},
    )


def _entry(stored: Mapping[str, Any]) -> Entry:
    what = _one_of(get_args(What), stored["what"])
    entry = Entry(
        what=what,
        at=_time(stored["at"]),
        event=_or_none(_event, stored["event"]),
        first=_or_none(_day, stored["first"]),
        last=_or_none(_day, stored["last"]),
    )
    if (entry.first is None or entry.last is None) if what == "digest" else entry.event is None:
        raise ValueError(f"an entry of {what} lacks what it is about")
    return entry


def _or_none(read: Callable[[Any], Value], stored: Any) -> Value | None:
    return None if stored is None else read(stored)


def _text(stored: Any) -> str:
    if not isinstance(stored, str):
        raise TypeError(f"{stored!r} is no text")
    return stored


def _number(stored: Any) -> int:
    if not isinstance(stored, int):
        raise TypeError(f"{stored!r} is no number")
    return stored


def _day(stored: Any) -> date:
    return date.fromisoformat(_text(stored))


def _time(stored: Any) -> str:
    datetime.fromisoformat(_text(stored))
    return str(stored)


def _one_of(words: tuple[Any, ...], stored: Any) -> Any:
    if stored not in words:
        raise ValueError(f"{stored!r} is none of {', '.join(words)}")
    return stored
