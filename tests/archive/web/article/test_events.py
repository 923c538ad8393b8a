"""What happened to an article, on a line of time."""

from functools import partial

from archive.web.article.events import WIDTH, Mark, Span, draw_course

there, gone = partial(Span, is_gone=False), partial(Span, is_gone=True)


def change(kind, day):
    return {"change": kind, "changed_at": f"2026-03-{day:02}T00:00:00+00:00"}


def test_marks_stand_where_their_time_is_and_absences_are_spans_of_their_own():
    changes = [change("back", 9), change("gone", 6), change("edit", 3), change("new", 1)]
    course = draw_course(changes, "2026-03-11T00:00:00+00:00")
    assert course.marks == (
        Mark(0.0, "new", "2026-03-01 00:00:00 UTC: first seen"),
        Mark(118.8, "edit", "2026-03-03 00:00:00 UTC: edited"),
        Mark(297.0, "gone", "2026-03-06 00:00:00 UTC: gone"),
        Mark(475.2, "back", "2026-03-09 00:00:00 UTC: back"),
        Mark(594.0, "seen", "2026-03-11 00:00:00 UTC: last seen"),
    )
    assert course.spans == (there(0.0, 297.0), gone(297.0, 475.2), there(475.2, 594.0))
    assert (course.first_at, course.last_at) == (changes[-1]["changed_at"], "2026-03-11T00:00:00+00:00")
    assert course.marks[-1].x + course.mark == WIDTH


def test_the_last_time_it_was_seen_hides_no_other_mark():
    course = draw_course([change("edit", 3), change("new", 1)], "2026-03-03T00:00:00+00:00")
    assert [mark.kind for mark in course.marks] == ["new", "edit"]


def test_one_moment_and_times_that_are_none_make_no_line():
    assert draw_course([change("new", 1)], "2026-03-01T00:00:00+00:00") is None
    assert draw_course([change("new", 1), {"change": "edit", "changed_at": "soon"}], None) is None
    assert draw_course([], None) is None
    assert draw_course([{"change": "edit", "changed_at": b"x"}, {"change": 3, "changed_at": 4}], None) is None
