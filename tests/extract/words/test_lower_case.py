"""Checks that words are in lower case where texts are compared in it."""

import re

import pytest

from extract.text import any_pattern, fold_case
from extract.text.folding import fold_forms
from extract.words import byline_words, date_words, relative_spans
from extract.words.relative_time import RELATIVE_TIME

PATTERNS = {
    "BEFORE": any_pattern(byline_words.BEFORE),
    "LABELS": any_pattern(byline_words.LABELS),
    "NOT_IN_NAMES": byline_words.NOT_IN_NAMES,
    "AGO": byline_words.AGO,
    "UPDATED": any_pattern(date_words.UPDATED),
    "PUBLISHED": any_pattern(date_words.PUBLISHED),
    "NOW": any_pattern(relative_spans.NOW),
    "ABOUT": any_pattern(relative_spans.ABOUT),
    "RELATIVE_TIME": " ".join(row[key] for row in RELATIVE_TIME.values() for key in ("ago", "today", "yesterday")),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_words_that_texts_in_lower_case_are_compared_with_are_in_lower_case(name):
    words = fold_forms(re.sub(r"\\.", "", PATTERNS[name]))
    assert words == fold_case(words)
