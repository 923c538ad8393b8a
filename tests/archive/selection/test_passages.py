"""The passage with most of the words is shown, and its words are marked as the index matched them."""

from hypothesis import given
from hypothesis import strategies as st

from archive.selection import best_passage, find_words, mark_all, parse

FILLER = "Nothing happens here. " * 60


def passage(text, typed):
    [found] = find_words([{"body_text": text}], parse(typed).marked)
    return "".join(
        f"[{part.text}]" if part.is_marked else part.text for part in best_passage(text, found.get("body_text", []))
    )


def test_the_passage_has_most_of_the_words_and_is_cut_between_words():
    text = f"The strike began. {FILLER}\n\nStriking miners in Łódź met at a café, which closed.\n\n{FILLER}"
    shown = passage(text, "strike lodz cafe")
    assert shown.startswith("… [Striking] miners in [Łódź] met at a [café], which closed. Nothing happens")
    assert shown.endswith(" …")
    assert len(shown) < 310


def test_phrases_beginnings_and_pairs_are_marked_as_they_were_found():
    assert (
        passage("the grain price, the price of grain", '"price of grain"')
        == "the grain price, the [price] [of] [grain]"
    )
    assert passage("Harbours and harmony", "har*") == "[Harbours] and [harmony]"
    assert (
        passage("昨日、東京都知事は新しいiPhone用ケースを発表した。", "東京都 iPhone用")
        == "昨日、[東京都]知事は新しい[iPhone用ケ]ースを発表した。"
    )
    assert passage("ｶﾞﾗｽの家", "ガラス") == "[ｶﾞﾗｽ]の家"


def test_without_a_match_the_beginning_is_shown():
    assert passage("A short text.", "absent") == "A short text."
    assert passage(FILLER, "absent").startswith("Nothing happens here.")


def test_titles_are_marked_whole():
    [found] = find_words([{"title": "Grain, grain & <b>grain", "body_text": "grain"}], parse("title:grain").marked)
    assert "body_text" not in found
    parts = mark_all("Grain, grain & <b>grain", found["title"])
    assert [part.text for part in parts if part.is_marked] == ["Grain", "grain", "grain"]
    assert "".join(part.text for part in parts) == "Grain, grain & <b>grain"


@given(
    st.text(alphabet="ab é東京\n…ｶﾞ\u00ad.", max_size=600),
    st.sampled_from(["a", "ab", "東京", "京", "e", "ガ", '"a b"', "ab*"]),
)
def test_any_text_has_a_passage_of_its_own_characters(text, typed):
    [found] = find_words([{"body_text": text}], parse(typed).marked)
    spans = found.get("body_text", [])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    parts = best_passage(text, spans)
    shown = "".join(part.text for part in parts)
    assert len(shown) <= 300
    assert not spans or any(part.is_marked for part in parts)
    assert shown.replace("…", "").replace(" ", "") in text.replace("…", "").replace(" ", "").replace("\n", "")
