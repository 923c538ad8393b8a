"""Sequences of words in many scripts, and the probes that are chosen of them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text.sequences import MAX_WINDOW, MIN_WINDOW, to_sequences, window_of

# Sentences of about twenty words each, in scripts with spaces and without.
LANGUAGES = {
    "en": (
        "The harbour board raised its tariffs on grain in spring, and nobody who was in the room objected to it then. ",
        "A ferry that never sails needs no captain, as the ministry learned in a long winter of fog and paper. ",
    ),
    "tr": (
        "Liman kurulu ilkbaharda tahıl tarifelerini yükseltti ve odada bulunan hiç kimse İstanbul'da buna o gün itiraz "
        "etmedi, çünkü herkes çoktan alışmıştı. ",
        "Hiç sefere çıkmayan bir vapurun kaptana ihtiyacı yoktur, bakanlık bunu sisli ve uzun bir kışta kâğıtların "
        "arasında öğrendi. ",
    ),
    "ar": (
        "رفع مجلس الميناء تعريفات الحبوب في الربيع ولم يعترض أحد ممن كانوا في القاعة على ذلك القرار في ذلك اليوم البعيد. ",
        "العبّارة التي لا تبحر أبدًا لا تحتاج إلى قبطان كما تعلّمت الوزارة في شتاء طويل من الضباب والورق والانتظار. ",
    ),
    "zh": (
        "港务局在春天提高了谷物关税，当时在场的人没有一个表示反对，因为大家早已习惯了这样的决定。",
        "从不出航的渡轮不需要船长，部里在一个漫长的雾冬里从文件堆中明白了这个道理。",
    ),
    "ja": (
        "港湾局は春に穀物の関税を引き上げたが、その場にいた誰もそれに反対しなかったのは皆が慣れていたからである。",
        "決して出航しない渡し船に船長は要らないと、役所は霧と書類の長い冬に学んだのだった。",
    ),
    "th": (
        "คณะกรรมการท่าเรือขึ้นภาษีธัญพืชในฤดูใบไม้ผลิและไม่มีใครในห้องนั้นคัดค้านเพราะทุกคนคุ้นเคยกับการตัดสินใจเช่นนี้มานานแล้ว ",
        "เรือข้ามฟากที่ไม่เคยออกเดินทางไม่ต้องการกัปตันดังที่กระทรวงได้เรียนรู้ในฤดูหนาวอันยาวนานที่มีแต่หมอกและเอกสาร ",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sequences_are_about_eight_words_long_in_every_script(language):
    one, other = LANGUAGES[language]
    found = to_sequences(one + other)
    assert 25 <= found.words <= 60
    mean = len(found.text.decode().replace(" ", "")) / found.words
    longest = max(len(sequence.decode().replace(" ", "")) for sequence in found.all)
    assert 6 * mean <= longest <= 13 * mean


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_sentences_of_a_language_have_no_sequence_in_common(language):
    one, other = map(to_sequences, LANGUAGES[language])
    assert one.all
    assert not one.all & other.all


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_found_behind_another_one(language):
    one, other = LANGUAGES[language]
    assert to_sequences(other).all <= to_sequences(one + other).all


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It's “done”, they said — and WENT home at once, all nine.", "it’s done they said and went home at once all nine"),
        ("İSTANBUL'da her şey yolunda gidiyor ve kimse bir şey demiyor", "istanbul’da her şey yolunda gidiyor ve kimse bir şey demiyor"),
        ("كَتَبَ الولد الدرس في البيت ثم خرج إلى الشارع مسرعا", "كتب الولد الدرس في البيت ثم خرج إلى الشارع مسرعا"),
        ("ＡＢＣ １２３ is as wide as all other words are here", "abc 123 is as wide as all other words are here"),
        ("कानून के अनुसार यह सब लोगों के लिए समान रूप से है।", "कानून के अनुसार यह सब लोगों के लिए समान रूप से है"),
    ],
)  # fmt: skip
def test_case_marks_width_and_vowel_signs_that_may_be_left_out_do_not_count(one, other):
    assert to_sequences(one).all == to_sequences(other).all != frozenset()


def test_the_vowel_signs_of_indian_scripts_belong_to_their_words():
    assert to_sequences("कानून के अनुसार यह सब लोगों के लिए").words == 8


@given(st.text(max_size=300))
def test_any_text_has_sequences_that_lie_in_it(text):
    found = to_sequences(text)
    assert len(found.starts) == len(found.ends) <= max(len(found.text), 1)
    assert all(0 <= start < end <= len(found.text) for start, end in zip(found.starts, found.ends, strict=True))
    assert bool(found.probes()) == bool(found.starts)


def words(seed, count):
    return random.Random(seed).choices([f"word{number}" for number in range(500)], k=count)


@given(st.integers(0, 10**6), st.integers(10, 400), st.integers(0, 1500), st.integers(0, 1500))
def test_texts_with_a_run_as_long_as_the_larger_window_share_a_probe(seed, common, before, behind):
    shared = words(seed, common)
    one = to_sequences(" ".join(shared))
    other = to_sequences(" ".join([*words(seed + 1, before), *shared, *words(seed + 2, behind)]))
    if common - 7 >= max(one.window, other.window):
        assert one.probes() & other.probes()


@given(st.integers(0, 10**6), st.integers(100, 3000))
def test_a_text_has_about_two_probes_in_each_window(seed, count):
    found = to_sequences(" ".join(words(seed, count)))
    expected = 2 * len(found.starts) / (found.window + 1)
    assert 0.4 * expected <= len(found.probes()) <= 1.8 * expected


def test_the_window_grows_with_the_text_within_bounds():
    assert [window_of(count) for count in (0, 100, 600, 10_000)] == [MIN_WINDOW, 8, 50, MAX_WINDOW]


def test_probes_are_the_same_in_every_process():
    assert sorted(to_sequences("one two three four five six seven eight").probes()) == [60101828730983]
