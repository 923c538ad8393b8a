"""What was told is in a file that is written as a whole, read as it was written, and never believed if it is not."""

import json
import stat
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.cli.notices.event import Entry, Event, Outbox, State
from commentary.cli.notices.keep import (
    BAD_NAME,
    NOTICES_NAME,
    BadNotices,
    load_state,
    only_one,
    put_aside,
    save_state,
)
from extract.errors import CommentaryError

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
TIMES = st.datetimes().map(lambda time: time.isoformat())
DAYS = st.dates()
EVENTS = st.builds(
    Event,
    source=st.sampled_from(["alarm", "run", "machine"]),
    level=st.sampled_from(["error", "warning"]),
    has_end=st.booleans(),
    since=TIMES,
    **dict.fromkeys(("site", "kind", "subject", "what", "do"), TEXTS),
)
ENTRIES = st.one_of(
    st.builds(Entry, what=st.sampled_from(["began", "over"]), at=TIMES, event=EVENTS),
    st.builds(Entry, what=st.just("digest"), at=TIMES, first=DAYS, last=DAYS),
)
BOXES = st.builds(
    Outbox, place=TEXTS, entries=st.lists(ENTRIES, max_size=3).map(tuple), dropped=st.integers(0, 9), why=TEXTS
)
STATES = st.builds(
    State,
    told=st.lists(EVENTS, max_size=3).map(lambda events: {event.key: event for event in events}),
    outboxes=st.dictionaries(TEXTS, BOXES, max_size=3),
    digested=st.none() | DAYS,
    ping_failed_at=TEXTS,
    ping_why=TEXTS,
)


@given(state=STATES)
def test_what_is_written_is_read(tmp_path_factory, state):
    data = tmp_path_factory.mktemp("kept")
    save_state(data, state)
    assert load_state(data) == state


def test_the_file_is_for_its_owner_and_leaves_no_other_behind(tmp_path):
    save_state(tmp_path, State(digested=date(2026, 3, 2)))
    save_state(tmp_path, State())
    assert [path.name for path in tmp_path.iterdir()] == [NOTICES_NAME]
    assert stat.S_IMODE((tmp_path / NOTICES_NAME).stat().st_mode) == 0o600


def test_without_a_file_nothing_was_told(tmp_path):
    assert load_state(tmp_path) is None


GOOD = {"format": 1, "told": {}, "outboxes": {}, "digested": None, "ping_failed_at": "", "ping_why": ""}
ENTRY = {"what": "began", "at": "2026-03-02T06:00:00+00:00", "event": None, "first": None, "last": None}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b"null",
        json.dumps(GOOD | {"format": 2}).encode(),
        json.dumps(GOOD | {"told": []}).encode(),
        json.dumps(GOOD | {"told": {"key": {}}}).encode(),
        json.dumps(GOOD | {"digested": "yesterday"}).encode(),
        json.dumps(GOOD | {"ping_why": 3}).encode(),
        json.dumps(
            GOOD | {"outboxes": {"a": {"place": "x", "entries": [ENTRY], "dropped": 0, "failed_at": "", "why": ""}}}
        ).encode(),
    ],
)
def test_what_cannot_be_read_is_told_by_name_and_kept_aside(tmp_path, content):
    (tmp_path / NOTICES_NAME).write_bytes(content)
    with pytest.raises(BadNotices, match=r"notices\.json"):
        load_state(tmp_path)
    put_aside(tmp_path)
    assert load_state(tmp_path) is None
    assert (tmp_path / BAD_NAME).read_bytes() == content


def test_what_is_no_unicode_is_kept(tmp_path):
    broken = Event(source="run", site="a", kind="error", what="data/\udcff.toml is wrong", do="", since="2026-03-02")
    save_state(tmp_path, State(told={broken.key: broken}))
    assert load_state(tmp_path).told == {broken.key: broken}


def test_a_process_that_was_stopped_holds_up_nobody_for_ever(tmp_path):
    held = r"another process holds .*notices\.lock"
    with only_one(tmp_path), pytest.raises(CommentaryError, match=held), only_one(tmp_path, seconds=0):
        pass
    with only_one(tmp_path, seconds=0):
        pass


def test_where_no_lock_can_be_made_nobody_waits_for_it(tmp_path):
    entered = []
    for _ in range(2):
        with only_one(tmp_path / "missing", seconds=0), only_one(tmp_path / "missing", seconds=0):
            entered.append(sorted(tmp_path.iterdir()))
    assert entered == [[], []]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(CommentaryError, match=r"notices\.json cannot be written"):
        save_state(tmp_path / "missing", State())
