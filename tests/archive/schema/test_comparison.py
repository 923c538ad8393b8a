"""What two readings may differ in and still show the same version, and what is an edit."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.schema.columns import CONTENT
from archive.schema.comparison import (
    COMPARED,
    comparison_form,
    differing_columns,
    fingerprints_of,
    fold,
    mark_of,
    pack_fingerprints,
    version_columns,
)

CONTENT_OF = {
    "title": "Caf\u00e9 life in Rye",
    "authors": '["Ann Lee", "Bo Ek"]',
    "published_at": "2026-03-01T12:00:00+00:00",
    "published_text": "1 March 2026, 12:00",
    "language": "en-GB",
    "description": "How a caf\u00e9 lives",
    "image_url": "https://img1.cdn.example/1-800x500.jpg?t=17",
    "body_text": "The first paragraph.\n\nThe second one, of 1,200 words.",
    "body_html": "<p>The first</p>",
    "images": json.dumps(
        [{"url": "https://cdn.example/2.jpg?sig=abcdef012345", "alt": "A quay", "caption": "Ann Lee"}]
    ),
    "links": json.dumps([{"url": "https://x.example/r?id=7&sid=8f3a91c2", "text": "a report", "paragraph": 1}]),
}


def edited(**columns):
    return differing_columns(CONTENT_OF, CONTENT_OF | columns)


NO_EDITS = {
    "another markup": {"body_html": "<div>x</div>", "body_markdown": "# x", "word_count": 7},
    "white space": {"body_text": "The first\u00a0 paragraph.\nThe second\tone, of 1,200 words. "},
    "paragraphs": {"body_text": "The first paragraph. The second one, of 1,200 words."},
    "letters with marks apart": {"title": "Cafe\u0301 life in Rye", "description": "How a cafe\u0301 lives"},
    "soft hyphens": {"body_text": "The first para\u00adgraph.\n\nThe sec\u00adond one, of 1,200 words."},
    "zero-width marks of a copy": {
        "body_text": "The fi\u200brst par\u200cagraph.\n\nThe\ufeff second one, of 1,200 words."
    },
    "the date as printed": {"published_text": "March 1st, 2026 at noon"},
    "the case of a language": {"language": "en_gb"},
    "a size and a host of a picture": {"image_url": "https://img4.cdn.example/1-300x200.jpg"},
    "a signature": {"images": CONTENT_OF["images"].replace("abcdef012345", "123456fedcba")},
    "a session and a paragraph": {"links": CONTENT_OF["links"].replace("8f3a91c2", "77aa01ff").replace("1}", "2}")},
    "an empty field": {"subtitle": "", "tags": "[]", "source_url": None},
}


@pytest.mark.parametrize("what", NO_EDITS)
def test_what_is_made_anew_for_each_response_is_no_edit(what):
    assert edited(**NO_EDITS[what]) == frozenset()
    assert version_columns(CONTENT_OF | NO_EDITS[what]) == version_columns(CONTENT_OF)


def test_a_url_that_stands_in_the_text_counts_by_where_it_leads():
    film = CONTENT_OF | {"body_text": "See the film.\n\nhttps://cdn.example/1.mp4?token=8f3a91c2e0"}
    again = film | {"body_text": film["body_text"].replace("8f3a91c2e0", "0011aabbcc")}
    assert differing_columns(film, again) == frozenset()
    assert differing_columns(film, film | {"body_text": film["body_text"].replace("1.mp4", "2.mp4")}) == {"body_text"}


EDITS = {
    "one word": {"body_text": "The first sentence.\n\nThe second one, of 1,200 words."},
    "one digit": {"body_text": "The first paragraph.\n\nThe second one, of 1,300 words."},
    "one mark": {"body_text": "The first paragraph.\n\nThe second one of 1,200 words."},
    "the case of a letter": {"title": "Caf\u00e9 Life in Rye"},
    "an accent": {"title": "Cafe life in Rye"},
    "words put together": {"title": "Caf\u00e9life in Rye"},
    "a name in a caption": {"images": CONTENT_OF["images"].replace("Ann Lee", "Ann Leigh")},
    "an alternative text": {"images": CONTENT_OF["images"].replace("A quay", "A mill")},
    "a replaced picture": {"images": CONTENT_OF["images"].replace("2.jpg", "3.jpg")},
    "a replaced lead image": {"image_url": "https://img1.cdn.example/9-800x500.jpg?t=17"},
    "a link to another document": {"links": CONTENT_OF["links"].replace("id=7", "id=8")},
    "a link's text": {"links": CONTENT_OF["links"].replace("report", "study")},
    "a removed link": {"links": "[]"},
    "the order of authors": {"authors": '["Bo Ek", "Ann Lee"]'},
    "the date": {"published_at": "2026-03-02T12:00:00+00:00"},
    "a new field": {"subtitle": "Of cups"},
}


@pytest.mark.parametrize("what", EDITS)
def test_what_an_author_changed_is_an_edit_of_that_column(what):
    assert edited(**EDITS[what]) == set(EDITS[what])
    assert version_columns(CONTENT_OF | EDITS[what])["id"] != version_columns(CONTENT_OF)["id"]


def test_the_date_as_printed_counts_where_it_states_no_time():
    ambiguous = {"published_at": None, "published_text": "12/03/2026"}
    assert differing_columns(ambiguous, ambiguous | {"published_text": "11/03/2026"}) == {"published_text"}


def test_joiners_count_where_they_are_seen():
    assert fold("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645") != fold(
        "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645"
    )
    assert fold("\U0001f469\u200d\U0001f4bb") != fold("\U0001f469\U0001f4bb")
    assert fold("Rye\u200d") == "Rye"


@given(st.dictionaries(st.sampled_from(["images", "links", *CONTENT]), st.text() | st.none() | st.integers()))
def test_any_stored_value_has_a_comparison_form(values):
    assert comparison_form(values) == comparison_form(dict(values))
    assert len(version_columns(values)["id"]) == 32


@given(st.text(), st.text())
def test_folding_is_done_once_for_all(one, other):
    assert fold(fold(one)) == fold(one)
    assert fold(f"{one}\n\n{other}") == fold(f"{one} {other}")


def test_fingerprints_are_packed_and_told_again():
    assert len({mark_of(name) for name in COMPARED}) == len(COMPARED)
    stored = version_columns(CONTENT_OF)["fingerprints"]
    packed = pack_fingerprints(stored)
    assert fingerprints_of(packed) == stored
    assert len(packed) == 10 * len(json.loads(stored))
    assert fingerprints_of(b"") == "{}"


@pytest.mark.parametrize("damaged", [None, "text", 7, b"short", b"\xff" * 9, b"\xff" * 10])
def test_damaged_fingerprints_are_none(damaged):
    assert fingerprints_of(damaged) == "{}"
