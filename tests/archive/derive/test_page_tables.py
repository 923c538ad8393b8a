"""Articles in several pages: what of them is one text, whatever was captured when and in which order it is read."""

import json
import random
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading import Reading
from archive.tables import Tables
from archive.warc.capture import Capture
from contents import content
from extract.article import Article, Hyperlink, Image

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORY = "https://x.example/story/"
TWO, THREE = f"{STORY}2/", f"{STORY}3/"
PLACES = {1: STORY, 2: TWO, 3: THREE}


def page(number: int, text: str, *, of: int = 3, **values) -> Article:
    """Return what one page of the story shows."""
    url = values.pop("url", PLACES[number])
    onward = values.pop("onward", PLACES[number + 1] if number < of else None)
    said = {"title": "The Story", "authors": ("Ada",), "views": 10 * number, "page_number": number}
    body = {"body_text": text, "body_markdown": f"*{text}*", "body_html": f"<p>{text}</p>", "word_count": 2}
    return Article(url=url, canonical_url=url, next_page_url=onward, **(said | body | values))


@dataclass
class Captures:
    """What a crawl captured, in time; `into` puts it into tables in any order."""

    events: list[tuple[Capture, Article | None, str]] = field(default_factory=list)
    now: datetime = NOON
    run: str = "x-1"

    def next_run(self, name: str) -> None:
        self.run = name
        self.now += timedelta(days=1)

    def add(self, url: str, article: Article | None = None, *, status: int = 200, rules: str = "r", **values) -> None:
        self.now += timedelta(seconds=1)
        number = f"urn:uuid:{len(self.events):04}"
        place = {
            "warc": "x.warc.gz",
            "offset": 100 * len(self.events),
            "length": 100,
            "bytes": 1,
            "payload_digest": "d",
        }
        capture = Capture(
            id=number, run=self.run, site="x", url=url, captured_at=self.now, status=status, content_type="text/html",
            **place, **values,
        )  # fmt: skip
        self.events.append((capture, article, rules))

    def read(self, *articles: Article, **values) -> None:
        for article in articles:
            self.add(article.url, article, **values)

    def into(self, tables: Tables, order=None) -> Tables:
        for capture, article, rules in order or self.events:
            tables.add_capture(capture)
            if article is not None:
                outcome = "article" if article.page_number == 1 else "part"
                tables.add_reading(Reading(capture=capture, revision=rules, outcome=outcome, article=article))
        return tables


@pytest.fixture
def tables():
    tables = Tables(Path(":memory:"), Path())
    yield tables
    tables.close()


def the_article(tables: Tables) -> sqlite3.Row:
    (row,) = tables.db.execute("""
        SELECT articles.*, body_text, markdown_of(body_text, body_forms) AS body_markdown,
            html_of(body_text, body_forms) AS body_html
        FROM articles JOIN versions ON versions.id = articles.version""").fetchall()
    return row


def edits(tables: Tables) -> list[str]:
    query = """SELECT body_text FROM history JOIN versions ON versions.id = history.version ORDER BY captured_at"""
    return [row["body_text"] for row in tables.db.execute(query)]


def test_the_pages_of_an_article_are_one_text_in_order(tables):
    captures = Captures()
    link = Hyperlink(url="https://y.example/", text="there", paragraph=1)
    captures.read(
        page(1, "One\n\nmore", links=(link,)),
        page(2, "Two", links=(link,), images=(Image(url="https://x.example/i.png"),)),
        page(3, "Three", links=(Hyperlink(url="https://z.example/", text="x"),), source_url="https://o.example/"),
    )
    captures.into(tables)
    article = the_article(tables)
    assert (article["url"], article["page_count"], article["cut_off"], article["versions"]) == (STORY, 3, None, 1)
    assert article["body_text"] == "One\n\nmore\n\nTwo\n\nThree"
    assert article["body_markdown"] == "*One\n\nmore*\n\n*Two*\n\n*Three*"
    assert article["body_html"] == "<p>One\n\nmore</p>\n<p>Two</p>\n<p>Three</p>"
    assert (article["word_count"], article["views"], article["source_url"]) == (6, 10, "https://o.example/")
    links = tables.db.execute("SELECT position, host, paragraph FROM links ORDER BY position").fetchall()
    assert list(map(tuple, links)) == [(1, "y.example", 1), (2, "y.example", 3), (3, "z.example", None)]
    assert tables.db.execute("SELECT position, url FROM images").fetchone()["position"] == 1


def test_later_pages_are_no_articles_and_their_addresses_lead_to_theirs(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(2, "Two"), page(3, "Three"))
    captures.into(tables)
    found = tables.db.execute(
        "SELECT addresses.url, articles.url FROM addresses JOIN articles ON articles.id = article"
    )
    assert sorted(map(tuple, found)) == [(STORY, STORY), (TWO, STORY), (THREE, STORY)]
    outcomes = tables.db.execute("SELECT outcome, article, version IS NULL FROM readings ORDER BY capture").fetchall()
    assert list(map(tuple, outcomes)) == [("article", STORY, 0), ("part", None, 1), ("part", None, 1)]


def test_a_page_that_was_never_captured_is_told(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(2, "Two"))
    captures.add(THREE, status=503)
    captures.into(tables)
    article = the_article(tables)
    assert (article["body_text"], article["page_count"]) == ("One\n\nTwo", 2)
    assert article["cut_off"] == "page 3 was not captured"


def test_a_page_that_comes_later_than_the_first_makes_no_edit(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2))
    captures.add(TWO, status=503)
    captures.next_run("x-2")
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    captures.into(tables)
    assert (the_article(tables)["body_text"], edits(tables)) == ("One\n\nTwo", [])
    assert the_article(tables)["versions"] == 1


def test_a_page_that_fails_for_once_makes_no_edit(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    for run in ("x-2", "x-3"):
        captures.next_run(run)
        captures.read(page(1, "One", of=2))
        captures.add(TWO, status=500)
    captures.into(tables)
    assert (the_article(tables)["body_text"], edits(tables)) == ("One\n\nTwo", [])


def test_an_unchanged_page_stands_as_it_was(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    captures.next_run("x-2")
    captures.read(page(1, "Won", of=2))
    captures.add(TWO, status=304, revisit_of="urn:uuid:0001")
    captures.into(tables)
    assert edits(tables) == ["Won\n\nTwo"]


def test_an_edit_of_a_later_page_is_one_where_the_first_has_not_changed(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(2, "Two"), page(3, "Three"))
    captures.next_run("x-2")
    captures.add(STORY, status=304, revisit_of="urn:uuid:0000")
    captures.read(page(2, "Second"), page(3, "Third"))
    captures.into(tables)
    article = the_article(tables)
    assert edits(tables) == [article["body_text"]] == ["One\n\nSecond\n\nThird"]
    assert (article["views"], article["capture"], article["gone_at"]) == (10, "urn:uuid:0000", None)
    (edit,) = tables.db.execute("SELECT changed, capture FROM history").fetchall()
    assert json.loads(edit["changed"]) == ["body_text"]
    assert edit["capture"] == "urn:uuid:0005"


def test_text_that_moves_to_another_page_is_one_edit(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    captures.next_run("x-2")
    captures.read(page(1, "One Two", of=2), page(2, "Three", of=2))
    captures.into(tables)
    # Where a paragraph breaks is no content: the text of the first page is now what both pages had before.
    assert [text.split() for text in edits(tables)] == [["One", "Two", "Three"]]


def test_pages_read_by_another_revision_forge_no_edit(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2), page(2, "Two and a button", of=2), rules="worse")
    captures.next_run("x-2")
    captures.read(page(1, "One", of=2), rules="better")
    captures.add(TWO, status=304, revisit_of="urn:uuid:0001")
    captures.next_run("x-3")
    captures.read(page(1, "One", of=2), page(2, "Two", of=2), rules="better")
    captures.into(tables)
    assert (the_article(tables)["body_text"], edits(tables)) == ("One\n\nTwo", [])


def test_an_article_that_grows_by_a_page_is_edited(tables):
    captures = Captures()
    captures.read(page(1, "One", of=1))
    captures.next_run("x-2")
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    captures.next_run("x-3")
    captures.read(page(1, "One", of=1))
    captures.into(tables)
    assert edits(tables) == ["One\n\nTwo", "One"]
    assert (the_article(tables)["page_count"], the_article(tables)["versions"]) == (1, 2)


def test_a_later_page_whose_first_one_is_unknown_is_no_article(tables):
    captures = Captures()
    captures.read(page(2, "Two"), page(3, "Three"))
    captures.into(tables)
    assert tables.db.execute("SELECT url FROM articles").fetchall() == []
    assert tables.db.execute("SELECT url FROM addresses").fetchall() == []


def test_an_article_that_was_taken_for_a_next_page_stays_one(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(1, "Other", url=TWO, of=1))
    captures.into(tables)
    rows = tables.db.execute(
        "SELECT url, body_text, cut_off FROM articles JOIN article_texts USING (id, url) ORDER BY url"
    ).fetchall()
    assert list(map(tuple, rows)) == [(STORY, "One", None), (TWO, "Other", None)]


def test_a_later_page_that_repeats_the_first_adds_nothing(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(2, "One"), page(3, "One"))
    captures.into(tables)
    assert (the_article(tables)["body_text"], the_article(tables)["page_count"]) == ("One", 1)


def test_pages_that_lead_in_a_circle_end(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(2, "Two"), page(3, "Three", onward=TWO))
    captures.into(tables)
    assert (the_article(tables)["body_text"], the_article(tables)["cut_off"]) == ("One\n\nTwo\n\nThree", None)


def test_a_redirect_between_pages_is_followed(tables):
    captures = Captures()
    captures.add(TWO, status=301, redirect_url=f"{STORY}page-2/")
    captures.read(page(1, "One", of=2), page(2, "Two", of=2, url=f"{STORY}page-2/"))
    for order in (captures.events, captures.events[::-1]):
        fresh = captures.into(Tables(Path(":memory:"), Path()), order)
        assert (the_article(fresh)["body_text"], the_article(fresh)["cut_off"]) == ("One\n\nTwo", None)
        assert fresh.db.execute("SELECT count(*) FROM addresses").fetchone()[0] == 3
        fresh.close()


def test_an_article_that_moved_takes_its_pages_along(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    captures.next_run("x-2")
    captures.add(STORY, status=301, redirect_url="https://x.example/tale/")
    captures.read(page(1, "One", of=1, url="https://x.example/tale/"))
    captures.into(tables)
    article = the_article(tables)
    assert article["url"] == "https://x.example/tale/"
    known = [row["url"] for row in tables.db.execute("SELECT url FROM addresses ORDER BY url")]
    assert known == [STORY, TWO, "https://x.example/tale/"]


def test_why_a_page_says_that_it_is_cut_off_goes_before_what_is_missing(tables):
    captures = Captures()
    captures.read(page(1, "One"), page(2, "Two", cut_off="paywall"))
    captures.into(tables)
    assert the_article(tables)["cut_off"] == "paywall"


def test_reading_anew_without_a_next_page_takes_the_join_back(tables):
    captures = Captures()
    captures.read(page(1, "One", of=2), page(2, "Two", of=2))
    captures.into(tables)
    first = captures.events[0][0]
    tables.add_article(page(1, "One", of=1), first, revision="later")
    assert (the_article(tables)["body_text"], the_article(tables)["page_count"]) == ("One", 1)
    assert tables.db.execute("SELECT count(*) FROM versions").fetchone()[0] == 2
    assert tables.db.execute("SELECT count(*) FROM addresses").fetchone()[0] == 1


MOMENTS = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 20, 30, 21, 31]),  # pages, redirects of two of them, and other articles there
        st.sampled_from(["a", "b"]),
        st.sampled_from([200, 200, 304, 404, 503]),
        st.sampled_from([1, 2, 3]),
        st.booleans(),
        st.sampled_from(["r", "s"]),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_in_which_captures_and_readings_come_does_not_matter(moments, chance: random.Random, foreign):
    captures = Captures()
    for at, (number, text, status, of, is_new_run, rules) in enumerate(moments):
        if is_new_run:
            captures.next_run("" if foreign else f"x-{at}")
        if number in {21, 31}:
            captures.read(page(1, text, of=1, url=PLACES[number // 10]))
        elif number > 3:
            captures.add(PLACES[number // 10], status=301, redirect_url=f"{PLACES[number // 10]}there/")
        elif status == 200:
            captures.read(page(number, f"{text}{number}", of=max(of, 1)), rules=rules)
        else:
            captures.add(PLACES[number], status=status, revisit_of="urn:uuid:none" if status == 304 else None)
    first, other, together = (Tables(Path(":memory:"), Path()) for _ in range(3))
    expected = content(captures.into(first).db)
    order = captures.events * 2
    chance.shuffle(order)
    assert content(captures.into(other, order).db) == expected
    with together.batch():
        captures.into(together, order)
    assert content(together.db) == expected
    for tables in (first, other, together):
        tables.close()
