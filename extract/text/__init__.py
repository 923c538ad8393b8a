"""Turns strings into values: clean text, counts, languages, folded words (pure).

Nothing in this room knows of HTML trees.
"""

from extract.text.clean import clean_address, clean_text, clean_visible, to_names
from extract.text.counts import is_count, leading_count, to_count
from extract.text.folding import fold
from extract.text.language import detect_language

__all__ = [
    "clean_address",
    "clean_text",
    "clean_visible",
    "detect_language",
    "fold",
    "is_count",
    "leading_count",
    "to_count",
    "to_names",
]
