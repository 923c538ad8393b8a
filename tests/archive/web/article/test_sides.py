"""A difference arranged for reading."""

from hypothesis import given
from hypothesis import strategies as st

from archive.diff import KINDS, compare
from archive.web.article.sides import MEANINGS, passages


def text(*paragraphs):
    return {"body_text": "\n\n".join(paragraphs)}


def arranged(before, after):
    return [
        (passage.is_folded, [row.sign for row in passage.rows])
        for passage in passages(compare(before, after).paragraphs)
    ]


def test_what_has_not_changed_is_folded_but_for_a_paragraph_beside_each_change():
    before = [f"Paragraph number {word} stays." for word in ["one", "two", "three", "four", "five", "six", "seven"]]
    after = [*before[:4], "Paragraph number five goes away.", *before[5:]]
    assert arranged(text(*before), text(*after)) == [(True, ["="] * 3), (False, ["=", "~", "="]), (False, ["="])]


def test_texts_that_are_the_same_are_folded_whole():
    assert arranged(text("a", "b", "c"), text("a", "b", "c")) == [(True, ["="] * 3)]
    assert arranged(text(), text()) == []


def test_in_two_columns_what_went_stands_beside_what_came_in_its_place():
    before, after = ["Old words here.", "And older ones."], ["Quite another text.", "Then some.", "The end of it."]
    (passage,) = passages(compare(text(*before), text(*after)).paragraphs)
    sides = [("".join(w.text for w in row.before), "".join(w.text for w in row.after)) for row in passage.pairs]
    assert sides == [(before[0], after[0]), (before[1], after[1]), ("", after[2])]
    assert [row.sign for row in passage.pairs] == ["~", "~", "+"]


def test_each_kind_of_edit_has_a_meaning():
    assert set(MEANINGS) == set(KINDS)


WORDS = st.lists(st.sampled_from(["one two three", "four five", "six seven eight nine", "ten"]), max_size=12)


@given(WORDS, WORDS)
def test_both_sides_together_have_all_words_of_both_versions(before, after):
    rows = [row for passage in passages(compare(text(*before), text(*after)).paragraphs) for row in passage.rows]
    for side, paragraphs in (("before", before), ("after", after)):
        shown = " ".join("".join(words.text for words in getattr(row, side)) for row in rows)
        assert shown.split() == " ".join(paragraphs).split()
