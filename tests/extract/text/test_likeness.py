import random

from hypothesis import given
from hypothesis import strategies as st

from extract.text.likeness import shared_share

WORDS = (
    "harbour", "board", "ferry", "grain", "tariff", "winter", "council", "market", "toll", "bridge", "bread", "canal",
    "court", "school", "mill",
)  # fmt: skip


def text(seed, words=300):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


def test_a_text_is_all_in_itself_and_in_what_is_longer():
    assert shared_share(text(1), text(1).upper() + "!") == 1
    assert shared_share(text(1), f"{text(1)} {text(2)}") == 1


def test_a_text_with_some_words_changed_is_mostly_there_and_another_is_not():
    edited = text(1).split()
    edited[40], edited[200] = "harbours", "breads"
    assert 0.9 < shared_share(text(1), " ".join(edited)) < 1
    assert shared_share(text(1), text(2)) < 0.1


def test_a_text_in_which_a_third_is_new_shares_two_thirds():
    half = " ".join(text(1).split()[:200] + text(2).split()[:100])
    assert 0.6 < shared_share(text(1), half) < 0.7


def test_texts_without_spaces_between_words_are_compared_letter_by_letter():
    japanese = "日本の防衛政策は海峡の安全に関わるので、政府は港の使用料を引き上げた。"
    assert shared_share(japanese, japanese.replace("政府", "内閣")) > 0.4
    assert shared_share(japanese, "図書館は町の記憶であり、夜の灯りは学生のために消えることがない。") == 0


def test_short_texts_are_the_same_or_not_and_no_text_is_like_nothing():
    assert shared_share("One. Two!", "one two") == 1
    assert shared_share("One.", "Two.") == shared_share("", "One.") == shared_share("", "") == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_share_is_the_same_from_both_sides(one, other):
    assert shared_share(one, other) == shared_share(other, one)
    assert 0 <= shared_share(one, other) <= 1
