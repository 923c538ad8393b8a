"""Selects articles: filters, and searches as people type them, as SQL; and what a search found in a text (pure)."""

from archive.selection.arguments import ARGUMENTS, arguments_of_filter, filter_of_arguments, truth_of
from archive.selection.articles import ArticleFilter
from archive.selection.passages import Part, best_passage, find_words, mark_all
from archive.selection.spelling import SHORTEST_FOR_TWO, can_be_corrected, name_like, nearest, one_change_away
from archive.selection.sql import conditions
from archive.selection.words import Asked, match_of, parse, same_search

__all__ = [
    "ARGUMENTS",
    "SHORTEST_FOR_TWO",
    "ArticleFilter",
    "Asked",
    "Part",
    "arguments_of_filter",
    "best_passage",
    "can_be_corrected",
    "conditions",
    "filter_of_arguments",
    "find_words",
    "mark_all",
    "match_of",
    "name_like",
    "nearest",
    "one_change_away",
    "parse",
    "same_search",
    "truth_of",
]
