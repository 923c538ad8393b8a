"""Each place is told once that something began, and once that it is over, whatever fails in between."""

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commentary.cli.notices.event import (
    MAX_ENTRIES,
    Entry,
    Event,
    Outbox,
    State,
    after_try,
    begin_anew,
    decide,
)

AT = "2026-03-02T06:00:00+00:00"
PLACES = {"a": "mailtos://…@a.example", "b": "slack://…"}


def event(kind="fill", **other):
    given = {"source": "alarm", "site": "demo", "what": "It is so.", "do": "Look.", "since": AT} | other
    return Event(kind=kind, **given)


def told(state, events, places=PLACES, unread=()):
    return decide(state, events, places=places, unread=unread, at=AT)


def waiting(state, place):
    return [(entry.what, entry.event.kind) for entry in state.outboxes[place].entries]


def all_sent(state):
    boxes = {key: after_try(box, sent=box.entries, why="", at=AT) for key, box in state.outboxes.items()}
    return replace(state, outboxes=boxes)


def test_an_event_is_told_once_and_its_end_once():
    state = told(State(), [event()])
    assert waiting(state, "a") == waiting(state, "b") == [("began", "fill")]
    state = told(all_sent(state), [event(what="It is worse, by 3.", since="2026-03-03T06:00:00+00:00")])
    assert waiting(state, "a") == []
    state = told(state, [])
    assert waiting(state, "a") == [("over", "fill")]
    state = told(all_sent(state), [])
    assert state == told(State(), [])


def test_of_what_happened_at_one_moment_no_end_is_told():
    state = all_sent(told(State(), [event("robots changed", has_end=False)]))
    assert told(state, []) == replace(state, told={})


def test_a_run_and_an_alarm_of_the_same_are_one_event():
    state = all_sent(told(State(), [event("blocked", source="run")]))
    assert waiting(told(state, [event("blocked", source="alarm")]), "a") == []


def test_what_failed_at_one_place_waits_for_this_one_alone():
    state = told(State(), [event()])
    failed = after_try(state.outboxes["b"], sent=[], why="connection refused", at=AT)
    state = replace(all_sent(state), outboxes=all_sent(state).outboxes | {"b": failed})
    state = told(state, [event(), event("volume low")])
    assert waiting(state, "a") == [("began", "volume low")]
    assert waiting(state, "b") == [("began", "fill"), ("began", "volume low")]
    assert (state.outboxes["b"].why, state.outboxes["b"].failed_at) == ("connection refused", AT)
    done = after_try(state.outboxes["b"], sent=state.outboxes["b"].entries, why="", at=AT)
    assert done == Outbox(place="slack://…")


def test_a_new_place_is_told_of_what_is_open_and_a_former_one_is_forgotten():
    state = all_sent(told(State(), [event()], places={"a": "x://…"}))
    state = told(state, [event()], places={"b": "y://…"})
    assert set(state.outboxes) == {"b"}
    assert waiting(state, "b") == [("began", "fill")]


def test_a_new_place_hears_nothing_of_what_is_over_and_of_what_lasts_in_the_words_of_now():
    state = all_sent(told(State(), [event(), event("rule"), event("robots changed", has_end=False)], places={}))
    state = told(state, [event(what="It is worse.")], places={"b": "y://…"})
    assert [(entry.what, entry.event.what) for entry in state.outboxes["b"].entries] == [("began", "It is worse.")]


def test_a_new_place_hears_of_what_has_just_happened():
    state = told(State(), [event("robots changed", has_end=False)], places={"b": "y://…"})
    assert waiting(state, "b") == [("began", "robots changed")]


def test_what_is_wrong_with_the_machine_is_told_again_when_it_becomes_an_error():
    disk = event("disk", source="machine", site="")
    state = all_sent(told(State(), [disk]))
    full = replace(disk, level="error")
    state = told(state, [full])
    assert waiting(state, "a") == [("began", "disk")]
    state = told(all_sent(state), [full])
    state = told(state, [disk])
    assert waiting(state, "a") == []
    assert waiting(told(state, []), "a") == [("over", "disk")]


def test_what_cannot_be_read_is_not_over():
    state = all_sent(told(State(), [event(), event("disk", source="machine", site="")]))
    state = told(state, [], unread=["alarm"])
    assert waiting(state, "a") == [("over", "disk")]
    assert [each.kind for each in state.told.values()] == ["fill"]


def test_of_a_file_that_was_lost_nothing_is_told_again():
    state = told(replace(begin_anew([event()]), outboxes={"a": Outbox(place="x")}), [event()], places={"a": "x"})
    assert waiting(state, "a") == []
    assert waiting(told(state, [], places={"a": "x"}), "a") == [("over", "fill")]


def test_a_place_that_never_answers_keeps_a_bounded_number():
    state = told(State(), [event(str(number)) for number in range(MAX_ENTRIES + 7)], places={"a": "x"})
    box = state.outboxes["a"]
    assert (len(box.entries), box.dropped, box.entries[0].event.kind) == (MAX_ENTRIES, 7, "7")


KINDS = st.sets(st.sampled_from(["fill", "rule", "volume low"]))


@given(st.lists(st.tuples(KINDS, st.sets(st.sampled_from("ab"))), max_size=20))
def test_each_place_hears_beginning_and_end_in_turn_and_in_the_end_knows_what_is_open(runs):
    state, heard = State(), defaultdict(list)
    for kinds, answering in [*runs, (runs[-1][0] if runs else set(), {"a", "b"})]:
        state = told(state, [event(kind) for kind in sorted(kinds)])
        for place, box in state.outboxes.items():
            if place in answering:
                heard[place] += [(entry.event.kind, entry.what) for entry in box.entries]
                state = replace(
                    state, outboxes=state.outboxes | {place: after_try(box, sent=box.entries, why="", at=AT)}
                )
    for place in PLACES:
        for kind in ("fill", "rule", "volume low"):
            turns = [what for told_kind, what in heard[place] if told_kind == kind]
            assert turns == (["began", "over"] * len(turns))[: len(turns)]
            assert (len(turns) % 2 == 1) == (bool(runs) and kind in runs[-1][0])


def test_entries_that_were_added_meanwhile_stay():
    entry = Entry(what="began", at=AT, event=event())
    box = Outbox(place="x", entries=(entry, replace(entry, event=event("rule"))))
    assert [each.event.kind for each in after_try(box, sent=[entry], why="status 500", at=AT).entries] == ["rule"]
