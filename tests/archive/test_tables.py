from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ask.history import known_urls
from archive.reading import Reading
from archive.schema.tables import TABLES
from archive.tables import Tables
from archive.warc.capture import Capture
from extract.article import Article, Comment
from extract.listings.link import Link
from extract.site import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = Source(kind="feed", url="https://x.example/feed/")


def capture_at(second: int, path: str = "a", status: int = 200, **values: object) -> Capture:
    redirect = values.pop("to", None)
    defaults = {
        "id": f"urn:uuid:{second:04}",
        "run": "run",
        "site": "x",
        "url": f"https://x.example/{path}/",
        "captured_at": NOON + timedelta(seconds=second),
        "status": status,
        "content_type": "text/html",
        "bytes": 9,
        "payload_digest": "sha1:A",
        "warc": "run-00000.warc.gz",
        "offset": second * 100,
        "length": 100,
        "redirect_url": f"https://x.example/{redirect}/" if redirect else None,
    }
    return Capture(**defaults | values)


def article_of(path: str = "a", text: str = "First text.", **values: object) -> Article:
    url = f"https://x.example/{path}/"
    return Article(**{"url": url, "canonical_url": url, "title": "Title", "body_text": text} | values)


def dump(tables: Tables) -> dict[str, list[tuple]]:
    return {name: sorted(map(repr, map(tuple, tables.db.execute(f"SELECT * FROM {name}")))) for name in TABLES}  # noqa: S608 - our own names


def rows(tables: Tables, query: str) -> list[tuple]:
    return [tuple(row) for row in tables.db.execute(query)]


@pytest.fixture
def tables():
    tables = Tables(Path(":memory:"), Path("warc"))
    yield tables
    assert rows(tables, "PRAGMA foreign_key_check") == []
    tables.db.execute("INSERT INTO articles_fts_words(articles_fts_words, rank) VALUES ('integrity-check', 1)")
    tables.close()


def read(tables: Tables, capture: Capture, article: Article | None = None, revision: str = "r1") -> str:
    tables.add_capture(capture)
    path = capture.url.split("/")[3]
    return tables.add_article(article or article_of(path), capture, revision=revision)


def test_an_article_is_new_then_the_same_then_changed(tables):
    outcomes = [
        read(tables, capture_at(1)),
        read(tables, capture_at(2)),
        read(tables, capture_at(3), article_of(text="Second text.")),
    ]
    assert outcomes == ["new", "same", "changed"]
    assert rows(tables, "SELECT versions, body_text FROM articles JOIN article_texts USING (id, url)") == [
        (2, "Second text.")
    ]


def test_more_views_are_not_an_edit(tables):
    read(tables, capture_at(1), article_of(views=10, comment_count=1, found_by={"title": "css h1"}))
    later = article_of(
        views=25, comment_count=4, found_by={"title": "meta"}, next_url="https://x.example/n/", updated_at=NOON
    )
    assert read(tables, capture_at(2), later) == "same"
    assert rows(tables, "SELECT count(*) FROM history") == [(0,)]
    assert rows(tables, "SELECT views FROM view_counts ORDER BY captured_at") == [(10,), (25,)]
    assert rows(tables, "SELECT views, versions FROM articles") == [(25, 1)]


def test_readings_share_a_set_of_rules_that_goes_with_the_last_of_them(tables):
    first, second = article_of(found_by={"title": "css h1"}), article_of(found_by={"title": "meta"})
    found = "SELECT found_by, (SELECT count(*) FROM readings WHERE rule_set = rule_sets.id) FROM rule_sets ORDER BY 1"
    for second_of_day in (1, 2):
        read(tables, capture_at(second_of_day), first)
    tables.add_capture(other := capture_at(3, path="b"))
    tables.add_refusal(other, "a list of articles", revision="r1")
    assert rows(tables, found) == [('{"title": "css h1"}', 2)]
    read(tables, capture_at(2), second)
    assert rows(tables, found) == [('{"title": "css h1"}', 1), ('{"title": "meta"}', 1)]
    read(tables, capture_at(1), second)
    assert rows(tables, found) == [('{"title": "meta"}', 2)]
    tables.db.execute("DELETE FROM readings")
    assert rows(tables, "SELECT * FROM rule_sets") == []


def test_a_difference_between_two_revisions_is_not_an_edit(tables):
    read(tables, capture_at(1), revision="r1")
    assert read(tables, capture_at(2), article_of(text="Read better."), revision="r2") == "same"
    assert rows(tables, "SELECT * FROM history") == []


def test_the_history_names_the_fields_that_differ(tables):
    read(tables, capture_at(1))
    read(tables, capture_at(2), article_of(text="Second text.", title="Other"))
    assert rows(tables, "SELECT article, changed, captured_at, previous_captured_at FROM history") == [
        (
            "https://x.example/a/",
            '["title","body_text"]',
            "2026-03-01T12:00:02+00:00",
            "2026-03-01T12:00:01+00:00",
        )
    ]


def test_a_newer_revision_replaces_a_reading_and_its_version_goes(tables):
    read(tables, capture_at(1), article_of(text="Read badly."), revision="r1")
    read(tables, capture_at(1), article_of(text="Read well."), revision="r2")
    assert rows(tables, "SELECT body_text FROM versions") == [("Read well.",)]
    assert rows(tables, "SELECT body_text, revision FROM articles JOIN article_texts USING (id, url)") == [
        ("Read well.", "r2")
    ]
    assert rows(tables, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'badly'") == [(0,)]


def test_a_reading_that_turns_into_a_refusal_takes_its_article_away(tables):
    read(tables, capture_at(1), article_of(comments=(Comment(id="1", text="Hm"),), authors=("A",)))
    tables.add_refusal(capture_at(1), "a listing", revision="r2")
    derived = ("articles", "authors", "comments", "addresses")
    assert {name: rows(tables, f"SELECT * FROM {name}") for name in derived} == {  # noqa: S608 - likewise
        "articles": [],
        "authors": [],
        "comments": [],
        "addresses": [],
    }
    assert rows(tables, "SELECT outcome, reason FROM readings") == [("not an article", "a listing")]


def test_an_article_that_answers_404_is_gone_until_it_is_back(tables):
    read(tables, capture_at(1))
    tables.add_capture(capture_at(2, status=410))
    tables.add_capture(capture_at(3, status=404))
    assert rows(tables, "SELECT gone_at, gone_status FROM articles") == [("2026-03-01T12:00:02+00:00", 410)]
    assert list(known_urls(tables.db, "x")) == []
    read(tables, capture_at(4))
    assert rows(tables, "SELECT gone_at, gone_status FROM articles") == [(None, None)]
    assert list(known_urls(tables.db, "x")) == ["https://x.example/a/"]


def test_an_article_is_back_when_it_answers_that_nothing_has_changed(tables):
    read(tables, capture_at(1))
    tables.add_capture(capture_at(2, status=404))
    tables.add_capture(capture_at(3, status=304, revisit_of="urn:uuid:0001"))
    assert rows(tables, "SELECT gone_at FROM articles") == [(None,)]
    assert rows(tables, "SELECT count(*) FROM readings") == [(1,)]


def test_a_renamed_slug_stays_one_article_with_both_addresses(tables):
    read(tables, capture_at(1, "old"))
    tables.add_capture(capture_at(2, "old", 301, to="new"))
    assert read(tables, capture_at(3, "new")) == "same"
    assert rows(tables, "SELECT url, versions FROM articles") == [("https://x.example/new/", 1)]
    assert rows(tables, "SELECT url FROM addresses ORDER BY url") == [
        ("https://x.example/new/",),
        ("https://x.example/old/",),
    ]


def test_a_deleted_article_that_leads_on_to_another_one_is_gone_and_joins_nothing(tables):
    read(tables, capture_at(1, "salt"))
    read(tables, capture_at(2, "salt-roads"), article_of("salt-roads", text="Another text."))
    for second in (3, 4):
        tables.add_capture(capture_at(second, "salt", 301, to="salt-roads", run="later"))
    assert rows(tables, "SELECT url, versions, gone_at, gone_status FROM articles ORDER BY url") == [
        ("https://x.example/salt-roads/", 1, None, None),
        ("https://x.example/salt/", 1, "2026-03-01T12:00:03+00:00", 301),
    ]
    read(tables, capture_at(5, "salt", run="latest"))
    assert rows(tables, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == [(0,)]


def test_an_article_that_is_younger_than_the_one_it_leads_on_to_is_gone_too(tables):
    read(tables, capture_at(1, "salt-roads", run="first"))
    read(tables, capture_at(2, "salt", run="second"), article_of("salt", text="Another text."))
    tables.add_capture(capture_at(3, "salt", 301, to="salt-roads", run="third"))
    assert rows(tables, "SELECT url, gone_status FROM articles ORDER BY url") == [
        ("https://x.example/salt-roads/", None),
        ("https://x.example/salt/", 301),
    ]


def test_a_renamed_slug_is_one_article_though_the_new_one_is_read_before_the_redirect_is_met(tables):
    read(tables, capture_at(1, "old", run="first"))
    read(tables, capture_at(2, "new", run="second"))
    for second in (3, 4):
        tables.add_capture(capture_at(second, "old", 301, to="new", run=f"run-{second}"))
    assert rows(tables, "SELECT url, gone_at FROM articles") == [("https://x.example/new/", None)]


def test_a_slug_that_was_renamed_and_renamed_back_ends_where_it_began(tables):
    read(tables, capture_at(1, "a"))
    tables.add_capture(capture_at(2, "a", 301, to="b"))
    read(tables, capture_at(3, "b"))
    tables.add_capture(capture_at(4, "b", 308, to="a"))
    assert rows(tables, "SELECT url FROM articles") == [("https://x.example/a/",)]


def test_a_chain_of_renames_ends_at_the_last(tables):
    for second, (path, target) in enumerate([("a", "b"), ("b", "c")]):
        read(tables, capture_at(second * 10, path))
        tables.add_capture(capture_at(second * 10 + 1, path, 301, to=target))
    read(tables, capture_at(30, "c"))
    assert rows(tables, "SELECT url FROM articles") == [("https://x.example/c/",)]
    assert rows(tables, "SELECT count(*) FROM addresses") == [(3,)]


def test_a_redirect_to_a_page_that_is_no_article_joins_nothing(tables):
    for second, path in enumerate("ab"):
        read(tables, capture_at(second, path))
        tables.add_capture(capture_at(second + 10, path, 301, to="home"))
    tables.add_capture(capture_at(20, "home"))
    tables.add_refusal(capture_at(20, "home"), "a home page", revision="r1")
    assert rows(tables, "SELECT url FROM articles ORDER BY url") == [
        ("https://x.example/a/",),
        ("https://x.example/b/",),
    ]


def test_a_temporary_redirect_joins_nothing(tables):
    read(tables, capture_at(1, "a"))
    tables.add_capture(capture_at(2, "a", 302, to="b"))
    read(tables, capture_at(3, "b"))
    assert rows(tables, "SELECT count(*) FROM articles") == [(2,)]


def test_an_old_slug_that_is_used_again_is_an_article_of_its_own(tables):
    read(tables, capture_at(1, "a"))
    tables.add_capture(capture_at(2, "a", 301, to="b"))
    read(tables, capture_at(3, "b"))
    read(tables, capture_at(4, "a"), article_of("a", text="Another text."))
    assert rows(tables, "SELECT url FROM articles ORDER BY url") == [
        ("https://x.example/a/",),
        ("https://x.example/b/",),
    ]


def test_a_listing_remembers_where_an_address_was_found_first_and_last(tables):
    for second in (5, 1, 9):
        capture = capture_at(second, "feed", source_kind="feed", source_url=FEED.url)
        tables.add_capture(capture)
        modified = NOON - timedelta(days=second)
        links = (
            Link(url="https://x.example/a/?utm_source=feed", modified_at=modified),
            Link(url=FEED.url + "?paged=2", listing=True),
        )
        tables.add_links(links, FEED, capture)
    assert rows(tables, "SELECT url, modified_at, first_found_at, last_found_at FROM sources") == [
        (
            "https://x.example/a/",
            "2026-02-20T12:00:00+00:00",
            "2026-03-01T12:00:01+00:00",
            "2026-03-01T12:00:09+00:00",
        )
    ]
    assert rows(tables, "SELECT DISTINCT found FROM captures") == [(1,)]


def test_no_article_without_its_capture(tables):
    with pytest.raises(Exception, match="FOREIGN KEY"):
        tables.add_article(article_of(), capture_at(1), revision="r1")
    assert dump(tables)["articles"] == dump(tables)["versions"] == []


def test_an_error_status_is_no_reading(tables):
    capture = capture_at(1, status=404)
    tables.add_capture(capture)
    tables.add_refusal(capture, "status 404", revision="r1")
    assert rows(tables, "SELECT * FROM readings") == []


def test_the_last_capture_is_the_newest_whole_answer(tables):
    first = capture_at(1, etag='"a"')
    for capture in (capture_at(2, status=500), first, capture_at(3, status=304, revisit_of=first.id)):
        tables.add_capture(capture)
    assert tables.reads.last_capture(first.url) == first
    assert tables.reads.last_capture("https://x.example/never/") is None


def test_what_was_captured_and_not_read_is_unread(tables):
    wanted = [capture_at(1), capture_at(2, "feed", source_kind="feed", source_url=FEED.url)]
    others = [
        capture_at(3, status=404),
        capture_at(4, status=301, to="b"),
        capture_at(5, revisit_of="x"),
        capture_at(6, source_kind="robots", source_url="https://x.example/robots.txt"),
    ]
    for capture in wanted + others:
        tables.add_capture(capture)
    assert list(tables.reads.unread()) == wanted
    assert tables.reads.count_unread() == 2
    tables.add_article(article_of(), wanted[0], revision="r1")
    tables.add_links((), FEED, wanted[1])
    assert list(tables.reads.unread()) == []


def test_a_record_under_two_file_names_is_one_capture(tables):
    capture = capture_at(1)
    for name in ("copy-b.warc.gz", "copy-a.warc.gz", "copy-c.warc.gz"):
        tables.add_capture(replace(capture, warc=name))
    assert rows(tables, "SELECT warc FROM captures") == [("copy-a.warc.gz",)]


def test_half_a_surrogate_pair_is_stored_as_a_question_mark(tables):
    read(tables, capture_at(1), article_of(text="smile \ud83d", authors=("A\udc00",)))
    assert rows(tables, "SELECT body_text, authors FROM articles JOIN article_texts USING (id, url)") == [
        ("smile ?", '["A?"]')
    ]


PATHS = st.sampled_from("abc")
ANSWERS = st.one_of(
    st.tuples(st.just(200), PATHS, st.sampled_from(["One.", "Two.", None])),
    st.tuples(st.sampled_from([301, 308, 302]), PATHS, st.none()),
    st.tuples(st.sampled_from([304, 404, 410, 500]), PATHS, st.none()),
)


@st.composite
def events(draw: st.DrawFn) -> list[tuple[Capture, Reading | None]]:
    """Captures of three addresses and their readings; several may fall into one second."""
    found = []
    for number, (status, target, text) in enumerate(draw(st.lists(ANSWERS, max_size=12))):
        path = draw(PATHS)
        at = NOON + timedelta(seconds=draw(st.integers(0, 6)))
        capture = capture_at(number, path, status, captured_at=at, to=target if status in {301, 302, 308} else None)
        found.append((capture, draw_reading(draw, capture, target, text) if status == 200 else None))
    return found


def draw_reading(draw: st.DrawFn, capture: Capture, canonical: str, text: str | None) -> Reading:
    if text is None:
        return Reading(capture=capture, revision="r1", outcome="not an article", reason="a listing")
    views = draw(st.none() | st.integers(0, 3))
    comments = tuple(Comment(id=str(n), text="c") for n in range(draw(st.integers(0, 2))))
    article = article_of(canonical, text, views=views, comments=comments, authors=("A",) * draw(st.integers(0, 2)))
    links = tuple(Link(url=f"https://x.example/{path}/") for path in draw(st.lists(PATHS, max_size=2)))
    revision = draw(st.sampled_from(["r1", "r2"]))
    return Reading(capture=capture, revision=revision, outcome="article", article=article, links=links)


def fill(order: list[tuple[Capture, Reading | None]], *, batch: bool) -> dict[str, list[tuple]]:
    tables = Tables(Path(":memory:"), Path("warc"))
    with tables.batch() if batch else nullcontext():
        for capture, reading in order:
            tables.add_capture(capture)
            if reading:
                tables.add_reading(reading)
    tables.db.execute("INSERT INTO articles_fts_words(articles_fts_words, rank) VALUES ('integrity-check', 1)")
    assert rows(tables, "PRAGMA foreign_key_check") == []
    content = dump(tables)
    tables.close()
    return content


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_tables_do_not_depend_on_order_or_repetition(data):
    wanted = data.draw(events())
    repeated = wanted + (data.draw(st.lists(st.sampled_from(wanted))) if wanted else [])
    shuffled = data.draw(st.permutations(repeated))
    assert fill(shuffled, batch=False) == fill(wanted, batch=True)
