import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.policy.claims import ListPass, judge_list


def read(*pages):
    """Return the pass of pages, each (total, new, repeated)."""
    found = ListPass()
    for total, new, repeated in pages:
        found.add_page(total, new=new, repeated=repeated)
    return found


@pytest.mark.parametrize(
    ("passes", "listed", "verdict"),
    [
        ([read((17, 10, 0), (17, 7, 0))], 17, "complete"),
        ([read((0, 0, 0))], 0, "complete"),
        # One is deleted: another slides to a page that was read.
        ([read((17, 10, 0), (16, 6, 0))], 16, "shifted"),
        # One is deleted from a page that is still to be read: every other one was listed.
        ([read((17, 10, 0), (16, 6, 0))], 17, "complete"),
        # One is published: another is listed twice, and the new one not at all.
        ([read((17, 10, 0), (18, 7, 1))], 17, "shifted"),
        ([read((17, 10, 0), (18, 7, 1)), read((18, 10, 0))], 18, "complete"),
        # One is dated back: the claim stays.
        ([read((17, 10, 0), (17, 6, 1))], 16, "shifted"),
        # Deleted and then published: the claim is the first one again.
        ([read((17, 10, 0), (16, 5, 0), (17, 2, 0))], 17, "shifted"),
        ([read((17, 10, 0), (16, 6, 0)), read((16, 10, 0), (16, 6, 0))], 17, "complete"),
        ([read((17, 10, 0), (16, 6, 0)), read((16, 10, 0), (15, 4, 0))], 16, "shifted"),
        ([read((17, 9, 0), (17, 5, 0))], 14, "withheld"),
        ([read((17, 10, 0), (16, 5, 0)), read((16, 9, 0), (16, 6, 0))], 16, "withheld"),
        ([read((None, 10, 0), (None, 7, 0))], 17, "unknown"),
        ([read((None, 10, 0), (None, 6, 1))], 16, "shifted"),
        ([read((None, 10, 0), (None, 6, 1)), read((None, 10, 0), (None, 7, 0))], 17, "unknown"),
    ],
)
def test_a_list_is_judged_by_what_it_claims_and_lists(passes, listed, verdict):
    assert judge_list(passes, listed=listed) == verdict


def test_the_missing_are_counted_by_the_last_claim():
    assert read((17, 10, 0), (16, 5, 0)).missing == 1
    assert read((17, 10, 0), (16, 7, 0)).missing == 0
    assert read((None, 10, 0)).missing == 0


@given(st.integers(1, 30), st.integers(1, 7), st.data())
def test_a_list_that_lost_a_post_is_never_called_complete_while_its_claims_show_it(count, size, data):
    """Posts are deleted and dated anew at random between two pages."""
    posts, listed, found, page = list(range(count)), set(), ListPass(), 0
    while True:
        shown = posts[page * size : (page + 1) * size]
        found.add_page(len(posts), new=len(set(shown) - listed), repeated=len(set(shown) & listed))
        listed |= set(shown)
        page += 1
        if page * size >= len(posts):
            break
        if posts and data.draw(st.booleans()):
            moved = posts.pop(data.draw(st.integers(0, len(posts) - 1)))
            if data.draw(st.booleans()):
                posts.insert(data.draw(st.integers(0, len(posts))), moved)
    if judge_list([found], listed=len(listed)) == "complete":
        assert set(posts) <= listed
