import re
import subprocess
import sys

import pytest

from extract.text import lazy_pattern


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
