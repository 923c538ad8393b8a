"""Turns strings into values: clean text, counts, languages, texts to compare (pure).

Nothing in this package handles elements.
"""

from extract.text.clean import clean_text, clean_url, clean_visible, to_names
from extract.text.counts import is_count, leading_count, to_count
from extract.text.fingerprint import slug_of, text_hash
from extract.text.folding import fold_case, fold_name, fold_text, fold_words, split_words
from extract.text.language import detect_language
from extract.text.likeness import shared_share
from extract.text.patterns import compile_patterns, folded_pattern, lazy_pattern
from extract.text.same_value import StatedTime, is_same_names, is_same_time, is_same_title, name_key
from extract.text.sequences import Sequences, to_sequences, window_of
from extract.text.word_tables import all_words, any_pattern, any_word

__all__ = [
    "Sequences",
    "StatedTime",
    "all_words",
    "any_pattern",
    "any_word",
    "clean_text",
    "clean_url",
    "clean_visible",
    "compile_patterns",
    "detect_language",
    "fold_case",
    "fold_name",
    "fold_text",
    "fold_words",
    "folded_pattern",
    "is_count",
    "is_same_names",
    "is_same_time",
    "is_same_title",
    "lazy_pattern",
    "leading_count",
    "name_key",
    "shared_share",
    "slug_of",
    "split_words",
    "text_hash",
    "to_count",
    "to_names",
    "to_sequences",
    "window_of",
]
