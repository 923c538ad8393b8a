import pytest

from extract.blocks.cues import CUES, MAX_WORDS, WIDE_CUES, find_cues


def cues(text, *, wide=False):
    """Return what is found, by its name."""
    found = find_cues(text.lower().split(), text, is_wide=wide)
    return {name: value for name, value in zip(CUES, found, strict=True) if value}


@pytest.mark.parametrize("name", CUES)
def test_each_phrase_is_found_at_the_beginning_and_within(name):
    for phrase in CUES[name]:
        assert cues(phrase)[name] == 2
        assert cues(f"zzz {phrase}")[name] >= 1


@pytest.mark.parametrize("name", WIDE_CUES)
def test_each_phrase_of_a_script_without_spaces_is_found_anywhere(name):
    for phrase in WIDE_CUES[name]:
        assert cues(phrase, wide=True)[name] == 2
        assert cues(f"渡{phrase}", wide=True)[name] >= 1
        assert name not in cues(phrase) or phrase in CUES[name]


def test_a_part_of_a_phrase_or_a_phrase_far_into_a_text_is_not_found():
    name, phrase = next((name, phrase) for name, phrases in CUES.items() for phrase in phrases if " " in phrase)
    assert name not in cues("zzz " * (MAX_WORDS + 10) + phrase)
    assert cues("zzz") == {}
