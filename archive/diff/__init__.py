"""Computes the difference between two versions of an article for people to read (pure).

Paragraphs are aligned first, then the words of each changed paragraph.
"""

from archive.diff.align import Budget
from archive.diff.versions import KINDS, Change, Difference, Kind, Paragraph, Words, compare, compare_words

__all__ = ["KINDS", "Budget", "Change", "Difference", "Kind", "Paragraph", "Words", "compare", "compare_words"]
