"""When comments stood under an article, by what its page showed; a list that is cut off or paged removes none."""

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.comment_history import Look, comment_spans
from extract.article import Comment
from story import NOON, Story, text

WRITTEN = NOON - timedelta(days=9)


@pytest.fixture
def story():
    return Story()


def said(number, words=None, parent=None, author="Ada", **values):
    return Comment(
        id=str(number),
        author=author,
        published_at=WRITTEN + timedelta(minutes=int(number)),
        text=words or f"Comment {number}.",
        parent_id=parent and str(parent),
        **values,
    )


def minute(moment):
    return None if moment is None else round((datetime.fromisoformat(moment) - NOON) / timedelta(minutes=1))


def spans(story):
    """Return (id, text, first and last minute, how and when it ended) of each span."""
    rows = story.tables().db.execute("SELECT * FROM comment_history ORDER BY number, span")
    return [
        (
            row["id"],
            row["text"],
            minute(row["first_seen_at"]),
            minute(row["last_seen_at"]),
            row["ended"],
            minute(row["ended_at"]),
        )
        for row in rows
    ]


def show(story, *comments, count="all", **values):
    number = len(comments) if count == "all" else count
    story.read("a", text(1), comments=comments, comment_count=number, **values)


def test_comments_come_are_edited_go_and_come_back(story):
    show(story, said(11), said(12))
    show(story, said(11, "Comment 11, edited."), said(12), said(13, parent=11))
    show(story, said(11, "Comment 11, edited."), said(13, parent=11))
    show(story, said(11, "Comment 11, edited."), said(12), said(13, parent=11))
    assert spans(story) == [
        ("11", "Comment 11.", 0, 0, "edited", 1),
        ("11", "Comment 11, edited.", 1, 3, None, None),
        ("12", "Comment 12.", 0, 1, "gone", 2),
        ("12", "Comment 12.", 3, 3, None, None),
        ("13", "Comment 13.", 1, 3, None, None),
    ]
    parents = story.tables().db.execute("SELECT id, parent FROM comment_history WHERE parent IS NOT NULL")
    assert [tuple(row) for row in parents] == [("13", 1)]


def test_a_304_shows_the_comments_of_the_response_to_which_it_refers(story):
    show(story, said(11))
    story.unchanged("a", 0)
    assert spans(story) == [("11", "Comment 11.", 0, 1, None, None)]


def test_all_comments_are_gone_where_the_page_counts_none_and_not_shown_where_it_counts_nothing(story):
    show(story, said(11))
    show(story, count=None)
    assert spans(story) == [("11", "Comment 11.", 0, 0, "not shown", 1)]
    show(story, count=None)
    show(story, count=0)
    assert spans(story) == [("11", "Comment 11.", 0, 0, "gone", 3)]


def test_a_span_goes_on_after_pages_that_did_not_show_the_comment(story):
    show(story, said(11), said(12))
    show(story, said(12), count=2)
    show(story, said(11), said(12))
    assert spans(story) == [("11", "Comment 11.", 0, 2, None, None), ("12", "Comment 12.", 0, 2, None, None)]


@pytest.mark.parametrize("values", [{"count": 4}, {"count": None}, {"count": 2, "cut_off": "Subscribe to read on"}])
def test_the_ends_of_a_list_are_not_gone_where_it_may_be_cut_off_or_paged(story, values):
    show(story, said(11), said(12), said(13), said(14))
    show(story, said(12), said(13), **values)
    assert [span[4] for span in spans(story)] == ["not shown", None, None, "not shown"]


def test_a_hole_is_a_removal_unless_more_comments_are_hidden_than_before(story):
    show(story, said(11), said(12), said(13), count=None)
    show(story, said(11), said(13), count=None)
    assert [span[4] for span in spans(story)] == [None, "gone", None]
    folded = Story()
    show(folded, said(11), said(12), said(13))
    show(folded, said(11), said(13), count=3)
    assert [span[4] for span in spans(folded)] == [None, "not shown", None]


def test_a_failed_page_a_refusal_and_a_404_remove_no_comment(story):
    show(story, said(11))
    story.capture("a", 503)
    story.refuse("a", "challenge")
    story.capture("a", 404)
    assert spans(story) == [("11", "Comment 11.", 0, 0, None, None)]


def test_white_space_and_what_is_not_seen_is_no_edit(story):
    show(story, said(11, "Well said, all of it."))
    show(story, said(11, "Well\u00a0said,  all of\u200b it."))
    assert len(spans(story)) == 1


def test_a_changed_rule_edits_and_removes_no_comment():
    first = look(0, [given_comment("11"), given_comment("12")])
    second = look(1, [given_comment("11", words="Read better.")], revision="r2")
    third = look(2, [given_comment("11", words="Edited.")], revision="r2")
    rows = comment_spans([first, second, third])
    assert [(row["id"], row["text"], row["ended"]) for row in rows] == [
        ("11", "Words of 11", "edited"),
        ("11", "Edited.", None),
        ("12", "Words of 12", "not shown"),
    ]


def test_comments_without_ids_are_told_apart_by_what_they_say(story):
    ada, bob, eve = (said(n, f"{who} speaks.", author=who) for n, who in ((1, "Ada"), (2, "Bob"), (3, "Eve")))

    def counted(*comments):
        return [Comment(**vars(each) | {"id": str(place)}) for place, each in enumerate(comments, 1)]

    show(story, *counted(ada, bob))
    # The newest stands first, and Bob has edited his.
    show(story, *counted(eve, ada, Comment(**vars(bob) | {"text": "Bob speaks again."})))
    show(story, *counted(eve, ada))
    assert [(text, ended) for _, text, _, _, ended, _ in spans(story)] == [
        ("Ada speaks.", None),
        ("Bob speaks.", "edited"),
        ("Bob speaks again.", "gone"),
        ("Eve speaks.", None),
    ]


def test_two_that_say_the_same_are_two_also_if_they_share_an_id(story):
    for _ in range(3):
        show(story, said(11, "Yes!"), said(12, "Yes!"), said(12, "Yes!"))
    show(story, said(12, "Yes!"), said(12, "Yes!"))
    assert [(span[0], span[4]) for span in spans(story)] == [("11", "gone"), ("12", None), ("12", None)]


def test_parents_that_are_missing_or_go_round_do_no_harm(story):
    show(story, said(11, parent=12), said(12, parent=11), said(13, parent=13), said(14, parent=99))
    parents = story.tables().db.execute("SELECT id, parent FROM comment_history ORDER BY number").fetchall()
    assert [tuple(row) for row in parents] == [("11", 2), ("12", 1), ("13", None), ("14", None)]


def test_the_history_of_comments_does_not_depend_on_the_order_in_which_captures_are_stored():
    for seed in range(8):
        chance, story = random.Random(seed), Story()
        standing = [said(n) for n in range(11, 14)]
        for n in range(14, 20):
            standing.append(said(n, parent=chance.choice(standing).id))
            if chance.random() < 0.5:
                standing.remove(chance.choice(standing))
            shown = standing[chance.randrange(3) :] if chance.random() < 0.3 else standing
            if chance.random() < 0.3 and story.events:
                story.unchanged("a", 0)
            show(story, *shown, count=chance.choice([None, len(standing)]))
        assert spans(story)


def given_comment(number, words=None):
    return {
        "id": number,
        "parent_id": None,
        "author": "Ada",
        "published_at": None,
        "text": words or f"Words of {number}",
    }


def look(at, comments, count="all", revision="r1"):
    moment = f"2026-03-01T12:00:{at:02}+00:00"
    number = len(comments) if count == "all" else count
    captures = {"first_at": moment, "first_capture": f"c{at}", "last_at": moment, "last_capture": f"c{at}"}
    return Look(**captures, comments=comments, printed=number, is_cut_off=False, revision=revision)


NAMES = [f"id-{letter}" for letter in "abcdefg"]


@given(st.lists(st.lists(st.sampled_from(NAMES), unique=True), max_size=9))
def test_where_every_page_shows_all_comments_the_spans_are_what_the_pages_showed(pages):
    rows = comment_spans(look(at, [given_comment(name) for name in page]) for at, page in enumerate(pages))
    for at, page in enumerate(pages):
        moment = f"2026-03-01T12:00:{at:02}+00:00"
        assert sorted(row["id"] for row in rows if row["first_seen_at"] <= moment <= row["last_seen_at"]) == sorted(
            page
        )
    assert {row["ended"] for row in rows} <= {None, "gone"}
    assert len({(row["number"], row["span"]) for row in rows}) == len(rows)


@given(st.integers(1, 5), st.integers(1, 30), st.booleans())
def test_a_window_that_slides_over_a_growing_list_removes_no_comment(size, length, counts):
    looks = []
    for end in range(1, length + 1):
        page = [given_comment(f"id-{n}") for n in range(max(0, end - size), end)]
        looks.append(look(end, page, count=end if counts else None))
    assert "gone" not in {row["ended"] for row in comment_spans(looks)}
