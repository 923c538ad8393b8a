"""What changed between two versions, as people are told."""

import json
import random

import pytest

from archive.diff.align import Budget, align
from archive.diff.versions import HEADLINE, METADATA, SUBSTANCE, compare, compare_texts, compare_words
from archive.schema.columns import CONTENT

TEXT = "\n\n".join(
    f"Paragraph {number} speaks of harbours, tariffs and the price of grain in town {number}." for number in range(9)
)


def kind(before, after, **fields):
    return compare({"body_text": before}, {"body_text": after, **fields}).kind


def shown(words):
    return [(run.sign, run.text) for run in words]


def test_equal_texts_are_the_same():
    difference = compare({"body_text": TEXT}, {"body_text": TEXT})
    assert (difference.kind, difference.fields, difference.removed, difference.added) == ("same", (), 0, 0)
    assert {paragraph.sign for paragraph in difference.paragraphs} == {"="}


def test_white_space_is_no_change():
    assert kind(TEXT, TEXT.replace(" ", "  ").replace("\n\n", "\n \n\n") + "\n") == "same"


def test_joined_paragraphs_are_no_change_of_words():
    difference = compare({"body_text": TEXT}, {"body_text": TEXT.replace("\n\n", "\n")})
    assert (difference.kind, difference.removed, difference.added) == ("same", 0, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [("harbours", "harbors"), ("price of", "prise of"), ("tariffs and", "tariffs, and"), ("town 3.", "town 3!"),
     ("Paragraph 2", "paragraph 2")],
)  # fmt: skip
def test_a_word_spelled_alike_or_a_mark_is_a_typo(old, new):
    assert kind(TEXT, TEXT.replace(old, new, 1)) == "typo"


@pytest.mark.parametrize(
    ("old", "new"),
    [("town 3", "town 4"), ("grain", "wheat"), ("now", "not")],
)
def test_a_number_or_another_word_is_substantive(old, new):
    text = TEXT.replace("speaks", "now speaks")
    assert kind(text, text.replace(old, new, 1)) == "substantive"


def test_a_word_that_stood_twice_is_a_typo():
    assert kind(TEXT, TEXT.replace("speaks of", "speaks of of", 1)) == "typo"
    assert kind(TEXT.replace("the price", "the the price", 1), TEXT) == "typo"


def test_many_typos_are_more_than_a_typo():
    assert kind(TEXT * 3, (TEXT * 3).replace("harbours", "harbors")) == "substantive"


def test_new_words_are_an_addition():
    assert kind(TEXT, TEXT + "\n\nAn editor adds a correction.") == "addition"
    assert kind(TEXT, TEXT.replace("price", "not price", 1)) == "addition"
    assert kind(TEXT, TEXT.replace("price", "not price", 1), title="New") == "addition"


def test_words_taken_away_are_a_removal():
    assert kind(TEXT, TEXT.partition("\n\n")[2]) == "removal"
    assert kind(TEXT, TEXT.replace("tariffs and ", "", 1)) == "removal"


def test_words_added_in_one_place_and_taken_away_in_another_are_substantive():
    assert kind(TEXT, TEXT.replace("tariffs and ", "", 1) + "\n\nAn editor adds a correction.") == "substantive"


def test_half_of_the_words_make_a_rewrite():
    half = TEXT.split("\n\n")
    assert kind(TEXT, "\n\n".join(half[:4])) == "rewrite"
    assert kind(TEXT, "\n\n".join(half[:6])) == "removal"


def test_a_text_that_vanishes_is_a_rewrite():
    difference = compare({"body_text": TEXT}, {"body_text": ""})
    assert (difference.kind, difference.added) == ("rewrite", 0)
    assert difference.removed == len(TEXT.split())


def test_a_headline_goes_before_a_typo_but_not_before_substance():
    assert kind(TEXT, TEXT.replace("harbours", "harbors", 1), title="New") == "headline"
    assert kind(TEXT, TEXT.replace("grain", "wheat", 1), title="New") == "substantive"
    assert kind(TEXT, TEXT, subtitle="New") == "headline"


def test_other_authors_or_another_date_are_substantive():
    assert kind(TEXT, TEXT, authors=["Someone"]) == "substantive"
    assert kind(TEXT, TEXT, published_at="2024-10-13T19:13:00+00:00") == "substantive"


def test_other_fields_are_metadata():
    difference = compare({"body_text": TEXT, "tags": []}, {"body_text": TEXT, "tags": ["ports"], "language": None})
    assert difference.kind == "metadata"
    assert [(change.field, change.before, change.after) for change in difference.fields] == [("tags", [], ["ports"])]


def test_every_field_that_a_reader_sees_is_compared():
    bodies = {"body_text", "body_markdown", "body_html", "word_count"}
    assert {*HEADLINE, *SUBSTANCE, *METADATA} == {*CONTENT, "images", "links"} - bodies


def test_words_that_changed_stand_beside_those_that_stayed():
    assert shown(compare_words("The quick fox.", "The slow fox.")) == [
        ("=", "The "), ("-", "quick "), ("+", "slow "), ("=", "fox."),
    ]  # fmt: skip


def test_a_lone_word_between_changes_belongs_to_them():
    before = "The old and weary king of the north"
    after = "The young but cheerful and lively king of the north"
    assert [sign for sign, _ in shown(compare_words(before, after))] == ["=", "-", "+", "="]


def test_japanese_is_compared_by_character():
    assert shown(compare_words("日本の防衛政策", "日本の外交政策")) == [
        ("=", "日本の"), ("-", "防衛"), ("+", "外交"), ("=", "政策"),
    ]  # fmt: skip


def test_combining_signs_stay_with_their_letters():
    words = compare_words("हिन्दी भाषा है", "हिन्दी बोली है")
    assert shown(words) == [("=", "हिन्दी "), ("-", "भाषा "), ("+", "बोली "), ("=", "है")]


def test_a_changed_paragraph_is_set_beside_its_successor():
    before = "One stays.\n\nTwo speaks of ships and of grain.\n\nThree stays."
    after = "One stays.\n\nA new one comes in.\n\nTwo speaks of boats and of grain.\n\nThree stays."
    assert [paragraph.sign for paragraph in compare_texts(before, after)] == ["=", "+", "~", "="]


def test_what_went_stands_before_what_came_in_its_place():
    before, after = "One stays.\n\nShips sail.", "One stays.\n\nNobody asked the mayor."
    assert [paragraph.sign for paragraph in compare_texts(before, after)] == ["=", "-", "+"]


@pytest.mark.parametrize("seed", range(30))
def test_both_texts_can_be_read_off_their_difference(seed):
    chance = random.Random(seed)
    words = ["a", "b", "c", "ships", "grain,", "town.", "İstanbul", "日本", "—", "5"]
    before, after = (
        "\n\n".join(" ".join(chance.choices(words, k=chance.randint(1, 12))) for _ in range(chance.randint(0, 9)))
        for _ in range(2)
    )
    paragraphs = list(compare_texts(before, after))
    for sign, text in (("-", before), ("+", after)):
        read = "".join(run.text for part in paragraphs for run in part.words if run.sign in ("=", sign))
        assert "".join(read.split()) == "".join(text.split())


@pytest.mark.parametrize("seed", range(30))
def test_an_alignment_covers_both_sequences_and_equals_where_it_says_so(seed):
    chance = random.Random(seed)
    before, after = ([chance.choice("abcdef") for _ in range(chance.randint(0, 40))] for _ in range(2))
    steps = align(before, after, Budget())
    i = j = 0
    for step in steps:
        assert (step.i1, step.j1) == (i, j)
        assert not step.same or before[step.i1 : step.i2] == after[step.j1 : step.j2]
        i, j = step.i2, step.j2
    assert (i, j) == (len(before), len(after))


def test_a_long_sequence_is_cut_at_its_landmarks():
    before = [f"line {number}" for number in range(20_000)]
    after = [line if number % 5 else f"new {number}" for number, line in enumerate(before)]
    steps = align(before, after, Budget())
    assert sum(step.i2 - step.i1 for step in steps if step.same) == 16_000


def test_what_is_beyond_the_budget_is_replaced_whole():
    budget = Budget(pairs=100)
    words = compare_words("b a " * 50, "a b " * 50 + "c", budget=budget)
    assert [run.sign for run in words] == ["-", "+"]


def test_a_huge_repetitive_text_is_compared_in_steps_that_are_counted():
    before = "the cat sat. " * 20_000
    difference = compare({"body_text": before}, {"body_text": before.replace("cat", "dog") + "x"})
    assert difference.kind == "rewrite"
    assert len(difference.paragraphs) <= 2


def links(*pairs):
    return json.dumps([{"url": url, "text": text, "paragraph": 1} for url, text in pairs])


def images(url="https://x.example/a.jpg", caption="Ann Lee at the quay"):
    return json.dumps([{"url": url, "alt": "", "caption": caption}])


def test_a_link_that_leads_elsewhere_is_a_change_of_metadata_that_shows_both_links():
    kept, old, new = ("https://x.example/1", "one"), ("https://x.example/2", "two"), ("https://y.example/2", "two")
    difference = compare(
        {"body_text": TEXT, "links": links(kept, old)}, {"body_text": TEXT, "links": links(kept, new)}
    )
    assert difference.kind == "metadata"
    (change,) = difference.fields
    assert (change.field, change.before, change.after) == (
        "links",
        ("two https://x.example/2",),
        ("two https://y.example/2",),
    )


@pytest.mark.parametrize("other", [images(url="https://x.example/b.jpg"), images(caption="Ann Leigh at the quay")])
def test_a_replaced_image_and_a_name_in_its_caption_are_changes_of_metadata(other):
    difference = compare({"body_text": TEXT, "images": images()}, {"body_text": TEXT, "images": other})
    assert (difference.kind, [change.field for change in difference.fields]) == ("metadata", ["images"])


def test_the_order_of_links_is_a_change_that_shows_all_of_them():
    first, second = ("https://x.example/1", "one"), ("https://x.example/2", "two")
    (change,) = compare({"links": links(first, second)}, {"links": links(second, first)}).fields
    assert len(change.before) == len(change.after) == 2


def test_what_a_server_makes_anew_is_no_change():
    signed = "https://x.example/a.jpg?X-Amz-Signature={}"
    before = {"body_text": TEXT, "image_url": signed.format("aa"), "images": images(signed.format("aa"))}
    after = {"body_text": TEXT, "image_url": signed.format("bb"), "images": images(signed.format("bb"))}
    assert (compare(before, after).kind, compare(before, after).fields) == ("same", ())


def test_another_ambiguous_date_is_substantive():
    assert kind(TEXT, TEXT, published_text="12/03/2026") == "substantive"


@pytest.mark.parametrize("broken", ["[", "7", '["x"]', "{}", b"\xff", 3])
def test_what_is_no_list_of_links_is_compared_all_the_same(broken):
    assert compare({"links": broken}, {"links": links(("https://x.example/1", "one"))}).kind == "metadata"
