"""Chooses the value of each field among all the candidates that a page gives for it (pure).

CHOOSERS maps a field to the function that chooses among its candidates.
"""

from extract.fields.choosers import CHOOSERS
from extract.fields.comments import read_comments
from extract.fields.disagreements import find_disagreements
from extract.fields.leading_lines import without_leading_lines
from extract.fields.original_source import source_link
from extract.fields.trailing_lines import blocks_behind_text, boxes_and_trailing_lines

__all__ = [
    "CHOOSERS",
    "blocks_behind_text",
    "boxes_and_trailing_lines",
    "find_disagreements",
    "read_comments",
    "source_link",
    "without_leading_lines",
]
