"""What a reader computes of a text is what the derivation would compute of the stored version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive import read_compared_text
from archive.derive.compared_text import (
    MAX_CHARACTERS,
    VERSIONS_KEPT,
    keep_compared_text,
    kept_compared_text,
    sequences_of_text,
    to_compared_text,
)
from archive.derive.probes import settle_probes
from archive.schema import article_id, fold
from shelf import Shelf, draw


@pytest.fixture
def shelf():
    shelf = Shelf()
    yield shelf
    shelf.tables.close()


@given(st.text(st.sampled_from("ab \n\u00a0\u200be\u0301\u00e9"), max_size=300))
def test_each_form_of_a_text_is_compared_by_the_same(text):
    found = read_compared_text(text)
    assert found == read_compared_text(fold(text))
    assert (found.words, found.sequences) == (sequences_of_text(text).words, len(sequences_of_text(text).starts))
    assert set(found.probes) == sequences_of_text(text).probes()


def test_of_a_text_that_is_not_compared_as_a_whole_nothing_is_handed_over():
    assert read_compared_text("word " * (MAX_CHARACTERS // 5)) is not None
    assert read_compared_text("word " * (MAX_CHARACTERS // 5) + "w") is None


def test_only_the_versions_that_were_read_last_are_kept():
    compared = to_compared_text("one two three")
    for number in range(VERSIONS_KEPT + 1):
        keep_compared_text(f"version {number}", compared)
    assert kept_compared_text("version 0") is None
    assert kept_compared_text(f"version {VERSIONS_KEPT}") == compared


def test_probes_are_the_same_whether_a_reader_computed_them_or_not(shelf):
    text = draw(1)
    shelf.read("x", "a", text)
    query = "SELECT probe, article FROM probes ORDER BY probe"
    computed = [tuple(row) for row in shelf.tables.db.execute(query)]
    url, version = shelf.tables.db.execute("SELECT url, version FROM articles").fetchone()
    keep_compared_text(version, read_compared_text(text))
    shelf.tables.db.execute("DELETE FROM probes")
    shelf.tables.db.execute("DELETE FROM compared_texts")
    settle_probes(shelf.tables.db, article_id(url), url)
    assert [tuple(row) for row in shelf.tables.db.execute(query)] == computed != []
