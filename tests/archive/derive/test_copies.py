"""Articles that have much of the text of another one are found, whatever the order in which they come."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.deletions import forget_readings
from archive.derive.copies import end_of
from archive.derive.probes import MAX_IN_SITE
from contents import content
from shelf import NOON, Shelf, capture_of, draw, reading, sentence_changed


@pytest.fixture
def shelf():
    shelf = Shelf()
    yield shelf
    shelf.tables.close()


def test_a_copy_on_another_site_with_one_sentence_changed_is_found(shelf):
    shelf.read("x", "a", draw(1))
    shelf.read("y", "b", sentence_changed(draw(1)), hours=1)
    ((pair, row),) = shelf.copies.items()
    assert pair == ("x a", "y b")
    assert (row["share_of_copy"], row["share_of_original"], row["source_says"]) == (93.7, 90.8, None)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("at", [0, 3, 7])
def test_it_is_found_in_short_texts_too(shelf, seed, at):
    shelf.read("x", "a", draw(seed, 160))
    shelf.read("y", "b", sentence_changed(draw(seed, 160), at), hours=1)
    assert list(shelf.copies) == [("x a", "y b")]


def test_a_digest_has_all_of_an_article_and_an_excerpt_is_all_in_it(shelf):
    shelf.read("x", "whole", draw(1))
    shelf.read("y", "digest", f"{draw(2, 700)} {draw(1)} {draw(3, 700)}", hours=1)
    shelf.read("y", "excerpt", draw(1)[200:1000], hours=2)
    found = {pair: (row["share_of_original"], row["share_of_copy"]) for pair, row in shelf.copies.items()}
    assert found.keys() == {("x whole", "y digest"), ("x whole", "y excerpt"), ("y digest", "y excerpt")}
    assert found["x whole", "y digest"][0] == 100
    assert 15 < found["x whole", "y digest"][1] < 20
    # It begins and ends within a word.
    assert found["x whole", "y excerpt"][1] > 95
    assert 35 < found["x whole", "y excerpt"][0] < 60


def test_a_quotation_in_both_is_no_copy(shelf):
    shelf.read("x", "a", f"{draw(1)} {draw(9, 80)} {draw(2)}")
    shelf.read("y", "b", f"{draw(3)} {draw(9, 80)} {draw(4)}")
    assert shelf.copies == {}


def test_within_a_site_a_copy_has_more_in_common_than_articles_of_the_same_phrases(shelf):
    shelf.read("x", "a", draw(1, 200))
    shelf.read("x", "b", f"{draw(1, 200)[:700]} {draw(2, 90)}", hours=1)
    assert shelf.copies == {}
    shelf.read("y", "c", f"{draw(1, 200)[:700]} {draw(3, 90)}", hours=2)
    shelf.read("x", "d", f"{draw(1, 200)[:1000]} {draw(4, 20)}", hours=3)
    assert shelf.copies.keys() == {("x a", "y c"), ("x b", "y c"), ("x a", "x d"), ("y c", "x d")}


@pytest.mark.parametrize("count", [10, 40, 56])
def test_a_notice_is_no_copy_of_the_same_notice(shelf, count):
    for site in "xyz":
        shelf.read(site, "notice", draw(1, count))
    assert (shelf.copies, shelf.rows("probes")) == ({}, 0)


def test_what_a_site_prints_in_all_its_articles_makes_no_copies(shelf):
    for number in range(12):
        shelf.read("x", f"a{number}", f"{draw(number, 100)} {draw(99, 120)}", hours=number)
    assert shelf.copies == {}
    # Another site may copy an article of it with all that stands there.
    shelf.read("y", "b", f"{draw(5, 100)} {draw(99, 120)}", hours=20)
    assert list(shelf.copies) == [("x a5", "y b")]


def test_teasers_with_the_same_note_to_subscribers_are_no_copies(shelf):
    for number in range(3):
        shelf.read("x", f"a{number}", f"{draw(number, 20)} {draw(99, 80)}", hours=number)
    assert shelf.copies == {}


def test_a_text_on_many_sites_leads_to_the_earliest(shelf):
    for number in range(20):
        shelf.read(f"site{number}", "wire", draw(1), hours=number)
    assert len(shelf.copies) == 190
    firsts = [copy for original, copy in shelf.copies if original == "site0 wire"]
    assert len(firsts) == 19


def test_the_date_of_publication_orders_and_a_capture_before_it_counts_more(shelf):
    shelf.read("x", "dated", draw(1), hours=50, published_at=NOON, published_precision="minute")
    shelf.read("y", "undated", draw(1), hours=1)
    shelf.read("z", "postdated", draw(1), hours=2, published_at=NOON + timedelta(days=9))
    pairs = shelf.copies
    assert pairs.keys() == {("x dated", "y undated"), ("x dated", "z postdated"), ("y undated", "z postdated")}
    row = pairs["x dated", "z postdated"]
    assert (row["original_at_by"], row["copy_at_by"]) == ("publication", "capture")
    assert (row["original_at"], row["copy_at"]) == ("2026-03-01T12:00:59+00:00", "2026-03-01T14:00:00+00:00")


def test_a_day_without_a_time_counts_as_its_end(shelf):
    midnight = NOON.replace(hour=0)
    shelf.read("x", "day", draw(1), hours=90, published_at=midnight, published_precision="day")
    shelf.read("y", "morning", draw(1), hours=90, published_at=midnight.replace(hour=9), published_precision="second")
    assert list(shelf.copies) == [("y morning", "x day")]


@pytest.mark.parametrize(
    ("precision", "end"),
    [("second", "2026-03-01T12:00:00+00:00"), ("hour", "2026-03-01T12:59:59+00:00"), (None, NOON.isoformat())],
)
def test_the_end_of_a_date_depends_on_its_precision(precision, end):
    assert end_of(NOON.isoformat(), precision) == end


def test_a_date_at_the_end_of_the_calendar_is_its_own_end():
    assert end_of("9999-12-31T12:00:00+00:00", "year") == "9999-12-31T12:00:00+00:00"
    assert end_of(None, "day") is None


def test_what_is_equally_early_is_ordered_by_url(shelf):
    shelf.read("y", "a", draw(1))
    shelf.read("x", "a", draw(1))
    assert list(shelf.copies) == [("x a", "y a")]


def test_a_copy_of_an_earlier_version_names_that_version(shelf):
    shelf.read("x", "a", draw(1))
    shelf.read("y", "b", draw(1), hours=1)
    shelf.read("x", "a", f"{draw(1, 160)} {draw(2, 160)}", hours=2)
    ((pair, row),) = shelf.copies.items()
    assert (pair, row["share_of_original"]) == (("x a", "y b"), 100.0)
    (newest,) = shelf.tables.db.execute("SELECT version FROM articles WHERE url LIKE 'https://x%'").fetchone()
    assert row["original_version"] != newest


def test_a_text_that_came_with_an_edit_is_as_old_as_the_edit(shelf):
    shelf.read("x", "a", draw(2), published_at=NOON - timedelta(days=9))
    shelf.read("y", "b", draw(1), hours=1)
    shelf.read("x", "a", draw(1), hours=2)
    ((pair, row),) = shelf.copies.items()
    assert (pair, row["copy_at_by"], row["copy_at"]) == (("y b", "x a"), "edit", "2026-03-01T14:00:00+00:00")


def test_the_source_that_a_page_names_stands_beside(shelf):
    def says(**fields):
        shelf = Shelf()
        shelf.read("x", "a", draw(1), **fields.get("original", {}))
        shelf.read("y", "b", draw(1), hours=1, **fields.get("copy", {}))
        (row,) = shelf.copies.values()
        shelf.tables.close()
        return row["source_says"]

    assert says(copy={"source_url": "https://x.example/a/?utm_source=feed"}) == "agrees"
    assert says(copy={"source_url": "https://x.example/other/"}) == "same site"
    assert says(copy={"source_url": "https://z.example/a/"}) == "names another"
    assert says(original={"source_url": "https://y.example/b/"}) == "the other way round"
    assert says() is None


def test_a_source_that_redirects_to_the_original_agrees_once_that_is_known(shelf):
    shelf.read("x", "a", draw(1))
    shelf.read("y", "b", draw(1), hours=1, source_url="https://x.example/draft/")
    assert [row["source_says"] for row in shelf.copies.values()] == ["same site"]
    shelf.answer("x", "draft", 301, hours=3, to="a")
    assert [row["source_says"] for row in shelf.copies.values()] == ["agrees"]


def test_a_renamed_article_keeps_its_copies_and_one_that_is_gone_too(shelf):
    shelf.read("x", "a", draw(1))
    shelf.read("y", "b", draw(1), hours=1)
    shelf.answer("x", "a", 301, hours=2, to="new")
    shelf.read("x", "new", draw(1), hours=3)
    shelf.answer("y", "b", 404, hours=4)
    assert list(shelf.copies) == [("x new", "y b")]
    assert shelf.rows("compared_texts") == 2


def test_readings_that_are_forgotten_take_their_copies_and_probes_with_them(shelf):
    shelf.read("x", "a", draw(1))
    shelf.read("y", "b", draw(1), hours=1)
    forget_readings(shelf.tables, "y")
    assert (shelf.copies, shelf.rows("compared_texts")) == ({}, 1)
    forget_readings(shelf.tables, "x")
    assert (shelf.rows("compared_texts"), shelf.rows("probes")) == (0, 0)


def test_a_passage_of_too_many_articles_counts_again_when_some_are_forgotten(shelf):
    for number in range(MAX_IN_SITE):
        shelf.read("x", f"a{number}", draw(1), hours=number)
    assert len(shelf.copies) == MAX_IN_SITE * (MAX_IN_SITE - 1) / 2
    shelf.read("x", "more", draw(1), hours=9)
    assert shelf.copies == {}
    shelf.read("x", "more", draw(2), hours=10)
    assert len(shelf.copies) == 0, "its first version still has the text"
    forget_readings(shelf.tables, "x")
    shelf.read("x", "a", draw(1))
    shelf.read("x", "b", draw(1), hours=1)
    assert list(shelf.copies) == [("x a", "x b")]


TEXTS = [
    draw(1, 100),
    sentence_changed(draw(1, 100)),
    f"{draw(2, 100)} {draw(1, 100)}",
    draw(2, 100),
    f"{draw(2, 100)} {draw(3, 60)}",
    "A notice.",
]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from("xxy"),
        st.sampled_from("abcdefghij"),
        st.sampled_from(["article"] * 6 + ["301", "404"]),
        st.sampled_from(TEXTS),
        st.integers(0, 9),
        st.sampled_from([None, "day", "minute"]),
        st.sampled_from([None, "x a", "y b"]),
    ),
    max_size=25,
)


def event(number, drawn):
    site, slug, kind, text, hours, precision, source = drawn
    # No two events in one second, in which an article is both there and gone.
    when = hours + number / 3600
    if kind != "article":
        target = text[:1].lower() if kind == "301" else None
        return capture_of(number, site, slug, when, status=int(kind), to=target), None
    dated = {"published_at": NOON - timedelta(hours=hours), "published_precision": precision} if precision else {}
    named = {"source_url": "https://{}.example/{}/".format(*source.split())} if source else {}
    return reading(number, site, slug, text, when, **dated, **named)


def fill(events, *, batch):
    shelf = Shelf()
    if batch:
        with shelf.tables.batch():
            for each in events:
                shelf.add(*each)
    else:
        for each in events:
            shelf.add(*each)
    found = content(shelf.tables.db)
    shelf.tables.close()
    return found


@settings(max_examples=60)
@given(EVENTS, st.randoms(use_true_random=False))
def test_copies_do_not_depend_on_the_order_of_events(drawn, chance):
    events = [event(number, values) for number, values in enumerate(drawn)]
    expected = fill(events, batch=True)
    order = events + chance.sample(events, len(events) // 2)
    chance.shuffle(order)
    assert fill(order, batch=False) == expected
