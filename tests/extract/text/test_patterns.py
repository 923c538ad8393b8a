import re
import subprocess
import sys

import pytest

from extract.text import fold_case, folded_pattern, lazy_pattern


def test_a_lazy_pattern_finds_what_the_compiled_one_finds():
    lazy, compiled = lazy_pattern(r"(\d+)\s(boats?)", re.IGNORECASE), re.compile(r"(\d+)\s(boats?)", re.IGNORECASE)
    text = "12 Boats, 1 boat, no boats"
    assert lazy.pattern == compiled.pattern
    for _ in range(2):
        assert lazy.findall(text) == compiled.findall(text)
        assert lazy.sub(r"\2 \1", text) == compiled.sub(r"\2 \1", text)
        assert lazy.search(text, 3).group() == compiled.search(text, 3).group()
        assert lazy.fullmatch(text) is None
    assert lazy.flags == compiled.flags


@pytest.mark.parametrize(
    "text",
    ["TODAY, 5 May", "3 DAKİKA ÖNCE", "3 dak\u0131ka önce", "χθες", "ΧΘΕΣ 10:15", "\u017funday", "nothing of it"],
)
def test_a_folded_pattern_finds_in_a_folded_text_what_it_finds_in_any_case(text):
    pattern = "today|sunday|dakika|χθες"
    found, expected = folded_pattern(pattern).search(fold_case(text)), re.search(pattern, text, re.IGNORECASE)
    assert (found and found.span()) == (expected and expected.span())


def test_a_wrong_pattern_is_told_when_it_is_used():
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("boat")


def test_a_process_from_which_readers_are_forked_has_compiled_all_patterns():
    code = (
        "import extract.read, extract.text.patterns as patterns; before = len(patterns._uncompiled);"
        "import extract.ready; print(before > 50, len(patterns._uncompiled))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "0"]
