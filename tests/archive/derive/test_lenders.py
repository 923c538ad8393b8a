"""One version, many readings in other markup: which of them is stored in any order, and what is an edit."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.deletions import forget_beyond_end, forget_readings
from archive.reading import Reading
from archive.tables import Tables
from archive.warc.capture import Capture
from contents import content
from extract.article import Article, Hyperlink, Image

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
# How a page prints its date: stated, words that count back from the capture, or none.
DATES = ("stated", "hours", "weeks", "none")

HTML = "(SELECT html_of(body_text, body_forms) FROM versions WHERE id = articles.version)"


def capture_of(number: int, path: str, *, site: str = "x", **values) -> Capture:
    place = {"warc": "x.warc.gz", "offset": 100 * number, "length": 100, "bytes": 1, "payload_digest": "d"}
    defaults = {
        "id": f"urn:uuid:{number:04}",
        "run": f"{site}-{number // 4}",
        "site": site,
        "url": f"https://{site}.example/{path}/",
        "captured_at": NOON + timedelta(hours=number),
        "status": 200,
        "content_type": "text/html",
    }
    return Capture(**defaults | place | values)


def article_of(capture: Capture, text: str, noise: int, date: str = "none", **values) -> Article:
    """Return what a page shows, with what a server makes anew in each response."""
    url = f"https://pic{noise}.cdn.example/1.jpg?X-Amz-Signature={noise:032x}"
    dated = {}
    if date == "stated":
        dated = {"published_at": NOON, "published_text": "1 March 2026, 12:00", "published_precision": "minute"}
    elif date != "none":
        unit = timedelta(**{date: 1})
        at = capture.captured_at - 2 * unit
        dated = {"published_at": at, "published_text": f"2 {date} ago", "published_precision": date[:-1]}
        dated |= {"published_from": at - unit, "published_until": at + unit, "published_zone": "stated"}
    defaults = {
        "url": capture.url,
        "canonical_url": capture.url,
        "title": "Title",
        "body_text": text,
        "body_html": f"<p id=h-{noise}>{text}</p>",
        "image_url": url,
        "images": (Image(url=url, caption="Ann Lee"),),
        "links": (Hyperlink(url=f"https://x.example/r?sid={noise:016x}a1", text="report", paragraph=1),),
    }
    return Article(**defaults | dated | values)


def reading_of(capture: Capture, article: Article, revision: str = "r") -> Reading:
    outcome = "article" if article.page_number == 1 else "part"
    return Reading(capture=capture, revision=revision, outcome=outcome, article=article)


def store(tables: Tables, *readings: Reading) -> None:
    for reading in readings:
        tables.add_capture(reading.capture)
        tables.add_reading(reading)


def in_memory() -> closing[Tables]:
    return closing(Tables(Path(":memory:"), Path()))


@pytest.fixture
def tables():
    with in_memory() as tables:
        yield tables
        # The keys, the index and the tables are seen to be right.
        content(tables.db)


def rows(tables: Tables, query: str) -> list[tuple]:
    return [tuple(row) for row in tables.db.execute(query)]


def looks(count: int, text: str = "One", path: str = "a", **values) -> list[Reading]:
    """Return readings of one text in other markup each."""
    captures = [capture_of(number, path) for number in range(count)]
    return [reading_of(each, article_of(each, text, noise=number, **values)) for number, each in enumerate(captures)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_first_capture_lends_its_markup_in_any_order(tables, order):
    readings = looks(3)
    store(tables, *(readings[number] for number in order))
    assert rows(tables, "SELECT lent_by, html_of(body_text, body_forms) FROM versions") == [
        ("urn:uuid:0000", "<p id=h-0>One</p>")
    ]
    assert rows(tables, f"SELECT versions, {HTML} FROM articles") == [(1, "<p id=h-0>One</p>")]  # noqa: S608 - our own
    assert rows(tables, "SELECT url FROM links") == [(readings[0].article.links[0].url,)]
    assert rows(tables, "SELECT * FROM history") == []


def test_an_edit_names_what_was_edited_and_not_what_is_made_anew(tables):
    first, second = looks(2)
    store(tables, first, replace(second, article=replace(second.article, title="Other")))
    assert rows(tables, "SELECT changed FROM history") == [('["title"]',)]


def test_an_edited_text_names_its_other_forms_too(tables):
    first, second = looks(2)
    store(tables, first, replace(second, article=replace(second.article, body_text="Two", body_html="<p>Two</p>")))
    assert rows(tables, "SELECT changed FROM history") == [('["body_text"]',)]


TRUE_EDITS = {
    "a name in a caption": {"images": (Image(url="https://pic1.cdn.example/1.jpg", caption="Ann Leigh"),)},
    "another picture": {"images": (Image(url="https://pic1.cdn.example/2.jpg", caption="Ann Lee"),)},
    "another lead image": {"image_url": "https://pic1.cdn.example/2.jpg"},
    "a link elsewhere": {"links": (Hyperlink(url="https://x.example/s", text="report", paragraph=1),)},
    "a link to another id": {"links": (Hyperlink(url="https://x.example/r?id=8", text="report", paragraph=1),)},
    "a link of another text": {"links": (Hyperlink(url="https://x.example/r", text="study", paragraph=1),)},
    "a mail address": {"links": (Hyperlink(url="mailto:a@x.example", text="report", paragraph=1),)},
    "one word": {"body_text": "None"},
    "one digit": {"body_text": "One1"},
    "a description": {"description": "Two"},
    "another author": {"authors": ("Ann Lee",)},
}


@pytest.mark.parametrize("what", TRUE_EDITS)
def test_what_an_author_changed_is_an_edit(tables, what):
    first, second = looks(2)
    store(tables, first, replace(second, article=replace(second.article, **TRUE_EDITS[what])))
    ((changed, versions),) = rows(tables, "SELECT changed, versions FROM history JOIN articles ON url = article")
    assert versions == 2
    assert next(iter(TRUE_EDITS[what])) in changed


def test_where_the_lender_turns_out_to_show_another_text_the_next_reading_is_read_again(tables):
    readings = looks(3)
    store(tables, *readings)
    other = replace(readings[0], article=replace(readings[0].article, body_text="Other"))
    store(tables, other)
    query = "SELECT lent_by, lent_at IS NULL FROM versions WHERE body_text = 'One'"
    assert rows(tables, query) == [("urn:uuid:0001", 1)]
    assert [capture.id for capture in tables.reads.unread()] == ["urn:uuid:0001"]
    # Until it is read again, no reading and no article is missing.
    assert rows(tables, "SELECT count(*), count(version) FROM readings") == [(3, 3)]
    store(tables, readings[1])
    assert (rows(tables, query), tables.reads.count_unread()) == ([("urn:uuid:0001", 0)], 0)
    with in_memory() as fresh:
        store(fresh, other, *readings[1:])
        assert content(fresh.db) == content(tables.db)


def test_where_a_site_is_read_again_a_text_that_another_site_shares_is_kept(tables):
    mine, theirs = capture_of(0, "a"), capture_of(1, "a", site="y")
    store(tables, *(reading_of(each, article_of(each, "One", noise)) for noise, each in enumerate((mine, theirs))))
    before = content(tables.db)
    forget_readings(tables, "x")
    assert rows(tables, f"SELECT site, {HTML} FROM articles") == [("y", "<p id=h-0>One</p>")]  # noqa: S608 - our own
    assert sorted(capture.id for capture in tables.reads.unread()) == [mine.id, theirs.id]
    store(tables, reading_of(mine, article_of(mine, "One", 0)))
    assert content(tables.db) == before


def test_captures_that_are_lost_leave_what_a_rebuild_makes(tables, tmp_path):
    readings = [replace(each, capture=replace(each.capture, warc=f"{n}.warc")) for n, each in enumerate(looks(3))]
    store(tables, *readings)
    (tmp_path / "0.warc").write_bytes(b"")
    assert forget_beyond_end(tables, tmp_path / "0.warc") == 1
    assert [capture.id for capture in tables.reads.unread()] == ["urn:uuid:0001"]
    store(tables, readings[1])
    with in_memory() as fresh:
        store(fresh, *readings[1:])
        assert content(fresh.db) == content(tables.db)


def test_the_joined_text_follows_the_page_that_lends_its_form_anew(tables):
    def page(number: int, path: str, page_number: int) -> Reading:
        capture = capture_of(number, path)
        onward = {"next_page_url": "https://x.example/a/2/"} if page_number == 1 else {}
        article = article_of(capture, f"Page {page_number}", number, page_number=page_number, **onward)
        return reading_of(capture, article)

    readings = [page(0, "a", 1), page(1, "a/2", 2), page(4, "a", 1), page(5, "a/2", 2)]
    store(tables, *reversed(readings))
    assert rows(tables, f"SELECT {HTML} FROM articles") == [("<p id=h-0>Page 1</p>\n<p id=h-1>Page 2</p>",)]  # noqa: S608 - our own
    assert rows(tables, "SELECT count(*) FROM versions") == [(3,)]
    assert rows(tables, "SELECT * FROM history") == []


LOOKS = st.lists(
    st.tuples(
        st.sampled_from(("One", "Two")), st.sampled_from(DATES), st.sampled_from(("a", "b", "a/2")),
        st.sampled_from(("r", "s")),
    ),
    min_size=2,
    max_size=9,
)  # fmt: skip


def readings_of(shown: list[tuple[str, str, str, str]]) -> list[Reading]:
    readings = []
    for number, (text, date, path, revision) in enumerate(shown):
        capture = capture_of(number, path)
        page = {"page_number": 2, "title": "Title"} if path == "a/2" else {}
        page |= {"next_page_url": "https://x.example/a/2/"} if (path, text) == ("a", "Two") else {}
        readings.append(reading_of(capture, article_of(capture, text, number, date, **page), revision))
    return readings


def read_what_is_left(tables: Tables, readings: list[Reading]) -> None:
    """Read again what has to lend its form, as a crawl or a replay does."""
    by_capture = {each.capture.id: each for each in readings}
    while left := [by_capture[capture.id] for capture in tables.reads.unread()]:
        store(tables, *left)


@settings(max_examples=60)
@given(LOOKS, st.randoms(use_true_random=False), st.booleans())
def test_any_order_of_any_readings_makes_the_same_tables(shown, random, together):
    readings = readings_of(shown)
    shuffled = random.sample(readings, len(readings))
    with in_memory() as first, in_memory() as second:
        store(first, *readings)
        if together:
            with second.batch():
                store(second, *shuffled)
        else:
            store(second, *shuffled)
        for tables in (first, second):
            read_what_is_left(tables, readings)
        assert content(first.db) == content(second.db)


@settings(max_examples=60)
@given(LOOKS, st.randoms(use_true_random=False))
def test_readings_that_were_first_read_otherwise_leave_no_trace(shown, random):
    readings = readings_of(shown)
    texts = random.sample(("One", "Two", "Three"), 3)
    wrong = [
        replace(each, article=replace(each.article, body_text=random.choice(texts), body_html="wrong"))
        for each in readings
    ]
    with in_memory() as first, in_memory() as second:
        store(first, *readings)
        store(second, *random.sample(wrong, len(wrong)))
        store(second, *random.sample(readings, len(readings)))
        for tables in (first, second):
            read_what_is_left(tables, readings)
        assert content(first.db) == content(second.db)
