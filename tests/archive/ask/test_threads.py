"""Comments in their threads, also where the page's own order, ids or answers are wrong."""

from hypothesis import given
from hypothesis import strategies as st

from archive.ask import in_thread


def threaded(*items):
    """Return depth and key of each item, given as pairs of key and parent."""
    return [(depth, key) for depth, (key, _) in in_thread(items, lambda item: item[0], lambda item: item[1])]


def test_an_answer_stands_behind_what_it_answers_in_the_order_of_the_page():
    assert threaded(("a", None), ("b", None), ("c", "a"), ("d", "c"), ("e", "a")) == [
        (0, "a"), (1, "c"), (2, "d"), (1, "e"), (0, "b"),
    ]  # fmt: skip


def test_an_answer_to_nothing_that_is_there_begins_a_thread():
    assert threaded(("a", "gone"), ("b", "b"), ("c", "a")) == [(0, "a"), (1, "c"), (0, "b")]


def test_answers_in_a_circle_are_shown_once():
    assert threaded(("a", "b"), ("b", "a"), ("c", None)) == [(0, "c"), (0, "a"), (1, "b")]


def test_a_thread_of_thousands_is_no_matter():
    found = threaded(("0", None), *((str(n), str(n - 1)) for n in range(1, 20_000)))
    assert found[-1] == (19_999, "19999")


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 12))))
def test_each_item_is_shown_once_and_stands_behind_its_parent(items):
    found = list(in_thread(list(enumerate(items)), lambda each: each[1][0], lambda each: each[1][1]))
    assert sorted(item for _, item in found) == list(enumerate(items))
    for place, (depth, _) in enumerate(found):
        assert depth == 0 or found[place - 1][0] >= depth - 1
