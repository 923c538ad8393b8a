"""Changes, tallies and gaps are kept article by article, and are what one query over everything says, at any time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.derive import count_everything
from archive.derive.changes import change_everything
from archive.derive.provenance import lowest_of, provenance_of, rules_of, sum_up_everything
from archive.erase import delete_captures
from archive.reading import Reading
from archive.tables import Tables
from archive.warc.capture import Capture
from contents import content
from extract.article import Article, Hyperlink
from extract.listings import Link
from extract.site import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SLUGS = ("a", "b", "c")
TEXTS = ("Grain is dear in the harbour.", "Grain is dear in the old harbour.", "Nothing of this stayed as it was.")
FEED = Source(kind="sitemap", url="https://x.example/sitemap.xml")


class Desk:
    """An archive to which one event after the other is added."""

    def __init__(self) -> None:
        self.tables = Tables(Path(":memory:"), Path())
        self.captures: list[Capture] = []

    def capture(self, slug: str, minute: int, **values) -> Capture:
        number = len(self.captures)
        known = {
            "id": f"urn:uuid:{number:04}", "run": "", "site": "x", "url": f"https://x.example/{slug}/", "bytes": 1,
            "captured_at": NOON + timedelta(minutes=minute, seconds=number), "status": 200, "length": 1,
            "content_type": "text/html", "payload_digest": "d", "warc": "x.warc.gz", "offset": number,
        }  # fmt: skip
        capture = Capture(**known | values)
        self.captures.append(capture)
        self.tables.add_capture(capture)
        return capture

    def read(self, slug: str, minute: int, text: int, who: int) -> None:
        capture = self.capture(slug, minute)
        at = NOON - timedelta(days=200 * who)
        article = Article(
            url=capture.url, canonical_url=capture.url, title=f"Title {slug}", body_text=TEXTS[text] * 3,
            word_count=12, authors=("Ada", "Bo")[: who + 1], categories=("Trade",), tags=("port", "port") * who,
            language="en", published_at=at, published_day=at.date().isoformat(),
            confidence={"title": 0.5 + who / 10},
            links=(Hyperlink(url=f"https://cited{who}.example/", text="c"), Hyperlink(url=capture.url, text="own")),
        )  # fmt: skip
        self.tables.add_reading(Reading(capture=capture, revision="r", outcome="article", article=article))

    def list(self, slug: str, minute: int) -> None:
        capture = self.capture("sitemap", minute, source_kind="sitemap", source_url=FEED.url)
        link = Link(url=f"https://x.example/{slug}/")
        reading = Reading(capture=capture, revision="r", outcome="listing", links=(link,))
        self.tables.add_reading(reading)

    def forget(self, number: int) -> None:
        if self.captures:
            gone = self.captures[number % len(self.captures)].id
            known = self.tables.db.execute("SELECT 1 FROM captures WHERE id = ?", (gone,)).fetchone()
            with self.tables.batch():
                self.tables.derive_erased(delete_captures(self.tables.db, [gone] if known else []))


slugs, minutes = st.sampled_from(SLUGS), st.integers(0, 50)
events = st.one_of(
    st.tuples(st.just("read"), slugs, minutes, st.integers(0, 2), st.integers(0, 1)),
    st.tuples(st.just("gone"), slugs, minutes),
    st.tuples(st.just("moved"), slugs, slugs, minutes),
    st.tuples(st.just("unchanged"), slugs, minutes, st.integers(0, 20)),
    st.tuples(st.just("listed"), st.sampled_from((*SLUGS, "nowhere")), minutes),
    st.tuples(st.just("forgotten"), st.integers(0, 20)),
)


def play(desk: Desk, event: tuple) -> None:
    match event:
        case ("read", slug, minute, text, who):
            desk.read(slug, minute, text, who)
        case ("gone", slug, minute):
            desk.capture(slug, minute, status=404)
        case ("moved", slug, other, minute):
            desk.capture(slug, minute, status=301, redirect_url=f"https://x.example/{other}/")
        case ("unchanged", slug, minute, number):
            known = [each for each in desk.captures if each.status == 200 and each.source_kind is None]
            if known:
                desk.capture(slug, minute, status=304, revisit_of=known[number % len(known)].id)
        case ("listed", slug, minute):
            desk.list(slug, minute)
        case ("forgotten", number):
            desk.forget(number)


@settings(max_examples=60, deadline=None)
@given(st.lists(events, max_size=12))
def test_whatever_happens_the_kept_tables_are_what_everything_together_says(history):
    desk = Desk()
    for event in history:
        play(desk, event)
        # It compares them with one query each over all that they are derived from.
        content(desk.tables.db)
    kept = content(desk.tables.db)
    change_everything(desk.tables.db)
    count_everything(desk.tables.db)
    sum_up_everything(desk.tables.db)
    assert content(desk.tables.db) == kept
    desk.tables.close()


def test_an_edit_has_its_class_and_words_and_is_a_row_of_the_view_history():
    desk = Desk()
    desk.read("a", 0, 0, 0)
    desk.read("a", 1, 1, 0)
    query = "SELECT change, class, words_removed, words_added, changed FROM changes ORDER BY changed_at"
    assert list(map(tuple, desk.tables.db.execute(query))) == [
        ("new", "new", None, None, "[]"),
        ("edit", "addition", 0, 3, '["body_text"]'),
    ]
    query = "SELECT article, version, previous_version FROM history"
    assert desk.tables.db.execute(query).fetchone()["article"] == "https://x.example/a/"


def test_an_article_that_goes_takes_its_counts_with_it():
    desk = Desk()
    desk.read("a", 0, 0, 1)
    query = "SELECT what, site, name, articles FROM tallies WHERE what <> 'rows' AND site = '' ORDER BY what, name"
    assert list(map(tuple, desk.tables.db.execute(query))) == [
        ("author", "", "Ada", 1), ("author", "", "Bo", 1),
        ("author month", "", "Ada 2025-08", 1), ("author month", "", "Bo 2025-08", 1),
            ("authors together", "", "Ada\nBo", 1),
        ("category", "", "Trade", 1), ("category month", "", "Trade 2025-08", 1),
        ("domain", "", "cited1.example", 1), ("domain month", "", "cited1.example 2025-08", 1),
        ("language", "", "en", 1), ("minutes", "", "1", 1),
            *(("missing", "", name, 1) for name in ("description", "image", "subtitle", "updated", "views")),
            ("month", "", "2025-08", 1), ("site", "", "x", 1), ("tag", "", "port", 1),
        ("year", "", "2025", 1),
    ]  # fmt: skip
    desk.forget(0)
    assert desk.tables.db.execute("SELECT * FROM tallies").fetchall() == []


@pytest.mark.parametrize(
    ("confidence", "lowest"),
    [('{"a": 0.9, "b": 0.4}', 0.4), ("{}", None), ("[1]", None), ("damaged", None), ('{"a": "x", "b": 1}', 1)],
)
def test_the_lowest_confidence_is_that_of_any_field(confidence, lowest):
    assert lowest_of(confidence) == lowest
    assert provenance_of({"found_by": "{}", "confidence": confidence}) == {
        "rules": rules_of("{}"),
        "lowest_confidence": lowest,
    }
